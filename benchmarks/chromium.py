"""A browser without a window, steered through two pipes: Chromium's DevTools protocol."""

import fcntl
import json
import os
import selectors
import shutil
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--mute-audio",
)
_PATIENCE = 60.0  # seconds, for any answer


class BrowserError(Exception):
    """The browser has refused a command, or has not answered."""


def installed() -> str | None:
    """The path of a Chromium, if there is one."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """Starts when it is made; as a context manager it leaves no process behind."""

    def __init__(self, program: str) -> None:
        self._profile = TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        to_it, self._out = os.pipe()
        self._in, from_it = os.pipe()
        root = os.geteuid() == 0
        flags = [*_FLAGS, *(["--no-sandbox"] if root else [])]
        words = [program, *flags, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = _spawned(words, to_it, from_it)
        os.close(to_it)
        os.close(from_it)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._in, selectors.EVENT_READ)
        self._rest = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """The result of a command. Raises BrowserError if there is none."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        os.write(self._out, json.dumps(command).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error'].get('message')}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def wait_for(self, method: str, session: str) -> dict[str, Any]:
        """The parameters of the next event of this name, which may have come already."""
        for i, event in enumerate(self.events):
            if event.get("method") == method and event.get("sessionId") == session:
                found: dict[str, Any] = self.events.pop(i)["params"]
                return found
        while True:
            event = self._next()
            if event.get("method") == method and event.get("sessionId") == session:
                params: dict[str, Any] = event["params"]
                return params
            self.events.append(event)

    def open(self, page: Path, **screen: Any) -> "Tab":
        """A new tab with the page in it, loaded; `screen` as `Tab.screen` takes it."""
        return Tab(self, page, screen)

    def close(self) -> None:
        """End the browser, and remove what it has written."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self._selector.close()
        os.close(self._out)
        os.close(self._in)
        self._profile.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.close()

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + _PATIENCE
        while b"\0" not in self._rest:
            if not self._selector.select(max(0.0, end - time.monotonic())):
                raise BrowserError(f"no answer within {_PATIENCE:.0f} s")
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise BrowserError("the browser has ended")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _spawned(words: Sequence[str], to_it: int, from_it: int) -> int:
    """The id of a process that reads commands from its descriptor 3 and writes answers into 4."""
    nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    # Out of the way of 3 and 4, which one of them may be.
    ends = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in (to_it, from_it)]
    pipes = [(os.POSIX_SPAWN_DUP2, ours, theirs) for ours, theirs in zip(ends, (3, 4), strict=True)]
    try:
        return os.posix_spawn(words[0], words, os.environ, file_actions=[*nowhere, *pipes])
    finally:
        for end in ends:
            os.close(end)


class Tab:
    """A page that is shown, and what it has complained of."""

    def __init__(self, browser: Browser, page: Path, screen: Mapping[str, Any]) -> None:
        self._browser = browser
        self._target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.send("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        self.screen(**screen)
        self.send("Page.navigate", url=page.resolve().as_uri())
        browser.wait_for("Page.loadEventFired", self._session)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a command to this page."""
        return self._browser.send(method, self._session, **params)

    def screen(
        self, width: int = 1200, height: int = 900, *, dark: bool = False, scripts: bool = True
    ) -> None:
        """The size of the window in CSS pixels, and what the reader prefers."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1}
        self.send("Emulation.setDeviceMetricsOverride", mobile=width < 600, **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression, as plain values. Raises BrowserError."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    @property
    def complaints(self) -> list[str]:
        """Errors of scripts and of the policy, and whatever was written to the console."""
        self.evaluate("0")  # what has been said before this answer is here
        found = []
        for event in self._browser.events:
            if event.get("sessionId") != self._session:
                continue
            match event["method"]:
                case "Log.entryAdded":
                    found.append(event["params"]["entry"]["text"])
                case "Runtime.consoleAPICalled":
                    found.append(str(event["params"]["args"]))
                case "Runtime.exceptionThrown":
                    found.append(str(event["params"]["exceptionDetails"]))
        return found

    def close(self) -> None:
        """Close the tab."""
        self._browser.send("Target.closeTarget", targetId=self._target)

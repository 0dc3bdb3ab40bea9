"""A page of the documents walked through: its files written, its examples and commands run.

- A `yaml` block is a config. If its first line is `# NAME.yaml`, it becomes that file; with
  `, with mistakes` after the name it has to be refused.
- A `python` block is run; what it prints is promised by the comments after `print(...)`.
- A `console` block is a session: what follows a line `$ COMMAND` is what the command says. A line
  `<!-- cut: 4 2 -->` above it keeps the first 4 and the last 2 lines of long answers.
- An `sh` block has commands that succeed, and so has `autograd ...` in the text; in capitals,
  brackets or without arguments it is only looked up in the help.

All of a page happens in one folder, in the page's order. There they make the pictures that the page
shows with `<!-- picture: FILE -->` above them, FILE being a path that may have a `*`.
"""

import io
import re
import shlex
import subprocess
import sys
import time
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from typer.main import get_command
from typer.testing import CliRunner

from autograd_cli import config
from autograd_cli.cli.app import app

_PART = re.compile(
    r"(?:^<!-- cut: (?P<first>\d+) (?P<last>\d+) -->\n)?"
    r"^```(?P<language>\w+)\n(?P<block>.*?)^```$"
    r"|`(?P<inline>autograd\s[^`]+)`",
    re.DOTALL | re.MULTILINE,
)
_PICTURE = re.compile(r"^<!-- picture: (\S+) -->\n!\[[^\]]+\]\((\S+)\)$", re.MULTILINE)
_HOME = "/home/you"  # in place of the folder where all happens
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b|\[")


@dataclass
class Walk:
    """What came of it: the page with fresh answers, and what was not as it should be.

    `printed` are pairs of what Python blocks promise to print and what they printed. `apart` are
    the commands that are not ours, which only a shell can run. `second` is that of the last
    training.
    """

    place: Path
    text: str = ""
    printed: list[tuple[list[str], list[str]]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    scope: dict[str, Any] = field(default_factory=dict)
    second: int = 0

    def through(self, text: str) -> "Walk":
        """Do everything that `text` says."""
        with chdir(self.place):
            self.text = _PART.sub(self._part, text)
        return self

    def _part(self, found: re.Match[str]) -> str:
        """The part as it should be. No two blocks train in one second: a run may be called -2."""
        trains = "autograd train" in (found["block"] or "")
        while trains and int(time.time()) == self.second:
            time.sleep(0.05)
        text = self._done(found)
        if trains:
            self.second = int(time.time())
        return text

    def _done(self, found: re.Match[str]) -> str:
        if found["inline"]:
            self._inline(" ".join(found["inline"].split()))
        elif found["language"] in ("yaml", "python", "sh"):
            getattr(self, f"_{found['language']}")(found["block"])
        elif found["language"] == "console":
            keep = (int(found["first"]), int(found["last"])) if found["first"] else None
            start = found[0].partition("```console\n")
            return start[0] + start[1] + self._session(found["block"], keep) + "```"
        return found[0]

    def _yaml(self, block: str) -> None:
        named = re.match(r"# ([\w.-]+\.yaml)(, with mistakes)?\n", block)
        path = self.place / (named[1] if named else "unnamed.yaml")
        path.write_text(block, encoding="utf-8")
        wrong = named is not None and named[2] is not None
        try:
            config.load(path)
        except config.ConfigError as error:
            self.failed += [] if wrong else [str(error)]
        else:
            self.failed += [f"{path.name} has no mistakes"] if wrong else []

    def _python(self, block: str) -> None:
        with redirect_stdout(io.StringIO()) as out:
            exec(compile(block, "a page", "exec"), self.scope)
        printed = [line.strip() for line in out.getvalue().splitlines()]
        self.printed.append((_promised(block), printed))

    def _session(self, block: str, keep: tuple[int, int] | None) -> str:
        lines: list[str] = []
        code = 0
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            if command == "echo $?":
                lines += [f"$ {command}", str(code)]
                continue
            code, answer = _answer(shlex.split(command), self.place)
            answer = answer.replace(str(self.place), _HOME)
            lines += [f"$ {command}", *_cut(answer.splitlines(), keep)]
        return "".join(f"{line}\n" for line in lines)

    def _sh(self, block: str) -> None:
        for line in block.splitlines():
            for command in shlex.join(shlex.split(line, comments=True)).split("'&&'"):
                self._succeed(shlex.split(command))

    def _inline(self, command: str) -> None:
        words = shlex.split(command)
        path, rest = _command_path(words[1:])
        looked_up = not rest or _PLACEHOLDER.search(command)
        # Never run: what has no command, as --install-completion, changes the user's shell.
        if path and not looked_up:
            self._succeed(words)
            return
        _, told = _answer(["autograd", *path, "--help"], self.place)
        options = re.findall(r"(?<![\w-])--?[a-z][\w-]*", " ".join(rest))
        known = path or rest[0] in options or _PLACEHOLDER.match(rest[0])
        if not known or any(option not in told for option in options):
            self.failed.append(command)

    def _succeed(self, words: list[str]) -> None:
        if words and words[0] != "autograd":
            self.apart.append(shlex.join(words))
        elif words:
            code, told = _answer(words, self.place)
            if code:
                self.failed.append(f"{shlex.join(words)}\n{told}")


def pictures(text: str) -> list[tuple[str, str]]:
    """The files that a page's pictures are made as, and as which they are kept beside it."""
    return [(found[1], found[2]) for found in _PICTURE.finditer(text)]


def file_of(pattern: str, place: Path) -> Path:
    """The one file below `place` that `pattern` means; the oldest, by its name, of several."""
    return min(place.glob(pattern))


def _answer(words: list[str], place: Path) -> tuple[int, str]:
    """The exit code of a command, and all that it prints."""
    words = [name for word in words for name in _expanded(word, place)]
    if words[0] != "autograd":
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        return 0, done.stdout
    with patch.object(sys, "argv", words):
        answer = CliRunner().invoke(app, words[1:], prog_name="autograd", obj=_NoPictures())
    if answer.exception and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code, answer.output


def _expanded(word: str, place: Path) -> list[str]:
    """A word as a shell would have it, with the files that fit in place of `runs/*-name`."""
    if not word.startswith("runs/") or "*" not in word:
        return [word]  # it may be a formula's
    return sorted(path.relative_to(place).as_posix() for path in place.glob(word)) or [word]


class _NoPictures:
    """In place of the process that draws a training's pictures, which takes a second to start."""

    def draw(self, run: Path) -> list[Path]:
        return []

    def __enter__(self) -> "_NoPictures":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def _command_path(words: list[str]) -> tuple[list[str], list[str]]:
    """The words that name a command, as `runs ls`, and what follows."""
    command: Any = get_command(app)
    for number, word in enumerate(words):
        commands = getattr(command, "commands", {})
        if word not in commands:
            return words[:number], words[number:]
        command = commands[word]
    return words, []


def _cut(lines: list[str], keep: tuple[int, int] | None) -> list[str]:
    if keep is None or len(lines) <= sum(keep) + 1:
        return lines
    return [*lines[: keep[0]], "...", *lines[len(lines) - keep[1] :]]


def _promised(block: str) -> list[str]:
    """What comments say that print prints: one after the call, and those on lines right below."""
    promised, printing = [], False
    for line in block.splitlines():
        found = re.search(r"print\(.*\)  # (.*)", line)
        if not found and printing:
            found = re.match(r" *# (.*)", line)
        printing = found is not None or line.lstrip().startswith("print(")
        if found:
            promised.append(found[1].strip())
    return promised

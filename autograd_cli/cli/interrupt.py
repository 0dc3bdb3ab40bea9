"""Ctrl-C and SIGTERM: the end of the program, or a request to stop at the next step."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130  # the exit code
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within it, these signals end the program with 130 and without a traceback, at any moment.

    What is being done is given up by a KeyboardInterrupt. Afterwards it is too late for them.
    """
    asked = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        # Whatever came of it: a library that was being loaded may have raised another error. And
        # not by sys.exit: after an interrupt in an exec, Python ends with -SIGINT all the same.
        if asked:
            os._exit(INTERRUPTED)


@contextmanager
def stop_requests() -> Iterator[Callable[[], bool]]:
    """Within it, the first of these signals makes the given function true; a second interrupts at
    once.

    Signals reach the main thread alone: elsewhere the function stays false.
    """
    import threading  # which a list of runs does without

    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.signal(number, before[signal.Signals(number)])
            signal.raise_signal(number)
        asked = True

    if threading.current_thread() is not threading.main_thread():
        yield lambda: asked
        return
    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""A function called in a fresh process, which has memory and threads of its own."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from benchmarks import limits

_SPAWN = get_context("spawn")


class ProcessError(Exception):
    """The process has not answered; the message says why, in a few words."""


def fresh(
    function: Callable[..., Any], *arguments: Any, threads: int = 1, patience: float = 600.0
) -> Any:
    """What `function`, which a module must have under its name, returns or raises over there.

    Raises ProcessError if the process dies, or has not answered after `patience` seconds.
    """
    ours, theirs = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_answer, args=(theirs, function, arguments))
    with _environment(limits(threads)):
        process.start()
    theirs.close()  # so that the end of the process is the end of the pipe
    try:
        if not ours.poll(patience):
            raise ProcessError(f"over {patience:.0f} s")
        answer = ours.recv()
    except EOFError:
        process.join()
        raise ProcessError(_death(process.exitcode)) from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _answer(pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        answer = function(*arguments)
    except Exception as error:
        answer = error
    pipe.send(answer)


def _death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"killed by {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"


@contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)

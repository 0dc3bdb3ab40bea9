"""One process at a time works on a run: a lock that the system takes back when the process ends."""

import os
import time
from contextlib import suppress
from pathlib import Path

from autograd_cli.runs.errors import RunError
from autograd_cli.runs.layout import RunFolder

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

_TRIES = 5  # somebody may look at the lock, as `is_held` does, in the very moment we want it
_BETWEEN = 0.01  # seconds


class RunLock:
    """Held from its making until `release`, or until the process ends, however that comes.

    Raises RunError if another process, or another lock of this one, holds it.
    """

    def __init__(self, run: RunFolder) -> None:
        self._file = os.open(run.lock, os.O_RDWR | os.O_CREAT, 0o666)
        for _ in range(_TRIES):
            if _try_to_lock(self._file):
                return
            time.sleep(_BETWEEN)
        os.close(self._file)
        raise RunError(
            f"another process is working on {run.id}",
            "Wait for its end, or stop it; then give the command again.",
        )

    def release(self) -> None:
        """Let others at the run. Once is enough; more does nothing."""
        if self._file >= 0:
            os.close(self._file)  # which gives the lock back
            self._file = -1


def is_held(folder: Path) -> bool:
    """Whether a process is at work on the run in `folder`."""
    try:
        file = os.open(RunFolder(folder).lock, os.O_RDWR)
    except OSError:  # there is none, or it is not ours to lock
        return False
    try:
        return not _try_to_lock(file)
    finally:
        os.close(file)


def _try_to_lock(file: int) -> bool:
    """Whether the open file is now locked for us; where locks do not work it counts as such."""
    with suppress(NameError):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True
    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True

"""The peak of this process's memory, as Linux counts it.

That of `resource.getrusage` would not do: it begins with the peak of the parent process.
"""

from pathlib import Path

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def is_counted() -> bool:
    """Whether this operating system has what the functions below read."""
    return _STATUS.exists() and _CLEAR.exists()


def restart_peak() -> None:
    """Let the peak begin again, at what is in use now."""
    _CLEAR.write_text("5", encoding="ascii")


def peak() -> int:
    """The most bytes that were in use at a time."""
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))

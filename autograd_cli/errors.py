"""The one base class of every error this package raises on purpose."""

from typing import ClassVar


class AutogradError(Exception):
    """What went wrong, where and with what; `hint` is the next thing to do, or empty.

    `exit_code` is that of the command which it ends: 1 for a failure, 2 for a mistake in what the
    user gave, 3 for a training that diverged.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message

"""The one base class of every error this package raises on purpose."""


class AutogradError(Exception):
    """What went wrong, where and with what; `hint` is the next thing to do, or empty."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message

"""Everything wrong with a config, told at once."""

from dataclasses import dataclass

from autograd_cli.errors import AutogradError


@dataclass(frozen=True)
class Problem:
    """One mistake: where it stands (file:line:column, or the override), the key, what is wrong."""

    where: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.key, self.message) if part)


class ConfigError(AutogradError):
    """A config that cannot be used, with all its problems."""

    exit_code = 2

    def __init__(self, problems: list[Problem], hint: str = "") -> None:
        super().__init__("\n".join(map(str, problems)), hint)
        self.problems = problems


class SettingError(AutogradError):
    """A setting that proves impossible once the data is there; `path` is the key's path."""

    exit_code = 2

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(f"{'.'.join(map(str, path))}: {message}")
        self.path = path
        self.problem = message

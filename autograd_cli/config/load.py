"""A config file and the command line's overrides -> validated, complete settings."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from autograd_cli.config.errors import ConfigError, Problem, SettingError
from autograd_cli.config.files import read_files
from autograd_cli.config.overrides import apply_overrides
from autograd_cli.config.problems import located, problems
from autograd_cli.config.reader import Document
from autograd_cli.config.schema import Settings, Task


@dataclass(frozen=True)
class Config:
    """Validated settings, the file's bytes as written, and where each key was given.

    `document` is what files and command line say together: `settings` before the defaults.
    """

    settings: Settings
    path: Path
    source: bytes
    document: Document

    def resolved(self) -> str:
        """Every setting that is used, defaults and overrides included, as YAML."""
        from autograd_cli.config.writer import block  # not needed to load a config

        return block(self.settings.as_dict())

    def completed(self, task: Task) -> "Config":
        """With what was left to the data, which proves to be of this task.

        Raises ConfigError if the settings do not fit it, or each other.
        """
        conflicts = _conflicts(self.settings, self.document, task)
        if conflicts:
            raise ConfigError(conflicts)
        return replace(self, settings=self.settings.completed(task))

    @contextmanager
    def locating(self) -> Iterator[None]:
        """Within it, a SettingError becomes a ConfigError with the place of the setting."""
        try:
            yield
        except SettingError as error:
            raise ConfigError([located(self.document, error.path, error.problem)]) from None


def load(path: Path, overrides: Sequence[str] = ()) -> Config:
    """Read `path` and what it extends, apply `KEY=VALUE` overrides in order, and validate.

    Raises ConfigError with every problem found: each names file, line and column, or the override,
    the key's path, what was given, and the nearest valid key.
    """
    source, document = read_files(path)
    found = apply_overrides(document, overrides)
    settings, wrong = _validated(document)
    found += wrong
    task = settings.dataset.known_task() if settings else None
    if settings:
        found += _conflicts(settings, document, task)
    if found or not settings:
        raise ConfigError(found)
    return Config(settings.completed(task) if task else settings, path, source, document)


def _validated(document: Document) -> tuple[Settings | None, list[Problem]]:
    """The settings, and what is wrong with them; with the defaults in place of wrong sections.

    None if even those do not help, or would lead to conflicts that are not there.
    """
    try:
        return Settings.model_validate(document.value), []
    except ValidationError as error:
        found = problems(error, document)
        wrong = {detail["loc"][0] for detail in error.errors(include_url=False)}
    if wrong & {"dataset", "model", "metrics"}:
        return None, found
    rest = {key: value for key, value in document.value.items() if key not in wrong}
    return Settings.model_validate(rest), found


def _conflicts(settings: Settings, document: Document, task: Task | None) -> list[Problem]:
    return [located(document, path, what) for path, what in settings.conflicts(task)]

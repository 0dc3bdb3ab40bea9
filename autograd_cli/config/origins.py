"""Where each of a config's complete settings comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograd_cli.config.load import Config
from autograd_cli.config.reader import Document, KeyPath
from autograd_cli.config.schema import Section, Settings

DEFAULT = "default"
COMMAND_LINE = "command line"
# What `Config.completed` fills in, where it is not the data that tell.
_FOLLOWS_FROM: dict[KeyPath, str] = {("schedule", "epochs"): "train.epochs"}


@dataclass(frozen=True)
class Origin:
    """A setting's value, and the file:line:column, or the words, that tell who gave it."""

    path: KeyPath
    value: Any
    source: str


def origins(config: Config) -> list[Origin]:
    """Every setting of `config`, in the order of its sections."""
    before = dict(_leaves(Settings.model_validate(config.document.value)))
    return [
        Origin(path, value, _source(config.document, path, value, before))
        for path, value in _leaves(config.settings)
    ]


def _leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """The settings in `value`, which stands at `path`, each with its own path."""
    if isinstance(value, Section):
        for key in value.key_names():
            yield from _leaves(getattr(value, key), (*path, key))
    elif isinstance(value, list) and any(isinstance(item, Section) for item in value):
        for position, item in enumerate(value):
            yield from _leaves(item, (*path, position))
    else:
        yield path, value


def _source(
    document: Document,
    path: KeyPath,
    value: Any,
    before: dict[KeyPath, Any],
) -> str:
    filled = path[-1] == "name" if path not in before else before[path] != value
    if filled:
        return f"follows from {_FOLLOWS_FROM.get(path, 'the data')}"
    place = document.places.get(path)
    if place is None:
        return DEFAULT
    return COMMAND_LINE if place.by_command else place.key

"""`KEY=VALUE` words of the command line, laid over a config."""

from collections.abc import Sequence
from typing import Any

from autograd_cli.config.errors import ConfigError, Problem
from autograd_cli.config.reader import Document, KeyPath, Place, dotted, read


def apply_overrides(document: Document, overrides: Sequence[str]) -> list[Problem]:
    """Set the key at each dotted path to the value, which is read as YAML. Later ones win.

    Returns the problems: an override that has no `=`, no key, broken YAML, or that goes below a
    value that is not a section.
    """
    problems: list[Problem] = []
    for override in overrides:
        try:
            _apply(document, override)
        except ConfigError as error:
            problems.extend(error.problems)
    return problems


def _apply(document: Document, override: str) -> None:
    source = f"command line, {override!r}"
    key, equals, text = override.partition("=")
    path = tuple(key.strip().split("."))
    if not equals or not all(path) or not key.isprintable():
        raise ConfigError([Problem(source, "", "not of the form KEY=VALUE, as optimizer.lr=0.1")])
    value = read(text, source).value
    section: Any = document.value
    for depth, part in enumerate(path[:-1], 1):
        if section.get(part) is None:
            section[part] = {}
            document.places[path[:depth]] = Place(source, source)
        section = section[part]
        if not isinstance(section, dict):
            what = f"{dotted(path[:depth])} has no keys of its own; set it as a whole"
            raise ConfigError([Problem(source, dotted(path), what)])
    section[path[-1]] = value
    _mark(document, path, value, Place(source, source))


def _mark(document: Document, path: KeyPath, value: Any, place: Place) -> None:
    """Note that everything at and below `path` was given here."""
    for old in [p for p in document.places if p[: len(path)] == path]:
        del document.places[old]
    document.places[path] = place
    parts: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        parts = enumerate(value)
    for key, part in parts:
        _mark(document, (*path, key), part, place)

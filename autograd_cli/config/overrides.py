"""`KEY=VALUE` words of the command line, laid over a config."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograd_cli.config.errors import ConfigError, Problem
from autograd_cli.config.files import EXTENDS
from autograd_cli.config.paths import make_absolute
from autograd_cli.config.reader import Document, Place, dotted, parts, read

_MAX_DEPTH = 32


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
    if len(path) > _MAX_DEPTH:
        raise ConfigError([Problem(source, "", f"nested more than {_MAX_DEPTH} levels deep")])
    if path[0] == EXTENDS:
        raise ConfigError([Problem(source, EXTENDS, "this is for config files alone")])
    place = Place(source, source, by_command=True)
    value = read(text, source).value
    section: Any = document.value
    for depth, part in enumerate(path[:-1], 1):
        if section.get(part) is None:
            section[part] = {}
            document.places[path[:depth]] = place
        section = section[part]
        if not isinstance(section, dict):
            what = f"{dotted(path[:depth])} has no keys of its own; set it as a whole"
            raise ConfigError([Problem(source, dotted(path), what)])
    for lost in parts(section.get(path[-1]), path):
        document.places.pop(lost, None)
    section[path[-1]] = value
    make_absolute(document.value, Path())
    document.places |= dict.fromkeys(parts(value, path), place)

"""`KEY=VALUE` words of the command line, laid over a config."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograd_cli.config import sections
from autograd_cli.config.errors import ConfigError, Problem
from autograd_cli.config.files import EXTENDS
from autograd_cli.config.paths import make_absolute
from autograd_cli.config.reader import Document, KeyPath, Place, dotted, parts, read

_MAX_DEPTH = 32


def apply_overrides(document: Document, overrides: Sequence[str]) -> list[Problem]:
    """Set the key at each dotted path to the value, which is read as YAML. Later ones win.

    In a list the key is the item's position, from 0.

    Returns the problems: an override that has no `=`, no key, broken YAML, or that goes below a
    value that is neither a section nor a list, or to an item that is not there.
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
    words = key.strip().split(".")
    if not equals or not all(words) or not key.isprintable():
        raise ConfigError([Problem(source, "", "not of the form KEY=VALUE, as optimizer.lr=0.1")])
    if len(words) > _MAX_DEPTH:
        raise ConfigError([Problem(source, "", f"nested more than {_MAX_DEPTH} levels deep")])
    if words[0] == EXTENDS:
        raise ConfigError([Problem(source, EXTENDS, "this is for config files alone")])
    place = Place(source, source, by_command=True)
    value = read(text, source).value
    try:
        section, path = _reached(document, words, place)
    except LookupError as error:
        raise ConfigError([Problem(source, dotted(tuple(words)), str(error))]) from None
    for lost in parts(_at(section, path[-1]), path):
        document.places.pop(lost, None)
    section[path[-1]] = value
    make_absolute(document.value, Path())
    document.places |= dict.fromkeys(parts(value, path), place)


def _reached(document: Document, words: list[str], place: Place) -> tuple[Any, KeyPath]:
    """The section, or the list, that has the key that `words` lead to, and the key's path.

    Sections that are not there are made. Raises LookupError, with words for the user.
    """
    section: Any = document.value
    path: KeyPath = (words[0],)
    for word in words[1:]:
        found = _at(section, path[-1])
        if found is None:
            if sections.is_list(path, document.value):
                what = "is not given, so it has no items to change; set it as a whole"
                raise LookupError(f"{dotted(path)} {what}")
            found = section[path[-1]] = {}
            document.places[path] = place
        section, path = found, (*path, _key(found, word, dotted(path)))
    return section, path


def _key(section: Any, word: str, called: str) -> str | int:
    """What `word` is to a section, or to a list."""
    if isinstance(section, dict):
        return word
    if not isinstance(section, list):
        raise LookupError(f"{called} has no keys of its own; set it as a whole")
    items = [str(position) for position in range(len(section))]
    if word not in items:
        there = f"its items are 0 to {items[-1]}" if items else "it is empty"
        raise LookupError(f"{called} has no item {word}; {there}")
    return int(word)


def _at(section: Any, key: str | int) -> Any:
    return section.get(key) if isinstance(section, dict) else section[key]

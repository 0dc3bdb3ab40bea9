"""Which section of the schema a key path goes into, and what it may say."""

from typing import Any, get_args, get_origin

from autograd_cli.config.reader import KeyPath
from autograd_cli.config.schema import (
    LISTED,
    LISTS,
    SINGLE,
    UNNAMED,
    VARIANTS,
    Section,
    Settings,
    name,
)

_NAMED: dict[str, tuple[type[Section], ...]] = VARIANTS | LISTED


def kind(path: KeyPath) -> str:
    """What the innermost section that `path` goes into is called: its key, or an item's word."""
    section = str(path[0])
    return LISTS.get((section, str(path[1])), section) if len(path) > 2 else section


def names(path: KeyPath) -> list[str]:
    """The names that this section may pick from; none if it has no name."""
    return [name(variant) for variant in _NAMED.get(kind(path), ())]


def model(path: KeyPath, values: Any) -> type[Section] | None:
    """Its model in a config of these values, if it is known which one it is."""
    called = kind(path)
    if called in SINGLE:
        return SINGLE[called]
    given = values.get(path[0])
    if called in LISTED:
        given = given[path[1]][path[2]]
    if not isinstance(given, dict) or "name" not in given:
        return UNNAMED.get(called)
    named = (variant for variant in _NAMED.get(called, ()) if name(variant) == given["name"])
    return next(named, None)


def field(path: KeyPath, values: Any) -> Any:
    """The field of the setting that is at `path` or around it, None if it is not known."""
    key = path[3:] if kind(path) in LISTED else path[1:]
    if not key or path[0] not in (*VARIANTS, *SINGLE):
        return Settings.model_fields.get(str(path[0]))
    section = model(path, values)
    return section.model_fields.get(str(key[0])) if section else None


def is_list(path: KeyPath, values: Any) -> bool:
    """Whether the setting at `path` is known to be a list."""
    found = field(path, values)
    kinds = (found.annotation, *get_args(found.annotation)) if found else ()
    return any(get_origin(kind) is list for kind in kinds)

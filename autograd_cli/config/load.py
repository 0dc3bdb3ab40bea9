"""A config file and the command line's overrides -> validated, complete settings."""

import difflib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from autograd_cli.config.errors import ConfigError, Problem, SettingError
from autograd_cli.config.overrides import apply_overrides
from autograd_cli.config.reader import Document, KeyPath, dotted, read
from autograd_cli.config.schema import VARIANTS, Settings, name

_MAX_BYTES = 1 << 20


@dataclass(frozen=True)
class Config:
    """Validated settings, the file's bytes as written, and where each key was given."""

    settings: Settings
    path: Path
    source: bytes
    document: Document

    def resolved(self) -> str:
        """Every setting that is used, defaults and overrides included, as YAML."""
        return yaml.safe_dump(self.settings.as_dict(), sort_keys=False)

    @contextmanager
    def locating(self) -> Iterator[None]:
        """Within it, a SettingError becomes a ConfigError with the place of the setting."""
        try:
            yield
        except SettingError as error:
            where = _where(self.document, error.path)
            problem = Problem(where, dotted(error.path), error.problem)
            raise ConfigError([problem]) from None


def load(path: Path, overrides: Sequence[str] = ()) -> Config:
    """Read `path`, apply `KEY=VALUE` overrides in order, and validate the result.

    Raises ConfigError with every problem found: each names file, line and column, or the override,
    the key's path, what was given, and the nearest valid key.
    """
    source = _read_bytes(path)
    document = read(_decoded(source, path), str(path))
    if not isinstance(document.value, dict):
        what = "the file is empty" if document.value is None else "this is not a mapping of keys"
        raise ConfigError(
            [Problem(f"{path}:1:1", "", what)],
            f"A config has the keys {', '.join(Settings.key_names())}.",
        )
    problems = apply_overrides(document, overrides)
    try:
        settings = Settings.model_validate(document.value)
    except ValidationError as error:
        problems += _problems(error, document)
    if problems:
        raise ConfigError(problems)
    conflicts = settings.conflicts()
    if conflicts:
        raise ConfigError([Problem(_where(document, p), dotted(p), what) for p, what in conflicts])
    return Config(settings, path, source, document)


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            source = file.read(_MAX_BYTES + 1)
    except OSError as error:
        hint = ""
        if isinstance(error, FileNotFoundError):
            nearest = difflib.get_close_matches(path.name, _siblings(path), n=1, cutoff=0.5)
            hint = f"Did you mean {path.parent / nearest[0]}?" if nearest else ""
        problem = Problem(str(path), "", f"cannot read the config: {error.strerror}")
        raise ConfigError([problem], hint) from None
    if len(source) > _MAX_BYTES:
        raise ConfigError([Problem(str(path), "", "larger than 1 MiB: this is no config")])
    return source


def _siblings(path: Path) -> list[str]:
    try:
        return [file.name for file in path.parent.iterdir()]
    except OSError:
        return []


def _decoded(source: bytes, path: Path) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte 0x{source[error.start]:02x} is not UTF-8"
        raise ConfigError([Problem(f"{path}:{line}:{column}", "", what)]) from None


def _problems(error: ValidationError, document: Document) -> list[Problem]:
    problems = []
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"])
        kind, given = detail["type"], detail["input"]
        at_key = False
        if kind == "default_factory_not_called":
            continue  # the loss that would fit is not known, because of what else is wrong
        if kind == "extra_forbidden":
            at_key = True
            message = f"unknown key{_nearest(str(path[-1]), _keys_at(path[:-1], document))}"
        elif kind == "missing":
            message = "missing"
            if path[-1] in VARIANTS:
                message += f"; its name is one of {', '.join(_names(path[-1]))}"
        elif kind == "union_tag_not_found":
            message = f"missing; choose from {', '.join(_names(path[0]))}"
            path = (*path, "name")
        elif kind in ("union_tag_invalid", "literal_error") and _is_name(kind, path):
            path = (path[0], "name")
            given = given["name"] if kind == "union_tag_invalid" else given
            message = f"unknown {path[0]} {_shown(given)}{_nearest(str(given), _names(path[0]))}"
        elif kind == "model_type" or kind == "model_attributes_type":
            message = f"this is a section of keys; given {_shown(given)}"
        else:
            message = f"{_lower(detail['msg'])}; given {_shown(given)}"
        problems.append(Problem(_where(document, path, at_key), dotted(path), message))
    return problems


def _names(section: str | int) -> list[str]:
    """The names that a section may pick from."""
    return [name(variant) for variant in VARIANTS.get(str(section), ())]


def _is_name(kind: str, path: KeyPath) -> bool:
    return path[0] in VARIANTS and (kind == "union_tag_invalid" or path[-1] == "name")


def _path(loc: tuple[str | int, ...]) -> KeyPath:
    """Pydantic's location without the variant's name that it puts after a section's."""
    names = _names(loc[0])
    inserted = len(names) > 1 and len(loc) > 1 and loc[1] in names
    return (loc[0], *loc[2:]) if inserted else loc


def _where(document: Document, path: KeyPath, at_key: bool = False) -> str:
    """The place of the setting at `path`, or of the nearest section around it that is written."""
    if path in document.places and at_key:
        return document.places[path].key
    for end in range(len(path), 0, -1):
        if path[:end] in document.places:
            place = document.places[path[:end]]
            return place.value if end == len(path) else place.key
    return f"{document.source}:1:1"


def _keys_at(path: KeyPath, document: Document) -> list[str]:
    if not path:
        return Settings.key_names()
    section = str(path[0])
    given = document.value.get(section)
    for variant in VARIANTS.get(section, ()):
        if isinstance(given, dict) and given.get("name") == name(variant):
            return variant.key_names()
    annotation = Settings.model_fields[section].annotation
    return annotation.key_names() if isinstance(annotation, type) else []


def _nearest(given: str, valid: Iterable[str]) -> str:
    valid = list(valid)
    nearest = difflib.get_close_matches(given, valid, n=1, cutoff=0.6)
    choices = f"choose from {', '.join(valid)}"
    return f"; did you mean {nearest[0]}? ({choices})" if nearest else f"; {choices}"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."

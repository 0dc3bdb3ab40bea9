"""What pydantic finds wrong, said in the config's terms: place, key, what is given, what may be."""

from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from autograd_cli.config import sections
from autograd_cli.config.errors import Problem
from autograd_cli.config.files import root_keys
from autograd_cli.config.nearest import choices, shown
from autograd_cli.config.reader import Document, KeyPath, dotted
from autograd_cli.config.schema import VARIANTS


def problems(error: ValidationError, document: Document) -> list[Problem]:
    """One problem for each mistake in the values of `document`."""
    return [_problem(detail, document) for detail in error.errors(include_url=False)]


def located(document: Document, path: KeyPath, message: str) -> Problem:
    """The problem with its place: that of the setting, or of the section nearest to it."""
    return Problem(_where(document, path), dotted(path), message)


def _problem(detail: Any, document: Document) -> Problem:
    path, kind, given = detail["loc"], detail["type"], detail["input"]
    if kind == "extra_forbidden":
        message = f"unknown key; {choices(str(path[-1]), _keys(path[:-1], document))}"
        return Problem(_where(document, path, at_key=True), dotted(path), message)
    return located(document, path, _message(kind, path, given, detail["msg"], document))


def _message(kind: str, path: KeyPath, given: Any, said: str, document: Document) -> str:
    if kind == "missing":
        if path[-1] in VARIANTS:
            return f"missing; its name is one of {', '.join(sections.names(path))}"
        return f"missing; {sections.field(path, document.value).description}"
    if kind == "name_missing":
        return f"missing; choose from {', '.join(sections.names(path))}"
    if kind == "name_unknown":
        valid = sections.names(path)
        return f"unknown {sections.kind(path)} {shown(given)}; {choices(str(given), valid)}"
    if kind == "literal_error":
        valid = literals(sections.field(path, document.value).annotation)
        if isinstance(path[-1], int):  # null can stand for the list alone
            valid.remove("null")
        return f"unknown value {shown(given)}; {choices(str(given), valid)}"
    if kind in ("section", "model_type", "model_attributes_type"):
        named = f", as {{name: {given}}}" if given in sections.names(path) else ""
        return f"this is a section of keys{named}; given {shown(given)}"
    return f"{said[:1].lower()}{said[1:]}; given {shown(given)}"


def literals(annotation: Any) -> list[str]:
    """The words among which a field chooses, as YAML has them; none if it takes other values."""
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    if annotation is NoneType:
        return ["null"]
    return [word for part in get_args(annotation) for word in literals(part)]


def _keys(path: KeyPath, document: Document) -> list[str]:
    if not path:
        return root_keys()
    section = sections.model(path, document.value)
    return section.key_names() if section else []


def _where(document: Document, path: KeyPath, at_key: bool = False) -> str:
    """The place of the setting at `path`, or of the nearest section around it that is written."""
    if path in document.places and at_key:
        return document.places[path].key
    for end in range(len(path), 0, -1):
        if path[:end] in document.places:
            place = document.places[path[:end]]
            return place.value if end == len(path) else place.key
    return f"{document.source}:1:1"

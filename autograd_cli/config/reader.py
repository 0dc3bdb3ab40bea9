"""YAML text -> plain values and the place of each, by YAML 1.2's core schema.

That is the YAML in which `1e-3` is a number and `no` and `2026-11-22` are strings; duplicate keys,
tags and documents that grow when they are expanded are refused. No Python object is ever built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from autograd_cli.config.errors import ConfigError, Problem
from autograd_cli.config.nearest import shown

KeyPath: TypeAlias = tuple[str | int, ...]

_MAX_DEPTH = 32
_MAX_NODES = 10_000
_MAX_BITS = 1024  # of an integer: what a float can still hold
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class Place:
    """Where a key and its value stand: as file:line:column, or the override `by_command`."""

    key: str
    value: str
    by_command: bool = False


@dataclass
class Document:
    """A value read from YAML and, by key path, where its parts stand."""

    value: Any
    source: str
    places: dict[KeyPath, Place] = field(default_factory=dict)


def parts(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    """The paths of everything at and below `path`, where `value` stands."""
    yield path
    below: Any = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else below:
        yield from parts(part, (*path, key))


def read(text: str, source: str) -> Document:
    """The one document in `text`. `source` (a file, say) begins the place of every problem.

    Raises ConfigError.
    """
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        raise _error(_place(source, mark), what) from None
    except ReaderError as error:
        before, character = text[: error.position], text[error.position]
        line, column = before.count("\n") + 1, error.position - before.rfind("\n")
        what = f"the character U+{ord(character):04X} is not allowed"
        raise _error(f"{source}:{line}:{column}", what) from None
    document = Document(None, source)
    if root is not None:
        builder = _Builder(source, document.places)
        document.value = builder.build(root, (), 0)
        if builder.problems:
            raise ConfigError(builder.problems)
    return document


class Core(BaseResolver):
    """Which plain words are not strings (YAML 1.2.2, section 10.3.2)."""


for _tag, _pattern, _first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
        r"|[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN",
        list("-+.0123456789"),
    ),
):
    Core.add_implicit_resolver(_TAG + _tag, re.compile(rf"^(?:{_pattern})$"), _first)


class _Loader(Reader, Scanner, Parser, Composer, Core):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        Core.__init__(self)
        self.depth = self.count = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse what is deeper or longer than any config before it costs stack and time."""
        self.depth += 1
        self.count += 1
        what = ""
        if self.depth > _MAX_DEPTH + 1:
            what = f"nested more than {_MAX_DEPTH} levels deep"
        elif self.count > _MAX_NODES:
            what = f"more than {_MAX_NODES} values"
        if what:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(None, None, what, mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: yaml.Mark) -> list[str]:
        """As PyYAML does, but an escape for what is no character is an error of the text."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            chunks = ["\ud800"]
        if any("\ud800" <= character <= "\udfff" for chunk in chunks for character in chunk):
            what = "found an escape that is no character"
            raise yaml.MarkedYAMLError(None, None, what, start_mark)
        return chunks

    def scan_yaml_directive_number(self, start_mark: yaml.Mark) -> int:
        try:
            number: int = super().scan_yaml_directive_number(start_mark)
        except ValueError:  # of more digits than Python converts
            raise yaml.MarkedYAMLError(None, None, "found no YAML version", start_mark) from None
        return number


class _Builder:
    """Turns nodes into values, and notes where each stands."""

    def __init__(self, source: str, places: dict[KeyPath, Place]) -> None:
        self.source = source
        self.places = places
        self.count = 0
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, path: KeyPath, depth: int) -> Any:
        self.count += 1
        if depth > _MAX_DEPTH:
            raise self.error(node, path, f"nested more than {_MAX_DEPTH} levels deep")
        if self.count > _MAX_NODES:
            raise self.error(node, path, f"more than {_MAX_NODES} values, aliases expanded")
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            return [self.item(child, (*path, i), depth) for i, child in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, path)
        raise self.error(node, path, f"the tag {node.tag!r} is not supported")

    def item(self, node: yaml.Node, path: KeyPath, depth: int) -> Any:
        place = _place(self.source, node.start_mark)
        self.places[path] = Place(place, place)
        return self.build(node, path, depth + 1)

    def mapping(self, node: yaml.MappingNode, path: KeyPath, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != _TAG + "str":
                raise self.error(key_node, path, _no_word(key_node))
            below = (*path, key)
            place = _place(self.source, key_node.start_mark)
            if key in values:
                first = self.places[below].key
                what = f"duplicate key, first given at {first}"
                self.problems.append(Problem(place, dotted(below), what))
                continue
            self.places[below] = Place(place, _place(self.source, value_node.start_mark))
            values[key] = self.build(value_node, below, depth + 1)
        return values

    def scalar(self, node: yaml.ScalarNode, path: KeyPath) -> Any:
        text = node.value
        kind = node.tag.removeprefix(_TAG)
        try:
            if kind == "str":
                return text
            if kind == "null":
                return None
            if kind == "bool":
                return {"true": True, "false": False}[text.lower()]
            if kind == "int":
                number = int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
                if number.bit_length() > _MAX_BITS:
                    raise ValueError
                return number
            if kind == "float":
                return float(re.sub(r"\.(?=inf|nan)", "", text.lower()))
        except (ValueError, KeyError):
            raise self.error(node, path, f"not a readable {kind}: {shown(text)}") from None
        raise self.error(node, path, f"the tag {node.tag!r} is not supported")

    def error(self, node: yaml.Node, path: KeyPath, message: str) -> ConfigError:
        return _error(_place(self.source, node.start_mark), message, path)


def dotted(path: KeyPath) -> str:
    """A key path as the command line writes it; what cannot be printed is escaped."""
    text = ".".join(map(str, path))
    return text if text.isprintable() else ascii(text)


def _no_word(key: yaml.Node) -> str:
    what = "a key must be a word"
    if isinstance(key, yaml.ScalarNode) and key.value:
        what += f"; if it is to be one, put it in quotes: {shown(key.value)}"
    return what


def _place(source: str, mark: yaml.Mark | None) -> str:
    return source if mark is None else f"{source}:{mark.line + 1}:{mark.column + 1}"


def _error(where: str, message: str, path: KeyPath = ()) -> ConfigError:
    return ConfigError([Problem(where, dotted(path), message)])

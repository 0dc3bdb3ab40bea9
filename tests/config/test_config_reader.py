"""YAML as it is read: YAML 1.2's core schema, and nothing that could surprise."""

import math

import pytest

from autograd_cli.config import ConfigError
from autograd_cli.config.reader import Place, read

VALUES = {
    "1e-3": 0.001,
    "1E3": 1000.0,
    "1.": 1.0,
    ".5": 0.5,
    "-1.5e+2": -150.0,
    "+7": 7,
    "010": 10,
    "0o17": 15,
    "0xFF": 255,
    "true": True,
    "FALSE": False,
    "null": None,
    "~": None,
    "": None,
    "yes": "yes",
    "No": "No",
    "on": "on",
    "off": "off",
    "y": "y",
    "2026-11-22": "2026-11-22",
    "12:30:45": "12:30:45",
    "1_000": "1_000",
    "0b1": "0b1",
    "tRUE": "tRUE",
    "<<": "<<",
    "=": "=",
    "'1'": "1",
    '"null"': "null",
    "1.2.3": "1.2.3",
    "e3": "e3",
    "[1, two, 3.0]": [1, "two", 3.0],
    "{a: {b: []}}": {"a": {"b": []}},
    "|\n  x\n  y\n": "x\ny\n",
    '"\\u00e9"': "é",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items(), ids=map(repr, VALUES))
def test_a_plain_value_has_the_type_of_the_core_schema(text, value):
    found = read(f"key: {text}", "f").value["key"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "value"), [(".inf", math.inf), ("-.INF", -math.inf), ("+.Inf", math.inf)]
)
def test_infinity_is_a_number(text, value):
    assert read(text, "f").value == value


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_nan_is_a_number(text):
    assert math.isnan(read(text, "f").value)


def test_the_place_of_every_key_and_value_is_known():
    document = read("a:\n  b: 1\nc: [x, {d: 2}]\n", "f")
    assert document.places == {
        ("a",): Place("f:1:1", "f:2:3"),
        ("a", "b"): Place("f:2:3", "f:2:6"),
        ("c",): Place("f:3:1", "f:3:4"),
        ("c", 0): Place("f:3:5", "f:3:5"),
        ("c", 1): Place("f:3:8", "f:3:8"),
        ("c", 1, "d"): Place("f:3:9", "f:3:12"),
    }


def test_an_alias_stands_for_the_value_of_its_anchor():
    assert read("a: &x {b: 1}\nc: *x\n", "f").value == {"a": {"b": 1}, "c": {"b": 1}}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{below}'] * 10)}]\n"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED = {
    "the same key twice": (
        "a: 1\nb: 2\na: 3\n",
        "f:3:1: a: duplicate key, first given at f:1:1",
    ),
    "the same key twice, deep": (
        "a:\n  - b: {c: 1, c: 2}\n",
        "f:2:15: a.0.b.c: duplicate key, first given at f:2:9",
    ),
    "the same key twice, once in quotes": (
        "a: 1\n'a': 2\n",
        "f:2:1: a: duplicate key, first given at f:1:1",
    ),
    "a tag of Python": (
        "a: !!python/object/apply:os.system [ls]",
        "f:1:4: a: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not supported",
    ),
    "a tag of one's own": ("a: !mine 1", "f:1:4: a: the tag '!mine' is not supported"),
    "a tag of YAML 1.1": (
        "a: !!timestamp 2026-11-22",
        "f:1:4: a: the tag 'tag:yaml.org,2002:timestamp' is not supported",
    ),
    "a tag on a mapping": (
        "a: !!set {b}",
        "f:1:4: a: the tag 'tag:yaml.org,2002:set' is not supported",
    ),
    "a number for a key": (
        "1: a",
        'f:1:1: a key must be a word; if it is to be one, put it in quotes: "1"',
    ),
    "null for a key": (
        "a: 1\n~: 2",
        'f:2:1: a key must be a word; if it is to be one, put it in quotes: "~"',
    ),
    "a list for a key": ("[a]: 1", "f:1:1: a key must be a word"),
    "expanding aliases": (BOMB, "more than 10000 values, aliases expanded"),
    "a list inside itself": ("&a [*a]", "nested more than 32 levels deep"),
    "a mapping inside itself": ("a: &a {b: *a}", "nested more than 32 levels deep"),
    "33 levels": ("[" * 33 + "1" + "]" * 33, "nested more than 32 levels deep"),
    "100,000 levels of lists": ("[" * 100_000, "nested more than 32 levels deep"),
    "3,000 levels of blocks": ("- " * 3000, "nested more than 32 levels deep"),
    "3,000 levels of mappings": ("{a: " * 3000, "nested more than 32 levels deep"),
    "an alias to nothing": ("a: *x", "f:1:4: found undefined alias 'x'"),
    "two documents": (
        "a: 1\n---\nb: 2\n",
        "f:2:1: expected a single document in the stream but found another document",
    ),
    "a tab": (
        "a:\n\tb: 1\n",
        "f:2:1: while scanning for the next token found character '\\t' that cannot start any "
        "token",
    ),
    "an open bracket": (
        "a: [1\nb: 2\n",
        "f:2:2: while parsing a flow sequence expected ',' or ']', but got ':'",
    ),
    "an open quote": (
        'a: "b\n',
        "f:2:1: while scanning a quoted scalar found unexpected end of stream",
    ),
    "an unknown escape": (
        'a: "\\q"',
        "f:1:6: while scanning a double-quoted scalar found unknown escape character 'q'",
    ),
    "a wrong indent": ("a: 1\n b: 2\n", "f:2:3: mapping values are not allowed here"),
    "a NUL": ("a: 1\nb: x\0y\n", "f:2:5: the character U+0000 is not allowed"),
    "a control character": ("a: \x1b[31m", "f:1:4: the character U+001B is not allowed"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_place(text, message):
    with pytest.raises(ConfigError) as caught:
        read(text, "f")
    (problem,) = caught.value.problems
    assert str(problem) == message or (message[:2] != "f:" and problem.message == message)
    assert problem.where.count(":") == 2, "file:line:column"


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\UFFFFFFFF"',
        'a: "\\U00110000"',
        f"%YAML {'1' * 5000}.1\n---\na: 1",
        f"a: {'9' * 5000}",
        "a: !!int 1.5",
        "a: !!float abc",
        "a: !!bool maybe",
    ],
    ids=lambda text: text[:20],
)
def test_what_no_number_or_character_can_be_is_a_config_error(text):
    with pytest.raises(ConfigError, match="f:"):
        read(text, "f")


def test_every_duplicate_key_is_told():
    with pytest.raises(ConfigError) as caught:
        read("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f")
    assert list(map(str, caught.value.problems)) == [
        "f:2:1: a: duplicate key, first given at f:1:1",
        "f:3:11: b.c: duplicate key, first given at f:3:5",
    ]


def test_ten_thousand_values_are_allowed():
    assert len(read("[" + "1, " * 9_998 + "1]", "f").value) == 9_999

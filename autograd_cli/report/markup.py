"""HTML made of elements: what is not markup already is text, and is escaped."""

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

# What a page must not contain or obey: control characters, what turns the direction of writing
# round, halves of characters.
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_VOID = {"br", "img", "input", "meta"}


class Markup(str):
    """HTML that stands in a page as it is."""


Content: TypeAlias = "str | Iterable[Content] | None"
Attribute: TypeAlias = str | int | float | bool | None


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Markup:
    """An element. `class_` is `class`, `aria_label` is `aria-label`.

    An attribute that is True has no value, one that is None or False is left out.
    """
    given = "".join(_attribute(*pair) for pair in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{join(content)}</{name}>")


def join(content: Content) -> Markup:
    """Pieces one after the other, those that are no markup escaped; nothing for None."""
    if content is None:
        return Markup()
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(visible(content)))
    return Markup("".join(map(join, content)))


def visible(text: str) -> str:
    """`text`, with what would be obeyed and not shown as escapes."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{join(str(value))}"'

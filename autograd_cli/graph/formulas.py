"""What the docstring of an op says of it: its formula, and the rule of each of its inputs."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from autograd_cli.engine import Function

_SECTION = re.compile(r"^Formula\s+(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_G = re.compile(r"(?P<sign>-?)(?P<number>\d+ )?g(?P<rest>(?![\w^\[]).*)")
_FACTOR = re.compile(r" (\(|\d|\||\w\b|\w+\(|a?(sin|cos|tan)h? |(ln|log) |pi|slope|alpha|where )")
_REMARK = re.compile(r", (which|infinite|repeated|both|as) .*| \((0|also) at .*?\)")


@dataclass(frozen=True)
class Formulas:
    """`forward`, as `y = a b`, and by the name of an input its rule, as `da = g b`.

    Empty where a docstring says nothing, as that of an op of a user's own may.
    """

    forward: str
    rules: Mapping[str, str]

    def local(self, name: str) -> str:
        """The derivative in input `name`, `∂y/∂a = b`; the rule itself if it is not g times it."""
        rule = self.rules.get(name, "")
        factor = _factor(rule.partition(" = ")[2])
        return f"∂y/∂{name} = {factor}" if factor else rule


def formulas(op: type[Function]) -> Formulas:
    """Those of an op: of the section `Formula` of its docstring, or of its first sentence."""
    return _read(inspect.getdoc(op) or "", op.inputs)


@cache
def _read(doc: str, inputs: tuple[str, ...]) -> Formulas:
    text = _stated(doc)
    marks = list(re.finditer(rf"(?<![\w^])d({'|'.join(inputs)})\s*= ", text))
    starts = [mark.start() for mark in marks] + [len(text)]
    parts = [text[start:end] for start, end in pairwise(starts)]
    forward = _trimmed(text[: starts[0]])
    return Formulas(
        forward if re.match(r"y\b", forward) else "",
        {mark[1]: _trimmed(part) for mark, part in zip(marks, parts, strict=True)},
    )


def _stated(doc: str) -> str:
    """The part of a docstring that is made of formulas, in one line."""
    section = _SECTION.search(doc)
    first, *others = doc.split("\n\n")
    more = others[:1] if others and re.match(r"d\w+ = ", others[0]) else []
    return " ".join((section[1] if section else " ".join([first, *more])).split())


def _trimmed(text: str) -> str:
    """A formula without the signs and words that lead to the next one."""
    return re.sub(r"(\s|[,;.]|\band|\beach is 0 elsewhere)+$", "", text)


def _factor(rule: str) -> str:
    """What `g` is multiplied by, without remarks; empty if the rule is another one."""
    if rule == "0":
        return rule
    rule = _REMARK.sub("", rule)
    if re.fullmatch(r"-?(g|0)( / \d)? where .*", rule):
        parts = re.split(r"(, (?:else )?)", rule)
        return "".join(part if i % 2 else _of_part(part) for i, part in enumerate(parts))
    found = _G.fullmatch(rule)
    return _of_part(rule) if found and not re.search(r"\bg\b", found["rest"]) else ""


def _of_part(part: str) -> str:
    """`-g b` as `-b`; what has no g at its head as it is, empty if `g` is not multiplied."""
    found = _G.fullmatch(part)
    if not found:
        return part
    sign, number, rest = found["sign"], found["number"] or "", found["rest"]
    if rest.startswith(" times "):
        return sign + rest.removeprefix(" times ")
    if number or not rest or rest.startswith((" / ", " where ")):
        return f"{sign}{(number or '1').strip()}{rest}"
    return sign + _bare(rest.strip()) if _FACTOR.match(rest) else ""


def _bare(factor: str) -> str:
    """`(p - t), over N` as `p - t, over N`: brackets that nothing stands beside."""
    found = re.match(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)(?=$|,)", factor)
    return f"{found[1]}{factor[found.end() :]}" if found else factor

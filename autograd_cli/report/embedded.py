"""Data inside of a page: JSON that no text can break out of, short numbers, pictures."""

import base64
import json
import math
from collections.abc import Sequence
from typing import Any

from autograd_cli.report.markup import Markup

Column = Sequence[float | None]

_DIGITS = 6  # of a number
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&"}


def as_json(value: Any) -> Markup:
    """`value` as JSON in ASCII without <, > and &: it can neither end a script nor begin one."""
    return Markup(json.dumps(value, allow_nan=False, separators=(",", ":")).translate(_ESCAPES))


def column(values: Column) -> Any:
    """Numbers in short; `{"from", "by", "n"}` where each is as much larger than the last.

    What is undefined is null, and what JSON has not is text: NaN, Infinity, -Infinity.
    """
    if len(values) > 2 and values[0] is not None and values[1] is not None:
        first, by = values[0], values[1] - values[0]
        even = first == int(first) if math.isfinite(first) else False
        if (even or by == 0) and all(v == first + i * by for i, v in enumerate(values)):
            return {"from": _short(first), "by": _short(by), "n": len(values)}
    return [_short(value) for value in values]


def _short(value: float | None) -> float | str | None:
    if value is None or isinstance(value, int):
        return value
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{'-' if value < 0 else ''}Infinity"
    short = float(f"{value:.{_DIGITS}g}")
    return int(short) if short == int(short) and abs(short) < 1e15 else short


def data_uri(kind: str, content: bytes) -> str:
    """A picture as an address."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"

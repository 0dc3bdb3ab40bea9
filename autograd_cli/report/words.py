"""How numbers, times and sizes are written in a report."""

import math
from datetime import datetime
from typing import Any

from autograd_cli.runs.columns import size, text

NOTHING = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"
_DIGEST = 12  # letters of a fingerprint that are enough to tell two apart


def number(value: float | None) -> str:
    """Four digits, and a power of ten where they would stand far from the point."""
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return f"{value:,}"
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else ("∞" if value > 0 else f"{_MINUS}∞")
    if value == 0:
        return "0"
    if not 1e-4 <= abs(value) < 1e6:
        return f"{value:.3e}".replace("-", _MINUS)
    digits = max(0, 3 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}".replace("-", _MINUS)


def value_of(key: str, value: Any) -> str:
    """A setting, a fact or a metric by its key, as people read it."""
    if value is None:
        return NOTHING
    if type(value) is float and "/" in key:
        return number(value)
    if key.endswith("_seconds"):
        return duration(value)
    if key.endswith("_bytes"):
        return size(value)
    if key.endswith("_sha256"):
        return text(value)[:_DIGEST]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(text, value)) or "none"
    return f"{value:,}" if isinstance(value, int) and "/" not in key else text(value)


def duration(seconds: float) -> str:
    """A time in the units that suit it."""
    if seconds < 1:
        return f"{1000 * seconds:.0f} ms"
    if seconds < 60:
        return f"{seconds:.2f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def moment(stamp: Any) -> str:
    """A date and time that a run has noted; as it stands there, if it is none."""
    try:
        at = datetime.fromisoformat(str(stamp))
    except ValueError:
        return str(stamp)
    return f"{at.day} {at:%B %Y, %H:%M} {at.tzname() or ''}".rstrip()


def counted(count: int, noun: str) -> str:
    """`1 epoch`, `2 epochs`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

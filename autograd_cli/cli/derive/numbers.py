"""How values and errors of derivatives are written."""

import math
from collections.abc import Mapping


def value(x: float) -> str:
    """To the digits that a float has for certain; - for none."""
    return "-" if math.isnan(x) else f"{x:.15g}"


def error(x: float) -> str:
    """In two digits; - for none."""
    return "-" if math.isnan(x) else "0" if x == 0 else f"{x:.1e}"


def place(point: Mapping[str, float]) -> str:
    """As x = 1, y = 2."""
    return ", ".join(f"{name} = {x:.6g}" for name, x in point.items())

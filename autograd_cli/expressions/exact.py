"""What a derivative really is at a point, or why there is none: what the other ways err from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd_cli.expressions import automatic, symbolic
from autograd_cli.expressions.branches import branch, kinks, sides
from autograd_cli.expressions.expression import Expression
from autograd_cli.expressions.wanted import Wanted, derivatives

_ASIDE = 1e-6  # how far from a kink one looks on which side one is, relative to max(1, |x|)
_SAME = 1e-12  # derivatives on two sides that differ by less, relatively, are one
# Terms that SymPy writes, and evaluates in some ten microseconds each: more take many seconds.
_LONGEST, _MOST = 3_000, 200_000
_SHOWN = 40  # characters of a part of the formula

Point = Mapping[str, float]


@dataclass(frozen=True)
class Exact:
    """The value at a point; or NaN, and `why` there is none.

    `precise` is the value with all its digits, if there is SymPy to compute them; `kink` the part
    of the formula on whose kink the point is. Where not even the function is, nothing is `defined`.
    """

    value: float
    precise: Any = None
    why: str = ""
    kink: str = ""
    defined: bool = True

    def error(self, found: float) -> float:
        """How far `found` is from it."""
        return float(abs(found - (self.value if self.precise is None else self.precise)))


class Reference:
    """The exact derivatives of an expression: symbolic ones, to 30 digits.

    Without SymPy, or for a formula whose derivatives are too long to be written, those of reverse
    mode; `absent` says so. `points` is at how many points they will be asked for.
    """

    def __init__(self, expression: Expression, order: int, points: int) -> None:
        self._expression = expression
        self._smooth: dict[tuple[float, ...], _ByRules | symbolic.Symbolic] = {}
        self._kinks = [_shown(step.text) for step in kinks(expression).values()]
        terms = symbolic.size(expression, order)
        points *= len(derivatives(expression.variables, order))
        self.absent = ""
        if not symbolic.available():
            self.absent = symbolic.MISSING
        elif terms > _LONGEST:
            self.absent = "the derivatives are too long to be written out"
        elif terms * points > _MOST:
            self.absent = "too many points for 30 digits each"

    def at(self, wanted: Wanted, point: Point) -> Exact:
        """The derivative at a point; the value itself if nothing is `wanted`."""
        why = undefined(self._expression, point)
        if why:
            return Exact(np.nan, why=why, defined=False)
        here = sides(self._expression, point)
        if wanted and not np.all(here):
            return self._on_kink(wanted, point, here)
        return _exact(self._on(here).at(wanted, point))

    def formula(self, wanted: Wanted, point: Point) -> str:
        """The symbolic derivative, or empty; with kinks that of the side on which the point is."""
        if self.absent or undefined(self._expression, point):
            return ""
        here = sides(self._expression, point)
        smooth = self._on(here)
        on_kink = not np.all(here)
        return "" if on_kink or isinstance(smooth, _ByRules) else smooth.formula(wanted)

    def _on_kink(self, wanted: Wanted, point: Point, here: Any) -> Exact:
        """On the kink of a function there is a derivative if it is the same on both sides."""
        kink = next(text for text, side in zip(self._kinks, here, strict=True) if side == 0)
        around = [
            self._on(np.where(here == 0, there, here)) for there in self._around(wanted, point)
        ]
        for inner in [*((name,) for name in dict.fromkeys(wanted[1:])), wanted]:
            found: list[Any] = [smooth.at(inner, point) for smooth in around]
            if any(value is None for value in found):
                return Exact(np.nan, why=f"on the kink of {kink}", kink=kink)
            if any(abs(x - found[0]) > _SAME * max(1, abs(x)) for x in found):
                slopes = " and ".join(f"{float(x):.6g}" for x in found[:2])
                why = f"on the kink of {kink}: {slopes} on its sides"
                return Exact(np.nan, why=why, kink=kink)
        return _exact(found[0], kink)

    def _around(self, wanted: Wanted, point: Point) -> Iterator[Any]:
        """On which sides of the kinks one is a little before and behind the point."""
        for name in dict.fromkeys(wanted):
            for sign in (-1, 1):
                aside = sign * _ASIDE * max(1.0, abs(point[name]))
                yield sides(self._expression, {**point, name: point[name] + aside})

    def _on(self, at: Any) -> "_ByRules | symbolic.Symbolic":
        key = tuple(np.where(np.asarray(at) >= 0, 1.0, -1.0))
        if key not in self._smooth:
            smooth = branch(self._expression, key)
            self._smooth[key] = _ByRules(smooth) if self.absent else symbolic.Symbolic(smooth)
        return self._smooth[key]


def value_at(expression: Expression, point: Point) -> float:
    """The value there: NaN where it is not defined, infinite where it is too large."""
    with np.errstate(all="ignore"):
        return float(expression.on(point))


def undefined(expression: Expression, point: Point) -> str:
    """Why the expression has no value there, or nothing."""
    with np.errstate(all="ignore"):
        found = expression.results(point)
    for step, value in zip(expression.steps, found, strict=True):
        if not np.isfinite(value):
            what = "not defined" if np.isnan(value) else "infinite, or too large for a float"
            return f"{_shown(step.text)} is {what}"
    return ""


def _shown(part: str) -> str:
    return part if len(part) <= _SHOWN else f"{part[: _SHOWN - 3]}..."


class _ByRules:
    """The derivatives of a smooth expression by reverse mode."""

    def __init__(self, expression: Expression) -> None:
        self._expression = expression

    def at(self, wanted: Wanted, point: Point) -> float | None:
        points = {name: np.array([x]) for name, x in point.items()}
        value = float(automatic.reverse(self._expression, points, wanted)[0])
        return value if np.isfinite(value) else None


def _exact(value: Any, kink: str = "") -> Exact:
    if value is None:
        return Exact(np.nan, why="the derivative is not defined, or infinite", kink=kink)
    precise = None if isinstance(value, float) else value
    return Exact(float(value) + 0.0, precise, kink=kink)  # no -0

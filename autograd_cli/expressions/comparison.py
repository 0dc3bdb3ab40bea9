"""Derivatives computed in every way, each beside its error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograd_cli.expressions.branches import sides
from autograd_cli.expressions.exact import Exact, Reference
from autograd_cli.expressions.expression import Expression
from autograd_cli.expressions.numeric import real_only
from autograd_cli.expressions.wanted import Points, Wanted, derivatives, label
from autograd_cli.expressions.ways import Way, every_way

SYMBOLIC = "symbolic"
_OFF = 1e-3  # on a kink, what is further from the derivative, relatively, is none


@dataclass(frozen=True)
class Found:
    """A derivative by one way at N points: NaN where it gives none, and `notes` say why."""

    way: str
    values: NDArray[Any]
    errors: NDArray[Any]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """One derivative at N points, called `name` as df/dx, by every way; the first is symbolic.

    `exact` is NaN where there is no derivative. `absent` says why it is not symbolic, if it is not:
    then it is of reverse mode.
    """

    name: str
    wanted: Wanted
    exact: NDArray[Any]
    found: tuple[Found, ...]
    absent: str


def compare(
    expression: Expression, points: Points, order: int, *, dx: float | None = None
) -> list[Comparison]:
    """Every partial derivative of that order at all points (N,), by every way.

    Where a way gives no derivative, or a number that is none, it has NaN and a note.
    """
    names = list(points)
    places = [dict(zip(names, xs, strict=True)) for xs in zip(*_lists(points), strict=True)]
    reference = Reference(expression, order, len(places))
    return [
        _comparison(expression, points, places, wanted, reference, every_way(order, dx))
        for wanted in derivatives(expression.variables, order)
    ]


def values_at(expression: Expression, points: Points) -> NDArray[Any]:
    """The function itself at all points; NaN where it is not defined or too large."""
    with np.errstate(all="ignore"):
        values = np.asarray(expression.on(points), float)
    return np.where(np.isfinite(values), values, np.nan)


def _comparison(
    expression: Expression,
    points: Points,
    places: Sequence[dict[str, float]],
    wanted: Wanted,
    reference: Reference,
    ways: Sequence[Way],
) -> Comparison:
    exact = [reference.at(wanted, place) for place in places]
    values = np.array([e.value for e in exact])
    notes = [e.why or reference.formula(wanted, p) for e, p in zip(exact, places, strict=True)]
    rows = [_found(way, expression, points, wanted, exact) for way in ways]
    found = (_symbolic(exact, values, notes, reference), *rows)
    return Comparison(label(wanted), wanted, values, found, reference.absent)


def _symbolic(
    exact: Sequence[Exact], values: NDArray[Any], notes: Sequence[str], reference: Reference
) -> Found:
    """The exact derivative, rounded to a float."""
    if reference.absent:
        nothing = np.full(len(values), np.nan)
        return Found(SYMBOLIC, nothing, nothing, tuple(e.why or reference.absent for e in exact))
    errors = np.array([e.error(e.value) for e in exact])
    return Found(SYMBOLIC, values, errors, tuple(notes))


def _found(
    way: Way, expression: Expression, points: Points, wanted: Wanted, exact: Sequence[Exact]
) -> Found:
    count = len(exact)
    lacking = real_only(expression) if way.is_complex else ""
    if lacking:
        nothing = np.full(count, np.nan)
        return Found(way.name, nothing, nothing, (f"{lacking} has no complex form",) * count)
    given = way.values(expression, points, wanted) + 0.0  # no -0
    crossing = _crossing(way, expression, points, wanted)
    notes = [
        _objection(way, float(x), e, crosses=bool(c))
        for x, e, c in zip(given, exact, crossing, strict=True)
    ]
    values = np.where([note == "" for note in notes], given, np.nan)
    errors = np.array([e.error(x) for x, e in zip(values, exact, strict=True)])
    return Found(way.name, values, errors, tuple(notes))


def _objection(way: Way, given: float, exact: Exact, *, crosses: bool) -> str:
    """Why a number is no derivative, or nothing."""
    if not exact.defined:
        return exact.why
    gives = f"gives {given:.6g}" if np.isfinite(given) else f"gives {given}"
    if exact.why:
        return f"no derivative; {gives}"
    if not np.isfinite(given):
        return f"{gives}: its step leads to where nothing is defined" if way.difference else gives
    if crosses:
        return f"{gives}: its step crosses a kink"
    if exact.kink and abs(given - exact.value) > _OFF * max(1, abs(exact.value)):
        return f"{gives}: the point is on the kink of {exact.kink}"
    return ""


def _crossing(
    way: Way, expression: Expression, points: Points, wanted: Wanted
) -> NDArray[np.bool_]:
    """At which points a difference takes values from the other side of a kink."""
    here = sides(expression, points)
    crossing = np.zeros(here.shape[1:], bool)
    if way.difference:
        for _, moved in way.difference.stencil(points, wanted):
            crossing |= np.any((sides(expression, moved) != here) & (here != 0), axis=0)
    return crossing


def _lists(points: Points) -> list[list[float]]:
    return [np.asarray(x, float).tolist() for x in points.values()]

"""What is printed, for programs: null stands for what is not there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograd_cli.expressions import Comparison, Descents, Expression
    from autograd_cli.expressions.wanted import Points


def comparisons(
    expression: "Expression", points: "Points", found: "Sequence[Comparison]"
) -> dict[str, Any]:
    """Lists have an item for each point."""
    from autograd_cli.expressions import values_at

    return {
        "formula": expression.text,
        "points": {name: x.tolist() for name, x in points.items()},
        "f": _numbers(values_at(expression, points)),
        "derivatives": [
            {
                "derivative": each.name,
                "variables": list(each.wanted),
                "exact": _numbers(each.exact),
                "methods": [
                    {
                        "method": way.way,
                        "values": _numbers(way.values),
                        "errors": _numbers(way.errors),
                        "notes": list(way.notes),
                    }
                    for way in each.found
                ],
            }
            for each in found
        ],
    }


def descents(expression: "Expression", found: "Descents") -> dict[str, Any]:
    """Lists have an item for each point, from the start to the end."""
    return {
        "formula": expression.text,
        "variables": list(found.variables),
        "minimum": None if found.minimum is None else found.minimum.tolist(),
        "methods": [
            {
                "method": each.way,
                "points": each.points.tolist(),
                "f": _numbers(each.values),
                "distances": _numbers(each.distances(found.minimum)),
                "slope": _numbers([each.slope])[0],
                "stopped": each.stopped,
                "diverged": each.diverged,
            }
            for each in found.found
        ],
    }


def _numbers(values: Any) -> list[float | None]:
    return [None if x != x else float(x) for x in values]  # NaN alone differs from itself

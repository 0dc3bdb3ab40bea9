"""The ways of computing a derivative at many points at once, besides the symbolic one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from autograd_cli.expressions import automatic
from autograd_cli.expressions.expression import Expression
from autograd_cli.expressions.numeric import Difference, complex_step
from autograd_cli.expressions.wanted import Points, Wanted


@dataclass(frozen=True)
class Way:
    """A way by its name. `difference` is what makes it one of differences, None for the others."""

    name: str
    values: Callable[[Expression, Points, Wanted], NDArray[Any]]
    difference: Difference | None = None

    @property
    def is_complex(self) -> bool:
        """Whether it needs the function of complex numbers."""
        return self.values is complex_step


def by_difference(accuracy: int, dx: float | None = None, *, named: bool = False) -> Way:
    """The forward or the central difference; with the step in its name if that is wanted."""
    difference = Difference(accuracy, dx)
    name = "forward difference" if accuracy == 1 else "central difference"
    return Way(
        f"{name}, dx = {dx:g}" if named and dx is not None else name,
        lambda expression, points, wanted: difference.of(expression.on, points, wanted),
        difference,
    )


def every_way(order: int, dx: float | None = None) -> list[Way]:
    """All of them, with that step of the differences, or the best ones."""
    modes = ("reverse mode", "forward mode")
    if order == 2:
        modes = ("reverse over reverse", "forward over reverse")
    return [
        by_difference(1, dx),
        by_difference(2, dx),
        Way("complex step", complex_step),
        Way(modes[0], automatic.reverse),
        Way(modes[1], automatic.forward),
    ]

"""A row of the op table, and the values that rows are checked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import numpy as np

from autograd_cli import ops
from autograd_cli.engine import Array, GradcheckReport, gradcheck


@dataclass(frozen=True)
class OpCheck:
    """A function of the public page, with inputs in its domain and away from kinks and ties.

    `function` is its name, dotted if need be; `call(xp, *inputs)` uses it from the page `xp`, which
    is `ops` or, for a function that NumPy has too, `numpy`. By default it passes the inputs,
    then `constants`, and `params` by name. `domain` is given for functions that work element by
    element: the bounds within which each input may be drawn in any shape.
    """

    function: str
    inputs: dict[str, Array]
    note: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    constants: tuple[Any, ...] = ()
    via: Callable[..., Any] | None = None
    domain: tuple[tuple[float, float], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.function} ({self.note})" if self.note else self.function

    def call(self, xp: Any, *inputs: Any) -> Any:
        """The value, from the functions of `xp`."""
        if self.via is not None:
            return self.via(xp, *inputs)
        return attrgetter(self.function)(xp)(*inputs, *self.constants, **self.params)

    def __call__(self, *inputs: Any) -> Any:
        return self.call(ops, *inputs)

    def run(self) -> GradcheckReport:
        return gradcheck(
            self, list(self.inputs.values()), names=list(self.inputs), raise_exception=False
        )


class Draw:
    """Random values of a seed of their own, so that a row more changes no other row's."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def normal(self, *shape: int) -> Array:
        return self.rng.normal(size=shape)

    def between(self, low: float, high: float, *shape: int) -> Array:
        return self.rng.uniform(low, high, size=shape)

    def apart(self, *shape: int) -> Array:
        """Values at least 0.4 from each other and 0.2 from 0, so that no step meets a tie."""
        n = int(np.prod(shape))
        numbers = self.rng.permutation(n) - n // 2 + self.between(0.3, 0.7, n)
        return numbers.reshape(shape)


def elementwise(function: str, *domain: tuple[float, float], seed: int = 0) -> OpCheck:
    """The row of a function of one input, x, or two, a and b, each drawn within its bounds."""
    draw = Draw(seed)
    names, shapes = (("x",), [(2, 3)]) if len(domain) == 1 else (("a", "b"), [(2, 3), (3,)])
    inputs = {
        name: draw.between(low, high, *shape)
        for name, shape, (low, high) in zip(names, shapes, domain, strict=True)
    }
    return OpCheck(function, inputs, domain=domain)

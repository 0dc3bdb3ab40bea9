"""Derivatives without rules: by central differences and by a complex step."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.engine.errors import GradcheckError
from autograd_cli.engine.record import Listener, observed_by, recorded
from autograd_cli.engine.tensor import Array, Tensor
from autograd_cli.engine.trees import leaves

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function

# Relative to max(1, |x|). The first is the most accurate; the others are tried where it disagrees,
# because a kink (of ReLU, say) or a pole (of log) may lie within its reach.
STEPS = (1e-3, 1e-5, 1e-7)
EPSILON = float(np.finfo(np.float64).eps)
_TREMORS = 4
_TINY = 1e-30  # a complex step subtracts nothing, so that it can be as small as one likes


@dataclass(frozen=True)
class Probe:
    """One way to move an input: an element of it, or all of it in a direction of length 1."""

    tensor: Tensor
    element: tuple[int, ...] | None
    direction: Array

    @property
    def scale(self) -> float:
        """What a step is relative to."""
        x = self.tensor.data
        at = abs(x[self.element]) if self.element is not None else np.abs(x).max(initial=0)
        return max(1.0, float(at))

    @contextmanager
    def moved(self, distance: complex) -> Iterator[None]:
        """Within it the input is elsewhere."""
        before = self.tensor._data
        self.tensor._data = before + distance * self.direction
        try:
            yield
        finally:
            self.tensor._data = before


class Values:
    """`f(*tensors)` as one flat vector, wherever its inputs are moved."""

    def __init__(self, f: Callable[..., Any], tensors: Sequence[Tensor]) -> None:
        self.f = f
        self.tensors = tensors
        self._complex_fails = False
        self._noise: dict[int, Array] = {}
        self._recorded = True  # within no_grad too, and because f may use grad itself

    def outputs(self) -> list[Tensor]:
        """What `f` returns: a tensor or a tree of them. Raises GradcheckError for others."""
        # A step may leave the domain; a smaller one follows.
        with np.errstate(all="ignore"), recorded(self._recorded):
            result = leaves(self.f(*self.tensors))
        if not result:
            raise GradcheckError("f returned no tensor")
        for y in result:
            if not isinstance(y, Tensor):
                raise GradcheckError(f"f returned {type(y).__name__}, not a tensor")
        return result

    def __call__(self) -> Array:
        return flat([y.data for y in self.outputs()])

    def difference(self, probe: Probe, step: float) -> tuple[Array, Array]:
        """The five-point central difference, and the rounding error that it may have.

        Source    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 25.3.6.
        """
        h = step * probe.scale
        values = {}
        for k in (-2, -1, 1, 2):
            with probe.moved(k * h):
                values[k] = self()
        with np.errstate(all="ignore"):
            slope = (8 * (values[1] - values[-1]) - (values[2] - values[-2])) / (12 * h)
            return slope, self.noise(probe.tensor) / h

    def noise(self, tensor: Tensor) -> Array:
        """How far rounding alone may take each value, as seen when an input moves by as little."""
        if id(tensor) not in self._noise:
            largest = _Largest()
            with observed_by(largest):
                here = self()
            noise = np.zeros(here.shape)
            rng = np.random.default_rng(3)
            for _ in range(_TREMORS):
                tremor = Probe(tensor, None, tensor.data * rng.uniform(-1, 1, tensor.shape))
                with tremor.moved(4 * EPSILON), np.errstate(all="ignore"):
                    noise = np.fmax(noise, np.abs(self() - here))
            # What is more than all values on the way can explain is a jump.
            noise = np.minimum(noise, EPSILON * largest.value)
            self._noise[id(tensor)] = 10 * np.fmax(noise, EPSILON * np.abs(here))
        return self._noise[id(tensor)]

    def one_sided(self, probe: Probe, step: float) -> tuple[Array, Array]:
        """The differences to the left and to the right."""
        h = step * probe.scale
        here = self()
        with probe.moved(-h):
            left = self()
        with probe.moved(h):
            right = self()
        with np.errstate(all="ignore"):
            return (here - left) / h, (right - here) / h

    def complex_step(self, probe: Probe) -> Array | None:
        """Im f(x + ih) / h, exact to rounding where `f` is analytic; None where it does not run.

        Source    Squire and Trapp, Using complex variables to estimate derivatives of real
                  functions (1998).
        """
        if self._complex_fails:
            return None
        h = _TINY * probe.scale
        self._recorded = False
        try:
            with warnings.catch_warnings(), probe.moved(1j * h):
                warnings.simplefilter("error")  # a complex value made real has lost the derivative
                values = flat([y.data for y in self.outputs()])
        except Exception:  # whatever it is, f is not made for complex numbers
            values = np.zeros(0)
        finally:
            self._recorded = True
        if values.dtype.kind != "c":
            self._complex_fails = True
            return None
        return values.imag / h


class _Largest(Listener):
    """The observer that finds the largest of all values that are computed."""

    def __init__(self) -> None:
        self.value = 0.0

    def after_op(
        self, op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: Tensor
    ) -> None:
        size = float(np.abs(y.data).max(initial=0))
        if size > self.value:  # false for NaN
            self.value = size


def flat(arrays: Sequence[Array]) -> Array:
    """The arrays as one vector."""
    return np.concatenate([np.ravel(a) for a in arrays]) if arrays else np.zeros(0)


def probes(tensor: Tensor, directions: int | None, rng: np.random.Generator) -> Iterator[Probe]:
    """A probe for each element of an input, or so many in random directions."""
    if directions is None:
        for element in np.ndindex(tensor.shape):
            unit = np.zeros(tensor.shape)
            unit[element] = 1
            yield Probe(tensor, element, unit)
    elif tensor.size:
        for _ in range(directions):
            direction = rng.normal(size=tensor.shape)
            yield Probe(tensor, None, direction / np.linalg.norm(direction))

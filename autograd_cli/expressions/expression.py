"""A formula that has been read: steps, each computed from earlier ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograd_cli.expressions.errors import ExpressionError
from autograd_cli.expressions.operations import Operation


@dataclass(frozen=True)
class Number:
    """A constant, as it is written: a whole number stays one. `name` is pi or e, else empty."""

    text: str
    value: int | float
    name: str = ""


@dataclass(frozen=True)
class Variable:
    """An input, by its name."""

    text: str

    @property
    def name(self) -> str:
        return self.text


@dataclass(frozen=True)
class Call:
    """An operation on the results of earlier steps, which `inputs` numbers."""

    text: str
    operation: Operation
    inputs: tuple[int, ...]


Step = Number | Variable | Call


@dataclass(frozen=True)
class Expression:
    """A formula as the steps that compute it, in their order; the last gives the result.

    `text` is the formula and that of a step its part of the formula; `variables` are in the order
    in which they appear.
    """

    text: str
    steps: tuple[Step, ...]
    variables: tuple[str, ...]

    @cached_property
    def is_scalar(self) -> bool:
        """Whether it works on numbers: no products of matrices, no sums, no lists."""
        return all(step.operation.scalar for step in self.calls())

    def on(self, values: Mapping[str, Any]) -> Any:
        """The result for floats, complex numbers, arrays or tensors by name.

        Raises ExpressionError if a variable has no value, or for complex numbers in a function of
        real ones, as abs.
        """
        return self.results(values)[-1]

    def results(self, values: Mapping[str, Any]) -> list[Any]:
        """The result of every step."""
        import numpy as np  # what refuses a formula does without

        missing = [name for name in self.variables if name not in values]
        if missing:
            raise ExpressionError(f"no value for {', '.join(missing)}")
        given = [values[name] for name in self.variables]
        turned = any(isinstance(x, (complex, np.ndarray)) and np.iscomplexobj(x) for x in given)
        found: list[Any] = []
        for step in self.steps:
            match step:
                case Number():
                    found.append(float(step.value))
                case Variable():
                    found.append(values[step.name])
                case Call():
                    if turned and not step.operation.analytic:
                        raise ExpressionError(f"{step.operation.name} is of real numbers only")
                    run = step.operation.compute(complex=turned)
                    found.append(run(*(found[i] for i in step.inputs)))
        return found

    def calls(self) -> Iterator[Call]:
        """Its operations."""
        return (step for step in self.steps if isinstance(step, Call))

"""A computation as plain records: what was computed from what, and how the gradient came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from numpy.typing import NDArray

Kind: TypeAlias = Literal["input", "parameter", "constant", "op", "module"]


@dataclass(frozen=True)
class Value:
    """One node: an array, and where it came from.

    `name` is what a person calls it: `x`, `layers.0.weight`, `2`, or of an op's result the op's
    public function, `multiply`. `op` is the class of the op, empty for what no op made, `sign` the
    way it is written between or before its inputs, if there is one (`*`, `+`, `-`), `formula` its
    forward from its docstring (`y = a b`), `params` its keyword parameters.

    `module` is the path of the module in which it was made, from the outermost: `("layers.0",)`;
    `("loss",)` for what the loss made; empty outside of any.

    A value of kind `module` stands for the ops of a part of a model, `inside` of them, in a graph
    that was `collapsed`: `name` is the part's path, `op` its class, `value` its result, `params`
    the shapes of the parameters in it.

    `gradient` is that of the last output with respect to it, None where none flows.
    """

    number: int
    kind: Kind
    name: str
    value: NDArray[Any]
    op: str = ""
    sign: str = ""
    formula: str = ""
    params: Mapping[str, Any] | None = None
    module: tuple[str, ...] = ()
    gradient: NDArray[Any] | None = None
    inside: int = 0

    @property
    def shape(self) -> tuple[int, ...]:
        return self.value.shape


@dataclass(frozen=True)
class Edge:
    """`source` is input number `position` of the op that made `target`; the op calls it `name`.

    `rule` is the op's formula for the derivative in it, from its docstring (`da = g b`), and
    `local` the derivative itself, written in the names of this op's inputs (`∂y/∂a = b`); both are
    empty, and `cotangent` is None, where no gradient flows. `cotangent` is what flows back along
    this edge, of the shape of the source; where broadcasting had to be undone, `summed_from`
    is the shape that the rule's result had.
    """

    source: int
    target: int
    position: int
    name: str
    rule: str = ""
    local: str = ""
    cotangent: NDArray[Any] | None = None
    summed_from: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Graph:
    """Values in topological order, each `number` its place, and edges in the order of targets.

    `outputs` are the numbers of the results; gradients are those of the last. `modules` has the
    class of each module by its path.
    """

    title: str
    values: tuple[Value, ...]
    edges: tuple[Edge, ...]
    outputs: tuple[int, ...]
    modules: Mapping[str, str] = field(default_factory=dict)

"""`grad`: of a function as in JAX, or on a graph as in PyTorch."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, overload

from autograd_cli.engine.backward import gradients_on_graph
from autograd_cli.engine.evaluation import Argnums
from autograd_cli.engine.tensor import Tensor
from autograd_cli.engine.transforms import gradient_function

Tensors = Tensor | Sequence[Tensor]


@overload
def grad(
    f: Callable[..., Any], /, argnums: Argnums = 0, *, has_aux: bool = False
) -> Callable[..., Any]: ...
@overload
def grad(
    outputs: Tensors,
    inputs: Tensors,
    grad_outputs: Any = None,
    create_graph: bool = False,
    *,
    retain_graph: bool | None = None,
    allow_unused: Literal[False] = False,
) -> tuple[Tensor, ...]: ...
@overload
def grad(
    outputs: Tensors,
    inputs: Tensors,
    grad_outputs: Any = None,
    create_graph: bool = False,
    *,
    retain_graph: bool | None = None,
    allow_unused: bool,
) -> tuple[Tensor | None, ...]: ...
def grad(  # type: ignore[misc]  # argnums may stand second or be named
    outputs: Any,
    inputs: Any = None,
    grad_outputs: Any = None,
    create_graph: bool = False,
    *,
    retain_graph: bool | None = None,
    allow_unused: bool = False,
    argnums: Any = None,
    has_aux: bool = False,
) -> Any:
    """The gradient of a function, or of tensors with respect to others.

    `grad(f, argnums=0)` returns the function that computes the gradient of `f`, which returns one
    number, with respect to its argument at `argnums`, or to several; see `value_and_grad`.

    `grad(outputs, inputs)` goes back through the graph, and leaves every `.grad` alone.
    `grad_outputs` is the cotangent, of the shape of the output, or a sequence of them if `outputs`
    is a sequence; it may be left out for outputs of one element. With `create_graph` the gradients
    can be differentiated again. The graph is freed unless `retain_graph` (default: `create_graph`).
    It returns one tensor per input, of its shape: a tuple even for a single input; with
    `allow_unused` None for an input on which no output depends.

    Raises GraphError if an input requires no gradient or no output depends on it, or the graph was
    freed; ShapeError if a cotangent does not fit its output; TypeError for arguments that belong to
    the other form.
    """
    if callable(outputs):
        if grad_outputs is not None or create_graph or retain_graph is not None or allow_unused:
            raise TypeError("grad of a function takes argnums and has_aux alone")
        position = inputs if argnums is None else argnums
        return gradient_function(outputs, 0 if position is None else position, has_aux=has_aux)
    if inputs is None or argnums is not None or has_aux:
        raise TypeError("grad of tensors takes the inputs to differentiate with respect to")
    return gradients_on_graph(
        outputs,
        inputs,
        grad_outputs,
        create_graph=create_graph,
        retain_graph=retain_graph,
        allow_unused=allow_unused,
    )

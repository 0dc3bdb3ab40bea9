"""Derivatives of functions, as functions: of any order, over trees of arrays."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from autograd_cli.engine.errors import ShapeError
from autograd_cli.engine.evaluation import (
    Argnums,
    Evaluation,
    Push,
    as_tensor,
    as_trees,
    cotangent,
    positions,
    unpacked,
)
from autograd_cli.engine.record import is_recording
from autograd_cli.engine.tensor import Tensor
from autograd_cli.engine.trees import matching_leaves, with_leaves


def value_and_grad(
    f: Callable[..., Any], argnums: Argnums = 0, *, has_aux: bool = False
) -> Callable[..., tuple[Any, Any]]:
    """The function that returns the value of `f`, one number, and its gradient.

    The gradient is a tree like the argument at `argnums`, or a tuple of them if that is a tuple.
    With `has_aux` `f` returns a pair, whose second part is handed on beside the value.

    The function that is returned raises ShapeError if `f` returns more than one number, GraphError
    if it returns no tensor.
    """
    numbers = positions(argnums)

    def differentiated(*args: Any, **kwargs: Any) -> tuple[Any, Any]:
        extra: list[Any] = []

        @wraps(f)
        def main(*inner: Any) -> Any:
            result = f(*inner, **kwargs)
            if not has_aux:
                return result
            if not isinstance(result, tuple) or len(result) != 2:
                raise TypeError(
                    f"with has_aux the function returns a pair, the value and what goes with it; "
                    f"it returned {type(result).__name__}"
                )
            extra.append(result[1])
            return result[0]

        run = Evaluation(main, args, numbers)
        if len(run.outputs) != 1 or run.outputs[0].size != 1:
            shapes = ", ".join(str(y.shape) for y in run.outputs)
            raise ShapeError(
                f"grad of a function that returns shape {shapes}, not one number",
                "Reduce its result, with sum for instance, or use vjp or jacobian.",
            )
        y = run.outputs[0]
        found = run.pull([np.ones(y.shape, y.dtype)], record=run.is_inner, free=not run.is_inner)
        value = run.value((run.output, *extra)) if has_aux else run.value(run.output)
        return value, unpacked(as_trees(run, found), argnums)

    return differentiated


def gradient_function(
    f: Callable[..., Any], argnums: Argnums = 0, *, has_aux: bool = False
) -> Callable[..., Any]:
    """The function that returns the gradient of `f`: what `grad(f)` is."""
    both = value_and_grad(f, argnums, has_aux=has_aux)

    def differentiated(*args: Any, **kwargs: Any) -> Any:
        value, gradient = both(*args, **kwargs)
        return (gradient, value[1]) if has_aux else gradient

    return differentiated


def vjp(f: Callable[..., Any], *primals: Any) -> tuple[Any, Callable[[Any], tuple[Any, ...]]]:
    """The value of `f(*primals)`, and the function that takes a cotangent back to the primals.

    That function can be called again and again. It takes a tree like the value and returns a tuple
    with a tree like each primal; it raises ShapeError for a cotangent that is built otherwise.
    """
    run = Evaluation(f, primals, tuple(range(len(primals))))

    def pullback(cotangents: Any) -> tuple[Any, ...]:
        gs, record = _given(run, cotangents, run.output, run.outputs, "the cotangent")
        return as_trees(run, run.pull(gs, record=record))

    return run.value(run.output), pullback


def jvp(f: Callable[..., Any], primals: Any, tangents: Any) -> tuple[Any, Any]:
    """The value of `f(*primals)`, and its derivative along `tangents`, a tree like the value.

    `primals` and `tangents` are tuples of the arguments, or the only argument if that is no tuple,
    of the same structure. Computed by differentiating the vector-Jacobian product, which is linear,
    with respect to its cotangent: three times the work of one, for any number of inputs.

    Raises ShapeError if the tangents are built otherwise than the primals.
    """
    primals = _tuple(primals)
    run = Evaluation(f, primals, tuple(range(len(primals))))
    along, record = _given(run, _tuple(tangents), primals, run.inputs, "the tangent")
    pushed = Push(run).push(along, record)
    results = [as_tensor(g, y) for g, y in zip(pushed, run.outputs, strict=True)]
    return run.value(run.output), with_leaves(run.output, results)


def hvp(f: Callable[..., Any], primals: Any, tangents: Any) -> tuple[Any, Any]:
    """The value of `f(*primals)`, one number, and the product of its Hessian with `tangents`.

    `primals` and `tangents` are tuples of the arguments, or the only argument if that is no tuple;
    the product is built likewise. The Hessian itself is never made. Computed as the gradient of the
    derivative along `tangents`: the same where the second derivatives are continuous, because the
    Hessian is symmetric there.

    Raises ShapeError if `f` returns more than one number or the tangents do not fit the primals.
    """
    given_primals, primals = primals, _tuple(primals)
    run = Evaluation(f, primals, tuple(range(len(primals))))
    if len(run.outputs) != 1 or run.outputs[0].size != 1:
        raise ShapeError("the Hessian is that of a function which returns one number")
    along, record = _given(run, _tuple(tangents), primals, run.inputs, "the tangent")
    y = run.outputs[0]
    slopes = run.pull([np.ones(y.shape, y.dtype)], record=True)
    outputs = [g if isinstance(g, Tensor) else Tensor(g) for g in slopes]
    product = as_trees(run, run.pull(along, record=record, outputs=outputs))
    return run.value(run.output), product if isinstance(given_primals, tuple) else product[0]


def vhp(f: Callable[..., Any], primals: Any, cotangents: Any) -> tuple[Any, Any]:
    """The value of `f(*primals)` and the product of `cotangents` with its Hessian; see `hvp`."""
    return hvp(f, primals, cotangents)


def _given(
    run: Evaluation, tree: Any, model: Any, like: list[Tensor], role: str
) -> tuple[list[Tensor], bool]:
    """The cotangents or tangents that somebody gives, and whether what they lead to is recorded."""
    leaves = matching_leaves(tree, model, role)
    tensors = [cotangent(g, y, role) for g, y in zip(leaves, like, strict=True)]
    return tensors, run.is_inner or (is_recording() and any(g.requires_grad for g in tensors))


def _tuple(arguments: Any) -> tuple[Any, ...]:
    """The arguments of a function; a single array may be given without its tuple."""
    return arguments if isinstance(arguments, tuple) else (arguments,)

"""Running an op: compute the value and, if some input wants a gradient, record the node.

This is the hottest code of the engine, so ops of one input, and of two without parameters, have a
path of their own: they are nearly all the calls of a training step.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.engine.errors import RuleError, ShapeError
from autograd_cli.engine.node import Node, is_recording
from autograd_cli.engine.tensor import Tensor

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function

_new = Tensor.__new__
_NO_PARAMS: dict[str, Any] = {}
_CONSTANTS = frozenset({np.ndarray, float, int, bool})


def make_apply(op: "type[Function]", with_params: bool) -> Callable[..., Tensor]:
    """The function that runs `op` on tensors, arrays, numbers and lists."""
    if len(op.inputs) == 1:
        apply = _unary(op, with_params)
    elif len(op.inputs) == 2 and not with_params:
        apply = _binary(op)
    else:
        apply = _general(op)
    apply.__name__ = apply.__qualname__ = op.__name__
    apply.__doc__ = op.__doc__
    return apply


def _unary(op: "type[Function]", with_params: bool) -> Callable[..., Tensor]:
    forward = op.forward
    keep_x, keep_y = _keeps(op)[1]
    defaults = _defaults(op)
    underivable = _underivable(op)

    def apply(x: Any, **params: Any) -> Tensor:
        if params and not with_params:  # a ufunc would take some, and the gradient be wrong
            raise TypeError(f"{op.__name__} takes no parameters; given {', '.join(params)}")
        if isinstance(x, Tensor):
            value, parent = x.data, x._node
        else:
            value, parent = x if type(x) is np.ndarray else Tensor(x).data, None
        if defaults:
            params = defaults | params
        try:
            y = forward(value, **params)
        except ValueError as error:
            raise _explained(error, op, (value,)) from error
        tensor = _new(Tensor)
        tensor.data = y = y if type(y) is np.ndarray else np.asarray(y)
        if parent is not None and is_recording():
            if underivable:
                raise _no_rule(op, underivable)
            saved = (value if keep_x else None, y if keep_y else None)
            tensor._node = Node(op, (parent,), saved, params, y.shape, y.dtype)
        else:
            tensor._node = None
        return tensor

    return apply


def _binary(op: "type[Function]") -> Callable[..., Tensor]:
    forward = op.forward
    keeps = _keeps(op)
    underivable = _underivable(op)

    def apply(a: Any, b: Any) -> Tensor:
        wanted = 0
        if isinstance(a, Tensor):
            value_a, parent_a = a.data, a._node
            if parent_a is not None:
                wanted = 1
        else:
            value_a, parent_a = a if type(a) in _CONSTANTS else _constant(a), None
        if isinstance(b, Tensor):
            value_b, parent_b = b.data, b._node
            if parent_b is not None:
                wanted += 2
        else:
            value_b, parent_b = b if type(b) in _CONSTANTS else _constant(b), None
        try:
            y = forward(value_a, value_b)
        except ValueError as error:
            raise _explained(error, op, (value_a, value_b)) from error
        tensor = _new(Tensor)
        tensor.data = y = y if type(y) is np.ndarray else np.asarray(y)
        if wanted and is_recording():
            if wanted & underivable:
                raise _no_rule(op, wanted & underivable)
            keep_a, keep_b, keep_y = keeps[wanted]
            saved = (
                value_a if keep_a else None,
                value_b if keep_b else None,
                y if keep_y else None,
            )
            tensor._node = Node(op, (parent_a, parent_b), saved, _NO_PARAMS, y.shape, y.dtype)
        else:
            tensor._node = None
        return tensor

    return apply


def _general(op: "type[Function]") -> Callable[..., Tensor]:
    forward = op.forward
    keeps = _keeps(op)
    defaults = _defaults(op)
    underivable = _underivable(op)

    def apply(*inputs: Any, **params: Any) -> Tensor:
        arrays: list[Any] = []
        parents: list[Node | None] = []
        wanted, bit = 0, 1
        for x in inputs:
            if isinstance(x, Tensor):
                arrays.append(x.data)
                parents.append(x._node)
                if x._node is not None:
                    wanted += bit
            else:
                arrays.append(x if type(x) in _CONSTANTS else _constant(x))
                parents.append(None)
            bit += bit
        if defaults:
            params = defaults | params
        try:
            y = forward(*arrays, **params)
        except ValueError as error:
            raise _explained(error, op, arrays) from error
        tensor = _new(Tensor)
        tensor.data = y = y if type(y) is np.ndarray else np.asarray(y)
        if wanted and is_recording():
            if wanted & underivable:
                raise _no_rule(op, wanted & underivable)
            arrays.append(y)
            saved = tuple([a if k else None for a, k in zip(arrays, keeps[wanted], strict=True)])
            tensor._node = Node(op, tuple(parents), saved, params, y.shape, y.dtype)
        else:
            tensor._node = None
        return tensor

    return apply


def _keeps(op: "type[Function]") -> list[tuple[bool, ...]]:
    """For each set of inputs that want a gradient, as bits: which arrays their rules read."""
    count = len(op.inputs)
    keeps = []
    for wanted in range(1 << count):
        rules = [rule for i, rule in enumerate(op.rules) if wanted >> i & 1 and rule]
        read = {position for rule in rules for position in rule.reads}
        keeps.append(tuple(position in read for position in range(count + 1)))
    return keeps


def _underivable(op: "type[Function]") -> int:
    """The inputs that have no rule, as bits."""
    return sum(1 << i for i, rule in enumerate(op.rules) if rule is None)


def _defaults(op: "type[Function]") -> dict[str, Any]:
    """The values of parameters that a call leaves out: the rules need them too."""
    return dict(getattr(op.forward, "__kwdefaults__", None) or {})


def _no_rule(op: "type[Function]", bits: int) -> RuleError:
    names = ", ".join(name for i, name in enumerate(op.inputs) if bits >> i & 1)
    return RuleError(
        f"{op.__name__} has no derivative with respect to {names}",
        f"Pass {names}.detach() if that is a constant here, or write a rule vjp_{names}.",
    )


def _constant(x: Any) -> Any:
    """What an op computes with when given `x`, which is no tensor and not among _CONSTANTS."""
    # The second is for lists and tuples, and refuses what is no number.
    return x if isinstance(x, np.generic) else Tensor(x).data


def _explained(error: ValueError, op: "type[Function]", values: Any) -> ShapeError:
    shapes = " and ".join(str(np.shape(value)) for value in values)
    return ShapeError(f"{op.__name__} of shapes {shapes}: {error}")

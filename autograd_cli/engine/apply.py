"""Running an op: compute the value and, if some input wants a gradient, record the node.

This is the hottest code of the engine, so ops of one input, and of two without parameters, have a
path of their own: they are nearly all the calls of a training step.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd_cli.engine.errors import RuleError, ShapeError
from autograd_cli.engine.node import Node
from autograd_cli.engine.record import OBSERVED, RECORDING, current_mode, tell_op
from autograd_cli.engine.tensor import Tensor

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function

_new = Tensor.__new__
_NO_PARAMS: dict[str, Any] = {}
_NUMBERS = frozenset({float, int, bool})
_FLOAT32 = np.dtype(np.float32)


def make_apply(op: "type[Function]", with_params: bool) -> Callable[..., Tensor]:
    """The function that runs `op` on tensors, arrays, numbers and lists."""
    if op.variadic or len(op.inputs) > 2 or (len(op.inputs) == 2 and with_params):
        apply = _general(op)
    elif len(op.inputs) == 1:
        apply = _unary(op, with_params)
    else:
        apply = _binary(op)
    apply.__name__ = apply.__qualname__ = op.__name__
    apply.__doc__ = op.__doc__
    return apply


def _unary(op: "type[Function]", with_params: bool) -> Callable[..., Tensor]:
    forward = op.forward
    keep_x, keep_y = _keeps(op, 1)[1]
    defaults = _defaults(op)
    underivable = _underivable(op)

    def apply(x: Any, **params: Any) -> Tensor:
        if params and not with_params:  # a ufunc would take some, and the gradient be wrong
            raise TypeError(f"{op.__name__} takes no parameters; given {', '.join(params)}")
        if isinstance(x, Tensor):
            value, parent = x._data, x._node
        else:
            value, parent = np.asarray(_constant(x)), None
        if defaults:
            params = defaults | params
        try:
            y = forward(value, **params)
        except ValueError as error:
            raise _explained(error, op, (value,)) from error
        tensor = _new(Tensor)
        tensor._data = y = y if type(y) is np.ndarray else np.asarray(y)
        mode = current_mode()
        if parent is not None and mode & RECORDING:
            if underivable:
                raise _no_rule(op, underivable)
            saved = (value if keep_x else None, y if keep_y else None)
            tensor._node = Node(op, (parent,), saved, params, y.shape, y.dtype)
        else:
            tensor._node = None
        if mode & OBSERVED:
            tell_op(op, (x,), params, tensor)
        return tensor

    return apply


def _binary(op: "type[Function]") -> Callable[..., Tensor]:
    forward = op.forward
    keeps = _keeps(op, 2)
    underivable = _underivable(op)

    def apply(a: Any, b: Any) -> Tensor:
        wanted = 0
        if isinstance(a, Tensor):
            value_a, parent_a = a._data, a._node
            if parent_a is not None:
                wanted = 1
        else:
            value_a, parent_a = a if type(a) in _NUMBERS else _constant(a, b), None
        if isinstance(b, Tensor):
            value_b, parent_b = b._data, b._node
            if parent_b is not None:
                wanted += 2
        else:
            value_b, parent_b = b if type(b) in _NUMBERS else _constant(b, a), None
        try:
            y = forward(value_a, value_b)
        except ValueError as error:
            raise _explained(error, op, (value_a, value_b)) from error
        tensor = _new(Tensor)
        tensor._data = y = y if type(y) is np.ndarray else np.asarray(y)
        mode = current_mode()
        if wanted and mode & RECORDING:
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
        if mode & OBSERVED:
            tell_op(op, (a, b), _NO_PARAMS, tensor)
        return tensor

    return apply


def _general(op: "type[Function]") -> Callable[..., Tensor]:
    forward = op.forward
    keeps = [] if op.variadic else _keeps(op, len(op.inputs))
    keeps_one = _keeps(op, 1)[1]  # variadic: whether the rule reads the inputs, and the output
    defaults = _defaults(op)
    underivable = _underivable(op)

    def apply(*inputs: Any, **params: Any) -> Tensor:
        arrays: list[Any] = []
        parents: list[Node | None] = []
        wanted, bit = 0, 1
        for x in inputs:
            if isinstance(x, Tensor):
                arrays.append(x._data)
                parents.append(x._node)
                if x._node is not None:
                    wanted += bit
            else:
                arrays.append(x if type(x) in _NUMBERS else _constant(x))
                parents.append(None)
            bit += bit
        if defaults:
            params = defaults | params
        try:
            y = forward(*arrays, **params)
        except ValueError as error:
            raise _explained(error, op, arrays) from error
        tensor = _new(Tensor)
        tensor._data = y = y if type(y) is np.ndarray else np.asarray(y)
        mode = current_mode()
        if wanted and mode & RECORDING:
            if wanted & underivable:
                raise _no_rule(op, wanted & underivable)
            if op.variadic:
                keep = (*(keeps_one[0],) * len(arrays), keeps_one[1])
            else:
                keep = keeps[wanted]
            arrays.append(y)
            saved = tuple([a if k else None for a, k in zip(arrays, keep, strict=True)])
            tensor._node = Node(op, tuple(parents), saved, params, y.shape, y.dtype)
        else:
            tensor._node = None
        if mode & OBSERVED:
            tell_op(op, inputs, params, tensor)
        return tensor

    return apply


def _keeps(op: "type[Function]", count: int) -> list[tuple[bool, ...]]:
    """For each set of inputs that want a gradient, as bits: which arrays their rules read."""
    keeps = []
    for wanted in range(1 << count):
        rules = [rule for i, rule in enumerate(op.rules) if wanted >> i & 1 and rule]
        read = {position for rule in rules for position in rule.reads}
        keeps.append(tuple(position in read for position in range(count + 1)))
    return keeps


def _underivable(op: "type[Function]") -> int:
    """The inputs that have no rule, as bits; of a variadic op all or none."""
    if op.variadic:
        return 0 if op.rules[0] else -1
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


def _constant(x: Any, partner: Any = None) -> Any:
    """What an op computes with when given `x`, which is no tensor and no number of Python's.

    NumPy's scalars count as Python's, and an array of integers next to a float32 tensor becomes
    float32, so that neither widens a float32 computation.
    """
    if isinstance(x, np.ndarray):
        kind = x.dtype.kind
        if kind in "iu" and isinstance(partner, Tensor) and partner._data.dtype is _FLOAT32:
            return x.astype(_FLOAT32)
        if type(x) is np.ndarray and (kind in "iub" or x.dtype.char in "fd"):
            return x
    if isinstance(x, np.generic) and x.dtype.kind in "fiub":
        return x.item()
    return Tensor(x)._data  # lists and tuples; refuses what is no real number


def _explained(error: ValueError, op: "type[Function]", values: Any) -> ValueError:
    shapes = " and ".join(str(np.shape(value)) for value in values)
    kind = type(error) if isinstance(error, np.linalg.LinAlgError) else ShapeError
    return kind(f"{op.__name__} of shapes {shapes}: {error}")

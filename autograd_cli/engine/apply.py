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
_FLOAT32, _FLOAT64 = np.dtype(np.float32), np.dtype(np.float64)


def make_apply(op: "type[Function]", with_params: bool) -> Callable[..., Tensor]:
    """The function that runs `op` on tensors, arrays, numbers and lists."""
    if op.variadic or len(op.inputs) > 2 or (len(op.inputs) == 2 and with_params):
        apply = _general(op)
    elif len(op.inputs) == 1:
        apply = _unary(op, with_params)
    else:
        apply = _binary(op)
    apply.__name__ = apply.__qualname__ = op.__name__
    apply.__module__ = op.__module__
    apply.__doc__ = op.__doc__
    return apply


def make_compute(op: "type[Function]") -> Callable[..., Any]:
    """How a rule uses `op`: plain `forward` on arrays, `apply` on tensors."""
    forward, apply = op.forward, op.apply

    def compute_one(x: Any, **params: Any) -> Any:
        return apply(x, **params) if isinstance(x, Tensor) else forward(x, **params)

    def compute(*inputs: Any, **params: Any) -> Any:
        for x in inputs:
            if isinstance(x, Tensor):
                return apply(*inputs, **params)
        return forward(*inputs, **params)

    return compute_one if len(op.inputs) == 1 and not op.variadic else compute


def _unary(op: "type[Function]", with_params: bool) -> Callable[..., Tensor]:
    forward = op.forward
    keep = _keeps(op, 1)[1]
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
        tensor._data = y = y if type(y) is np.ndarray else _result(y, op)
        mode = current_mode()
        if parent is not None and mode & RECORDING:
            if underivable:
                raise _no_rule(op, underivable)
            saved = keep and (value if keep[0] else None, y if keep[1] else None)
            shape = y.shape
            if shape == parent.shape:
                shape = parent.shape  # one tuple for both
            tensor._node = Node(op, (parent,), saved, params or _NO_PARAMS, shape, y.dtype)
        else:
            tensor._node = None
        if mode & OBSERVED:
            tell_op(op, (x,), params, tensor)
        return tensor

    return apply


def _binary(op: "type[Function]") -> Callable[..., Tensor]:
    forward = op.forward
    narrow_a, narrow_b = _narrow(op)
    keeps = _keeps(op, 2)
    underivable = _underivable(op)

    def apply(a: Any, b: Any) -> Tensor:
        wanted = 0
        if isinstance(a, Tensor):
            value_a, parent_a = a._data, a._node
            if parent_a is not None:
                wanted = 1
            elif value_a.dtype.kind in "iu" and narrow_a:
                value_a = _constant(value_a, b)
        else:
            parent_a = None
            value_a = a if type(a) in _NUMBERS else _constant(a, b if narrow_a else None)
        if isinstance(b, Tensor):
            value_b, parent_b = b._data, b._node
            if parent_b is not None:
                wanted += 2
            elif value_b.dtype.kind in "iu" and narrow_b:
                value_b = _constant(value_b, a)
        else:
            parent_b = None
            value_b = b if type(b) in _NUMBERS else _constant(b, a if narrow_b else None)
        try:
            y = forward(value_a, value_b)
        except ValueError as error:
            raise _explained(error, op, (value_a, value_b)) from error
        tensor = _new(Tensor)
        tensor._data = y = y if type(y) is np.ndarray else _result(y, op)
        mode = current_mode()
        if wanted and mode & RECORDING:
            if wanted & underivable:
                raise _no_rule(op, wanted & underivable)
            keep = keeps[wanted]
            saved = keep and (
                value_a if keep[0] else None,
                value_b if keep[1] else None,
                y if keep[2] else None,
            )
            shape = y.shape
            if parent_a is not None and parent_a.shape == shape:
                shape = parent_a.shape  # one tuple for both
            tensor._node = Node(op, (parent_a, parent_b), saved, _NO_PARAMS, shape, y.dtype)
        else:
            tensor._node = None
        if mode & OBSERVED:
            tell_op(op, (a, b), _NO_PARAMS, tensor)
        return tensor

    return apply


def _general(op: "type[Function]") -> Callable[..., Tensor]:
    forward = op.forward
    keeps = _keeps(op, len(op.inputs))
    kept_by = [tuple(i for i, kept in enumerate(keep) if kept) for keep in keeps]
    defaults = _defaults(op)
    underivable = _underivable(op)

    def apply(*inputs: Any, **params: Any) -> Tensor:
        arrays: list[Any] = []
        parents: list[Node | None] = []
        wanted, bit = 0, 1
        mixed = False
        for x in inputs:
            if isinstance(x, Tensor):
                parent = x._node
                arrays.append(x._data)
            else:
                parent = None
                arrays.append(x if type(x) in _NUMBERS else _constant(x))
            parents.append(parent)
            if parent is None:
                mixed = True
            else:
                wanted += bit
            bit += bit
        if mixed and inputs and getattr(arrays[0], "dtype", None) is not _FLOAT64:
            arrays = _beside_float32(op, inputs, arrays)
        if defaults:
            params = defaults | params
        try:
            y = forward(*arrays, **params)
        except ValueError as error:
            raise _explained(error, op, arrays) from error
        tensor = _new(Tensor)
        tensor._data = y = y if type(y) is np.ndarray else _result(y, op)
        mode = current_mode()
        if wanted and mode & RECORDING:
            if wanted & underivable:
                raise _no_rule(op, wanted & underivable)
            arrays.append(y)
            saved: Any = ()
            kept = _several(kept_by[1], len(inputs)) if op.variadic else kept_by[wanted]
            if kept:
                saved = [None] * len(arrays)
                for i in kept:
                    saved[i] = arrays[i]
            tensor._node = Node(op, tuple(parents), saved, params, y.shape, y.dtype)
        else:
            tensor._node = None
        if mode & OBSERVED:
            tell_op(op, inputs, params, tensor)
        return tensor

    return apply


def _keeps(op: "type[Function]", count: int) -> list[tuple[bool, ...]]:
    """For each set of inputs that want a gradient, as bits: which arrays their rules read.

    Empty if they read none: then the node saves an empty tuple, which takes no memory.
    """
    keeps = []
    for wanted in range(1 << count):
        rules = [rule for i, rule in enumerate(op.rules) if wanted >> i & 1 and rule]
        read = {position for rule in rules for position in rule.reads}
        keeps.append(tuple(position in read for position in range(count + 1)) if read else ())
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
    named = enumerate(op.inputs)
    names = ", ".join(name for i, name in named if op.variadic or bits >> i & 1)
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
        return float(x) if x.dtype.kind == "f" else x.item()  # item() of a longdouble is one
    return Tensor(x)._data  # lists and tuples; refuses what is no real number


def _several(kept: tuple[int, ...], count: int) -> list[int]:
    """What a variadic op of `count` inputs keeps, from what it keeps of one and of the output."""
    return [*(range(count) if 0 in kept else ()), *((count,) if 1 in kept else ())]


def _beside_float32(op: "type[Function]", inputs: Any, arrays: list[Any]) -> list[Any]:
    """The inputs of an op, with integers as float32 if a tensor among them is."""
    for array in arrays:
        if isinstance(array, np.ndarray) and array.dtype.kind in "iu":
            break
    else:
        return arrays
    tensors = (x for x in inputs if isinstance(x, Tensor))
    single = next((x for x in tensors if x._data.dtype is _FLOAT32), None)
    if single is None:
        return arrays
    narrow = _narrow(op) * len(arrays) if op.variadic else _narrow(op)
    return [
        _constant(array, single) if may and isinstance(array, np.ndarray) else array
        for array, may in zip(arrays, narrow, strict=True)
    ]


def _narrow(op: "type[Function]") -> list[bool]:
    """For each input: whether integers may become floats; what has no rule may be labels."""
    return [op.elementwise or rule is not None for rule in op.rules]


def _result(y: Any, op: "type[Function]") -> Any:
    """What a forward returned, which is no plain ndarray, as one."""
    array = np.asarray(y)
    if array.dtype.kind not in "fiubc":
        raise RuleError(f"{op.__name__}.forward returned {y!r:.40}, which is made of no numbers")
    return array


def _explained(error: ValueError, op: "type[Function]", values: Any) -> ValueError:
    shapes = " and ".join(str(np.shape(value)) for value in values)
    kind = type(error) if isinstance(error, np.linalg.LinAlgError) else ShapeError
    return kind(f"{op.__name__} of shapes {shapes}: {error}")

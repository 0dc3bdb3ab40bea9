"""What NumPy tells about values in booleans, integers and text, in plain arrays: no derivatives."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd_cli.engine import RuleError, Tensor
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.indexing import PutItem

__all__ = []  # NumPy's own names run these

_COMPARISONS = (
    np.equal,
    np.not_equal,
    np.less,
    np.less_equal,
    np.greater,
    np.greater_equal,
    np.isclose,
    np.allclose,
    np.array_equal,
    np.array_equiv,
)
_TESTS = (
    np.isfinite,
    np.isinf,
    np.isnan,
    np.isneginf,
    np.isposinf,
    np.isreal,
    np.iscomplex,
    np.isrealobj,
    np.iscomplexobj,
    np.isin,
    np.signbit,
)
_LOGIC = (
    np.all,
    np.any,
    np.logical_and,
    np.logical_or,
    np.logical_xor,
    np.logical_not,
    np.bitwise_and,
    np.bitwise_or,
    np.bitwise_xor,
    np.invert,
    np.left_shift,
    np.right_shift,
)
_PLACES = (
    np.argmax,
    np.argmin,
    np.nanargmax,
    np.nanargmin,
    np.argsort,
    np.argpartition,
    np.argwhere,
    np.lexsort,
    np.nonzero,
    np.flatnonzero,
    np.count_nonzero,
    np.searchsorted,
    np.digitize,
    np.unravel_index,
    np.ravel_multi_index,
    np.diag_indices_from,
    np.tril_indices_from,
    np.triu_indices_from,
)
_ARRAYS = (
    np.shape,
    np.ndim,
    np.size,
    np.result_type,
    np.min_scalar_type,
    np.common_type,
    np.can_cast,
    np.shares_memory,
    np.may_share_memory,
    np.array2string,
    np.array_repr,
    np.array_str,
)


def query(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` of NumPy on the values of tensors, wherever in its arguments they are."""

    def ask(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            if kwargs.get("out") is not None:
                raise RuleError(
                    f"numpy.{function.__name__} does not take out for tensors",
                    "Nothing can be written into an existing array: use the result.",
                )
            kwargs = {name: _value(argument) for name, argument in kwargs.items()}
        return function(*[_value(argument) for argument in args], **kwargs)

    ask.__name__ = ask.__qualname__ = function.__name__
    ask.__doc__ = function.__doc__
    return ask


def _value(argument: Any) -> Any:
    if isinstance(argument, Tensor):
        return argument._data
    if isinstance(argument, (list, tuple)):
        return type(argument)(map(_value, argument))
    return argument


def _bincount(x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """How often each number occurs, in a plain array; or a tensor of the sums of its weights."""
    x, minlength = _value(x), _value(minlength)
    if isinstance(weights, Tensor):
        bins = np.bincount(x, minlength=minlength).shape
        return PutItem.apply(weights, index=np.array(x, np.intp), shape=bins)
    return np.bincount(x, weights, minlength)


for _function in (*_COMPARISONS, *_TESTS, *_LOGIC, *_PLACES, *_ARRAYS):
    register(_function, query(_function))
register(np.bincount, _bincount)

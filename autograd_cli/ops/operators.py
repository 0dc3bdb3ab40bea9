"""Python's operators and the methods of Tensor, bound to ops."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd_cli.engine import Array, Tensor
from autograd_cli.engine.dispatch import bind, register
from autograd_cli.ops.arithmetic import add, divide, multiply, negative, power, subtract
from autograd_cli.ops.assignment import in_place, setitem
from autograd_cli.ops.casting import astype, copy
from autograd_cli.ops.extrema import max
from autograd_cli.ops.indexing import getitem
from autograd_cli.ops.products import matmul
from autograd_cli.ops.reductions import mean, sum
from autograd_cli.ops.shape import reshape_method, swapaxes, transpose, transpose_method


def _reflected(op: Callable[[Any, Any], Tensor]) -> Callable[[Any, Any], Tensor]:
    def apply(b: Tensor, a: Any) -> Tensor:
        return op(a, b)

    return apply


def _comparison(compare: np.ufunc) -> Callable[[Any, Any], Array]:
    def apply(a: Any, b: Any) -> Array:
        result: Array = compare(*(x._data if isinstance(x, Tensor) else x for x in (a, b)))
        return result  # a plain array of booleans: comparing has no derivative

    return apply


_COMPARISONS = {
    "eq": np.equal,
    "ne": np.not_equal,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
}


bind(
    Tensor,
    __add__=add,
    __radd__=_reflected(add),
    __sub__=subtract,
    __rsub__=_reflected(subtract),
    __mul__=multiply,
    __rmul__=_reflected(multiply),
    __truediv__=divide,
    __rtruediv__=_reflected(divide),
    __pow__=power,
    __rpow__=_reflected(power),
    __matmul__=matmul,
    __rmatmul__=_reflected(matmul),
    __neg__=negative,
    __pos__=copy,
    __iadd__=in_place(add, "+="),
    __isub__=in_place(subtract, "-="),
    __imul__=in_place(multiply, "*="),
    __itruediv__=in_place(divide, "/="),
    __ipow__=in_place(power, "**="),
    __imatmul__=in_place(matmul, "@="),
    __getitem__=getitem,
    __setitem__=setitem,
    astype=astype,
    copy=copy,
    clone=copy,
    sum=sum,
    mean=mean,
    max=max,
    reshape=reshape_method,
    transpose=transpose_method,
    swapaxes=swapaxes,
    T=property(transpose),
    mT=property(lambda x: swapaxes(x, -1, -2)),
    **{f"__{name}__": _comparison(compare) for name, compare in _COMPARISONS.items()},
)
for _compare in _COMPARISONS.values():
    register(_compare, _comparison(_compare))  # with an ndarray on the left

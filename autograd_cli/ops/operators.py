"""Python's operators, bound to ops; methods.py binds the methods that NumPy's arrays have."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd_cli.engine import Tensor
from autograd_cli.engine.dispatch import bind
from autograd_cli.ops import methods as methods  # so that one import binds both
from autograd_cli.ops.absolute import absolute
from autograd_cli.ops.arithmetic import add, divide, multiply, negative, positive, subtract
from autograd_cli.ops.assignment import in_place, setitem
from autograd_cli.ops.division import divmod, remainder
from autograd_cli.ops.indexing import getitem
from autograd_cli.ops.powers import power
from autograd_cli.ops.products import matmul
from autograd_cli.ops.queries import query
from autograd_cli.ops.steps import floor_divide, round


def _reflected(op: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def apply(b: Tensor, a: Any) -> Any:
        return op(a, b)

    return apply


def _round_operator(x: Tensor, ndigits: int | None = None) -> Tensor:
    return round(x, ndigits or 0)  # Python's word for its decimals


def _contains(x: Tensor, value: Any) -> bool:
    return bool(np.any(x == value))


def _integer(function: Callable[[float], int]) -> Callable[[Tensor], int]:
    """What `math` makes of the one number in a tensor."""

    def apply(x: Tensor) -> int:
        return function(x.item())

    return apply


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
    __floordiv__=floor_divide,
    __rfloordiv__=_reflected(floor_divide),
    __mod__=remainder,
    __rmod__=_reflected(remainder),
    __divmod__=divmod,
    __rdivmod__=_reflected(divmod),
    __pow__=power,
    __rpow__=_reflected(power),
    __matmul__=matmul,
    __rmatmul__=_reflected(matmul),
    __neg__=negative,
    __pos__=positive,
    __abs__=absolute,
    __round__=_round_operator,
    __floor__=_integer(math.floor),
    __ceil__=_integer(math.ceil),
    __trunc__=_integer(math.trunc),
    __iadd__=in_place(add, "+="),
    __isub__=in_place(subtract, "-="),
    __imul__=in_place(multiply, "*="),
    __itruediv__=in_place(divide, "/="),
    __ifloordiv__=in_place(floor_divide, "//="),
    __imod__=in_place(remainder, "%="),
    __ipow__=in_place(power, "**="),
    __imatmul__=in_place(matmul, "@="),
    __eq__=query(np.equal),
    __ne__=query(np.not_equal),
    __lt__=query(np.less),
    __le__=query(np.less_equal),
    __gt__=query(np.greater),
    __ge__=query(np.greater_equal),
    __and__=query(np.bitwise_and),
    __rand__=query(np.bitwise_and),
    __or__=query(np.bitwise_or),
    __ror__=query(np.bitwise_or),
    __xor__=query(np.bitwise_xor),
    __rxor__=query(np.bitwise_xor),
    __invert__=query(np.invert),
    __contains__=_contains,
    __getitem__=getitem,
    __setitem__=setitem,
)

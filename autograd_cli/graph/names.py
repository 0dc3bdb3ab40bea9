"""What people call an op, and the sign that stands for it."""

import re

from autograd_cli import ops
from autograd_cli.engine import Array, Function
from autograd_cli.ops.arithmetic import Add, Div, Mul, Neg, Sub
from autograd_cli.ops.division import Remainder
from autograd_cli.ops.powers import Pow
from autograd_cli.ops.products import MatMul
from autograd_cli.ops.steps import FloorDivide

_SIGNS: dict[type[Function], str] = {
    Add: "+",
    Sub: "-",
    Mul: "*",
    Div: "/",
    FloorDivide: "//",
    Remainder: "%",
    Pow: "**",
    MatMul: "@",
    Neg: "-",
}
_SHOWN = 4  # numbers of a constant whose name is its value


def name_of(op: type[Function]) -> str:
    """The public function of an op, as `multiply`, else the class's own name in that style."""
    for name in ops.__all__:
        if getattr(ops, name) is op.apply or name.replace("_", "") == op.__name__.lower():
            return name
    return re.sub(r"(?<=[a-z\d])(?=[A-Z])", "_", op.__name__).lower()


def sign_of(op: type[Function]) -> str:
    """The operator that stands for an op, or nothing."""
    return _SIGNS.get(op, "")


def name_of_constant(value: Array) -> str:
    """Its value, if it is short."""
    if value.size > _SHOWN or value.ndim > 1:
        return "constant"
    numbers = [format(number, ".6g") for number in value.reshape(-1).tolist()]
    return numbers[0] if value.ndim == 0 else f"[{', '.join(numbers)}]"

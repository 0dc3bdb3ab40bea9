"""Function: one differentiable operation, as its forward and one rule per differentiable input."""

import inspect
from collections.abc import Callable
from types import CodeType
from typing import Any, ClassVar, NamedTuple

import numpy as np

from autograd_cli.engine import dispatch
from autograd_cli.engine.apply import make_apply
from autograd_cli.engine.errors import RuleError
from autograd_cli.engine.tensor import Tensor

_VARIADIC = 0x04 | 0x08  # inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


class Rule(NamedTuple):
    """A vector-Jacobian product, and what it reads besides the cotangent."""

    vjp: Callable[..., Any]
    reads: tuple[int, ...]  # positions in Node.saved: the inputs, then the output
    params: tuple[str, ...]  # keyword parameters of the forward
    shape: str  # the keyword under which it wants its input's shape, or empty


class Function:
    """Base class of every op, built in or yours.

    Write `forward(x, ..., *, parameter)` on ndarrays as a staticmethod and, for each input `x` that
    has a derivative, a staticmethod `vjp_x(g, ...)`: the vector-Jacobian product of the cotangent
    `g`. A rule names what it reads, and only that is kept: first inputs by the names `forward`
    gives them and `y` for the output, then after `*` parameters, and `x_shape` for the shape of its
    input. It is NumPy code without side effects, and never undoes broadcasting: the sweep does. A
    forward that is itself a ufunc has the input `x`, or the inputs `a` and `b`.

        class Square(Function):
            forward = np.square

            @staticmethod
            def vjp_x(g, x):
                return 2 * g * x

        y = Square.apply(x)

    With `numpy=np.square` among the class's arguments, `np.square(tensor)` runs it too.

    Raises RuleError, when the class is made, for a rule that fits no input or reads what is not
    there.
    """

    forward: ClassVar[Callable[..., Any]]
    apply: ClassVar[Callable[..., Tensor]]
    inputs: ClassVar[tuple[str, ...]]
    rules: ClassVar[tuple[Rule | None, ...]]

    def __init_subclass__(cls, *, numpy: object = None) -> None:
        super().__init_subclass__()
        cls.inputs, parameters = _signature(cls)
        cls.rules = _rules(cls, parameters)
        cls.apply = staticmethod(make_apply(cls, with_params=bool(parameters)))
        if numpy is not None:
            dispatch.register(numpy, cls.apply)

    @classmethod
    def compute(cls, *inputs: Any, **params: Any) -> Any:
        """How a rule uses another op: plain `forward` on arrays, `apply` on tensors."""
        for x in inputs:
            if isinstance(x, Tensor):
                return cls.apply(*inputs, **params)
        return cls.forward(*inputs, **params)


def _signature(cls: type[Function]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the forward's inputs, and those of its keyword parameters."""
    forward = getattr(cls, "forward", None)
    if isinstance(forward, np.ufunc) and forward.nin <= 2 and forward.nout == 1:
        return (("x",) if forward.nin == 1 else ("a", "b")), ()
    inputs, parameters = _names(cls, "forward")
    taken = {"g", "y"} & {*inputs, *parameters}
    if taken:
        raise RuleError(
            f"{cls.__name__}.forward calls an input {' and '.join(sorted(taken))}",
            "g is the cotangent and y the output: give the input another name.",
        )
    return inputs, parameters


def _names(cls: type[Function], attribute: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a method's positional and of its keyword-only arguments."""
    method = getattr(cls, attribute, None)
    code: CodeType | None = getattr(method, "__code__", None)
    if (
        code is None
        or code.co_flags & _VARIADIC
        or getattr(method, "__defaults__", None)
        or not isinstance(inspect.getattr_static(cls, attribute), staticmethod)
    ):
        raise RuleError(
            f"{cls.__name__}.{attribute} must be a staticmethod with named arguments",
            "Write out every input, without a default; parameters go after *, and may have one. "
            "See docs/add-an-op.md.",
        )
    end = code.co_argcount + code.co_kwonlyargcount
    return code.co_varnames[: code.co_argcount], code.co_varnames[code.co_argcount : end]


def _rules(cls: type[Function], parameters: tuple[str, ...]) -> tuple[Rule | None, ...]:
    for attribute in dir(cls):
        if attribute.startswith("vjp_") and attribute.removeprefix("vjp_") not in cls.inputs:
            raise RuleError(
                f"{cls.__name__}.{attribute} is the rule of an input that forward does not have",
                f"The inputs are {', '.join(cls.inputs)}.",
            )
    return tuple(
        _rule(cls, name, parameters) if hasattr(cls, f"vjp_{name}") else None for name in cls.inputs
    )


def _rule(cls: type[Function], name: str, parameters: tuple[str, ...]) -> Rule:
    positional, keywords = _names(cls, f"vjp_{name}")
    arrays, shape = (*cls.inputs, "y"), f"{name}_shape"
    unknown = {*positional[1:]} - {*arrays} | {*keywords} - {*parameters, shape}
    if unknown or positional[:1] != ("g",):
        what = f"reads {', '.join(sorted(unknown))}" if unknown else "does not begin with g"
        raise RuleError(
            f"{cls.__name__}.vjp_{name} {what}",
            f"Its arguments are g, then any of {', '.join(arrays)}; "
            f"after * any of {', '.join((*parameters, shape))}.",
        )
    return Rule(
        getattr(cls, f"vjp_{name}"),
        tuple(arrays.index(read) for read in positional[1:]),
        tuple(keyword for keyword in keywords if keyword != shape),
        shape if shape in keywords else "",
    )

"""Function: one differentiable operation, as its forward and one rule per differentiable input."""

import inspect
from collections.abc import Callable
from functools import partial, update_wrapper
from types import CodeType
from typing import Any, ClassVar, NamedTuple

import numpy as np

from autograd_cli.engine import dispatch
from autograd_cli.engine.apply import make_apply
from autograd_cli.engine.errors import RuleError
from autograd_cli.engine.tensor import Tensor


class Rule(NamedTuple):
    """A vector-Jacobian product, and what it reads besides the cotangent."""

    vjp: Callable[..., Any]
    reads: tuple[int, ...]  # positions in Node.saved: the inputs, then the output
    params: tuple[str, ...]  # keyword parameters of the forward
    shape: str  # the keyword under which it wants its input's shape, or empty

    def at(self, position: int, count: int) -> "Rule":
        """The rule of one among `count` inputs of a variadic op, from that of them all."""
        inputs, y = (*range(count),) * (0 in self.reads), (count,) * (1 in self.reads)
        vjp = partial(self.vjp, position=position)
        return self._replace(vjp=update_wrapper(vjp, self.vjp), reads=y + inputs)


class Function:
    """Base class of every op, built in or yours.

    Write `forward(x, ..., *, parameter)` on ndarrays as a staticmethod and, for each input `x` that
    has a derivative, a staticmethod `vjp_x(g, ...)`: the vector-Jacobian product of the cotangent
    `g`. A rule names what it reads, and only that is kept: first inputs by the names `forward`
    gives them and `y` for the output, then after `*` parameters, and `x_shape` for the shape of its
    input. It is NumPy code without side effects, and never undoes broadcasting: the sweep does. A
    forward that is itself a ufunc has the input `x`, or the inputs `a` and `b`.

    `forward(*xs, ...)` takes any number of inputs, with one rule `vjp_xs(g, ..., *, position)` for
    them all, called for each; if it reads them it takes `*xs`, after `y` if it reads that too.

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
    variadic: ClassVar[bool]
    rules: ClassVar[tuple[Rule | None, ...]]

    def __init_subclass__(cls, *, numpy: object = None) -> None:
        super().__init_subclass__()
        cls.inputs, parameters, cls.variadic = _signature(cls)
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


def _signature(cls: type[Function]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The forward's inputs, its keyword parameters, and whether its one input is `*xs`."""
    forward = getattr(cls, "forward", None)
    if isinstance(forward, np.ufunc) and forward.nin <= 2 and forward.nout == 1:
        return (("x",) if forward.nin == 1 else ("a", "b")), (), False
    inputs, parameters, several = _names(cls, "forward")
    if several and inputs:
        raise RuleError(
            f"{cls.__name__}.forward has inputs before *{several}",
            "Take all of them as one *list, or write each of them out.",
        )
    taken = {"g", "y", "position"} & {*inputs, *parameters, several}
    if taken:
        raise RuleError(
            f"{cls.__name__}.forward calls an input {' and '.join(sorted(taken))}",
            "g is the cotangent, y the output, position that of an input: choose another name.",
        )
    return inputs or (several,), parameters, bool(several)


def _names(cls: type[Function], attribute: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The names of a method's positional and keyword-only arguments, and that of its `*args`."""
    method = getattr(cls, attribute, None)
    code: CodeType | None = getattr(method, "__code__", None)
    if (
        code is None
        or code.co_flags & inspect.CO_VARKEYWORDS
        or getattr(method, "__defaults__", None)
        or not isinstance(inspect.getattr_static(cls, attribute), staticmethod)
    ):
        raise RuleError(
            f"{cls.__name__}.{attribute} must be a staticmethod with named arguments",
            "Write out every input, without a default; parameters go after *, and may have one. "
            "See docs/add-an-op.md.",
        )
    end = code.co_argcount + code.co_kwonlyargcount
    several = code.co_varnames[end] if code.co_flags & inspect.CO_VARARGS else ""
    return code.co_varnames[: code.co_argcount], code.co_varnames[code.co_argcount : end], several


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
    positional, keywords, several = _names(cls, f"vjp_{name}")
    arrays = ("y",) if cls.variadic else (*cls.inputs, "y")
    extra = "position" if cls.variadic else f"{name}_shape"
    unknown = {*positional[1:]} - {*arrays} | {*keywords} - {*parameters, extra}
    unknown |= {several} - {"", name if cls.variadic else ""}
    if cls.variadic and "position" not in keywords:
        raise RuleError(
            f"{cls.__name__}.vjp_{name} does not take position",
            f"It is called for each of *{name} and has to know for which: add it after *.",
        )
    if unknown or positional[:1] != ("g",):
        what = f"reads {', '.join(sorted(unknown))}" if unknown else "does not begin with g"
        raise RuleError(
            f"{cls.__name__}.vjp_{name} {what}",
            f"Its arguments are g, then any of {', '.join(arrays)}; "
            f"after * any of {', '.join((*parameters, extra))}.",
        )
    places = {read: i for i, read in enumerate((*cls.inputs, "y"))}
    read = (*((name,) if several else ()), *positional[1:])
    return Rule(
        getattr(cls, f"vjp_{name}"),
        tuple(places[name] for name in read),
        tuple(keyword for keyword in keywords if keyword != extra),
        extra if extra in keywords and not cls.variadic else "",
    )

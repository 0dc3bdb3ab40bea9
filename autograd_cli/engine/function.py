"""Function: one differentiable operation, as its forward and one rule per differentiable input."""

import inspect
from collections.abc import Callable
from functools import lru_cache, partial, update_wrapper
from types import CodeType
from typing import Any, ClassVar, NamedTuple

import numpy as np

from autograd_cli.engine import dispatch
from autograd_cli.engine.apply import make_apply, make_compute
from autograd_cli.engine.errors import RuleError
from autograd_cli.engine.tensor import Tensor


class Rule(NamedTuple):
    """A vector-Jacobian product, and what it reads besides the cotangent."""

    vjp: Callable[..., Any]
    reads: tuple[int, ...]  # positions in Node.saved: the inputs, then the output
    params: tuple[str, ...]  # keyword parameters of the forward
    shape: str  # the keyword under which it wants its input's shape, or empty


@lru_cache
def rule_at(rule: Rule, position: int, count: int) -> Rule:
    """The rule of one among `count` inputs of a variadic op, from that of them all."""
    inputs, y = (*range(count),) * (0 in rule.reads), (count,) * (1 in rule.reads)
    vjp = partial(rule.vjp, position=position)
    return rule._replace(vjp=update_wrapper(vjp, rule.vjp), reads=y + inputs)


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

    A rule uses another op as `Other.compute(...)`: plain `forward` on arrays, `apply` on tensors.

    With `numpy=np.square` among the class's arguments, `np.square(tensor)` runs it too.

    Raises RuleError, when the class is made, for a rule that fits no input or reads what is not
    there.
    """

    forward: ClassVar[Callable[..., Any]]
    apply: ClassVar[Callable[..., Tensor]]
    compute: ClassVar[Callable[..., Any]]
    inputs: ClassVar[tuple[str, ...]]
    variadic: ClassVar[bool]
    rules: ClassVar[tuple[Rule | None, ...]]
    elementwise: ClassVar[bool] = False

    def __init_subclass__(cls, *, numpy: object = None) -> None:
        super().__init_subclass__()
        cls.inputs, parameters, cls.variadic = _signature(cls)
        cls.rules = _rules(cls, parameters)
        _forget_inherited_claims(cls)
        cls.apply = staticmethod(make_apply(cls, with_params=bool(parameters)))
        cls.compute = staticmethod(make_compute(cls))
        if numpy is not None:
            dispatch.register(numpy, cls.apply)

    @classmethod
    def batched(cls, params: dict[str, Any], x_shape: tuple[int, ...]) -> dict[str, Any] | None:
        """The parameters with which a rule takes many cotangents at once, one behind the other.

        They lie along an additional first axis, which the shape that the rule may ask for has too.
        `params` are those for one cotangent, `x_shape` is the shape of the input. None if the rule
        has to be run for each by itself, which is always right, and slow: Jacobians are computed in
        this way. With `elementwise = True` the class says that its rules work element by element
        and need no change.
        """
        return params if cls.elementwise else None


def _forget_inherited_claims(cls: type[Function]) -> None:
    """What an op says of its rules does not hold for those of an op that is made from it."""
    if not any(name == "forward" or name.startswith("vjp_") for name in vars(cls)):
        return
    for claim in ("elementwise", "batched"):
        owner = next(base for base in cls.__mro__ if claim in vars(base))
        if owner not in (cls, Function) and issubclass(owner, Function):
            setattr(cls, claim, vars(Function)[claim])


def _signature(cls: type[Function]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The forward's inputs, its keyword parameters, and whether its one input is `*xs`."""
    forward = getattr(cls, "forward", None)
    if isinstance(forward, np.ufunc) and forward.nin <= 2 and forward.nout == 1:
        return (("x",) if forward.nin == 1 else ("a", "b")), (), False
    inputs, parameters, several = _names(cls, "forward")
    if not inputs and not several:
        raise RuleError(
            f"{cls.__name__}.forward has no input", "What it computes from stands before the *."
        )
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
        readable = (*arrays, f"*{name}") if cls.variadic else arrays
        raise RuleError(
            f"{cls.__name__}.vjp_{name} {what}",
            f"Its arguments are g, then any of {', '.join(readable)}; "
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

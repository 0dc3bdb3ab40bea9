"""The tables that connect operators and NumPy's functions to ops; `autograd_cli.ops` fills them."""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from autograd_cli.engine.errors import RuleError

# NumPy function, or (ufunc, "reduce"), -> what computes and records it on tensors.
_NUMPY: dict[object, Callable[..., Any]] = {}


def register(numpy_function: object, op: Callable[..., Any]) -> None:
    """Let `numpy_function` called on a Tensor run `op`, with the same arguments."""
    if numpy_function in _NUMPY:
        raise RuleError(f"{_name(numpy_function)} already has an op")
    _NUMPY[numpy_function] = op


def call(numpy_function: object, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Run the op for a NumPy function.

    Raises RuleError, naming function and argument, for what the op does not take.
    """
    op = lookup(numpy_function)
    if kwargs:
        _refuse_unknown(numpy_function, op, kwargs)
    return op(*args, **kwargs)


def lookup(numpy_function: object) -> Callable[..., Any]:
    """The op for a NumPy function; raises RuleError, naming the function, if there is none."""
    try:
        return _NUMPY[numpy_function]
    except KeyError:
        name = _name(numpy_function)
        raise RuleError(
            f"{name} has no rule for tensors",
            "Use .detach().numpy() for its value alone. If you need its derivative, add it: "
            f"class Mine(Function, numpy={name}), with forward(x, ...) on arrays and the rule "
            "vjp_x(g, ...), as docs/add-an-op.md shows.",
        ) from None


def _refuse_unknown(numpy_function: object, op: Callable[..., Any], kwargs: dict[str, Any]) -> None:
    known = _keywords(op)
    unknown = () if known is None else kwargs.keys() - known.keys()
    if known is not None and unknown:
        raise RuleError(
            f"{_name(numpy_function)} does not take {', '.join(sorted(unknown))} for tensors",
            "Nothing can be written into an existing array: use the result."
            if "out" in unknown
            else f"It takes {', '.join(known)}.",
        )


@cache
def _keywords(op: Callable[..., Any]) -> dict[str, None] | None:
    """The names of an op's arguments, in their order; None if it takes any."""
    parameters = inspect.signature(op).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return dict.fromkeys(parameter.name for parameter in parameters)


def bind(cls: type, **members: Any) -> None:
    """Make ops the methods and properties of `cls`; a name that it already defines is refused."""
    for name, member in members.items():
        if name in vars(cls):
            raise RuleError(f"{cls.__name__}.{name} is already defined")
        setattr(cls, name, member)


def _name(function: object) -> str:
    if isinstance(function, tuple):
        return f"numpy.{function[0].__name__}.{function[1]}"
    module = getattr(function, "__module__", None) or "numpy"  # ufuncs have no module
    return f"{module}.{getattr(function, '__name__', function)}"

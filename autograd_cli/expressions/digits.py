"""The value of a SymPy formula to many digits, each of its parts computed once.

SymPy's own evalf computes the parts of parts again and again: of ten nested functions it takes
seconds.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

DIGITS = 30
_WORKING = (50, 100, 200)  # one after the other, until 30 digits stay the same
_NO_NUMBERS = ("ComplexInfinity", "Infinity", "NegativeInfinity", "NaN")
_NOT_THERE = (ZeroDivisionError, ValueError, OverflowError)


def precise(formula: Any, values: Mapping[Any, float]) -> Any:
    """The formula for these values of its symbols, an mpf right to 30 digits.

    None where it is no real number, or not defined.
    """
    import mpmath  # type: ignore[import-untyped]  # heavy, and comes with SymPy

    context = mpmath.MPContext()
    before = None
    for context.dps in _WORKING:
        try:
            found = _value(formula, values, context)
        except _NOT_THERE:
            return None
        if not context.isfinite(found) or abs(context.im(found)) > abs(found) * 1e-20:
            return None
        found = context.re(found)
        if before is not None and abs(found - before) <= abs(found) * context.mpf(10) ** -DIGITS:
            break
        before = found
    return found


def _value(formula: Any, values: Mapping[Any, float], context: Any) -> Any:
    found: dict[Any, Any] = {}
    for part in _parts(formula):
        inputs = [found[argument] for argument in part.args]
        if part.is_Symbol:
            found[part] = context.mpf(values[part])
        elif part.is_Add:
            found[part] = context.fsum(inputs)
        elif part.is_Mul:
            found[part] = context.fprod(inputs)
        elif part.func.__name__ in _NO_NUMBERS:  # is_infinite may take half a minute to answer
            raise ZeroDivisionError
        elif part.func.__name__ == "ImaginaryUnit":  # of a root of a negative constant
            found[part] = context.mpc(0, 1)
        elif part.is_Rational:
            found[part] = context.mpf(int(part.p)) / int(part.q)
        elif part.is_Number or part.is_NumberSymbol:  # pi, e, and constants with many digits
            found[part] = context.mpf(part._to_mpmath(context.prec))
        elif part.is_Pow:
            found[part] = context.power(*inputs)
        else:
            found[part] = _function(part.func.__name__, context)(*inputs)
    return found[formula]


def _function(name: str, context: Any) -> Callable[[Any], Any]:
    match name:
        case "sigmoid":
            return lambda x: 1 / (1 + context.exp(-x))
        case "softplus":
            return lambda x: context.log1p(context.exp(x))
        case "log2":
            return lambda x: context.log(x) / context.log(2)
        case _:
            found: Callable[[Any], Any] = getattr(context, name.replace("arc", "a"))
            return found


def _parts(formula: Any) -> Iterator[Any]:
    """Every part after those that it is made of; no recursion, which deep ones would exhaust."""
    seen: set[Any] = set()
    pending = [(formula, False)]
    while pending:
        part, ready = pending.pop()
        if ready:
            yield part
        elif part not in seen:
            seen.add(part)
            pending.append((part, True))
            pending.extend((argument, False) for argument in part.args)

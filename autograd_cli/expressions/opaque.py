"""Functions for SymPy formulas of which SymPy knows the derivative, and nothing else.

About its own it asks many questions whenever one is made, as whether its argument is a multiple of
pi: for some formulas that takes minutes.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_WITH_INVERSE = ("sin", "cos", "tan", "sinh", "cosh", "tanh")


@cache
def functions() -> Mapping[str, Callable[[Any], Any]]:
    """By the names that formulas use. The derivatives are SymPy's, written in these functions."""
    import sympy as sp  # heavy

    x = sp.Symbol("x")
    known = {name: getattr(sp, name) for name in (*_WITH_INVERSE, "exp", "log", "erf")}
    known |= {f"arc{name}": getattr(sp, f"a{name}") for name in _WITH_INVERSE}
    values = {name: function(x) for name, function in known.items()}
    values |= {"expm1": sp.exp(x) - 1, "log1p": sp.log(1 + x)}
    values |= {"log2": sp.log(x) / sp.log(2), "log10": sp.log(x) / sp.log(10)}
    names = (*values, "sigmoid", "softplus")
    made: dict[str, Any] = {name: type(name, (sp.Function,), {}) for name in names}
    slopes = {name: _in(made, known, value.diff(x)) for name, value in values.items()}
    # 1 - sigmoid(x), but for the digits that it would lose.
    slopes["sigmoid"] = made["sigmoid"](x) * made["sigmoid"](-x)
    slopes["softplus"] = made["sigmoid"](x)
    for name, slope in slopes.items():
        made[name].fdiff = _rule(slope, x)
    return made


def _in(made: Mapping[str, Any], known: Mapping[str, Any], formula: Any) -> Any:
    """The formula with our functions in the place of SymPy's."""
    for name, function in known.items():
        formula = formula.replace(function, made[name])
    return formula


def _rule(slope: Any, x: Any) -> Callable[..., Any]:
    def fdiff(self: Any, argindex: int = 1) -> Any:
        return slope.xreplace({x: self.args[0]})

    return fdiff

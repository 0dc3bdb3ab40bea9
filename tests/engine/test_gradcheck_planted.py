"""gradcheck finds every kind of mistake that one makes in a rule, in every mode."""

import numpy as np
import pytest
from planted import planted

import autograd_cli as ag

MODES = ("elements", "full", "directions")

A = np.array([[0.5, -1.0], [2.0, 0.25]])
X = np.array([0.5, -2.0, 1.5])

# What is wrong with the rule, the op, and its inputs.
PLANTED = {
    "a factor of 1.001": (planted(np.sin, vjp_x=lambda g, x: 1.001 * g * np.cos(x)), [X]),
    "the sign": (planted(np.sin, vjp_x=lambda g, x: -g * np.cos(x)), [X]),
    "a missing term": (planted(lambda x: x * np.exp(x), vjp_x=lambda g, x: g * np.exp(x)), [X]),
    "a term too much": (planted(np.sin, vjp_x=lambda g, x: g * np.cos(x) + 1e-4 * g), [X]),
    "nothing comes back": (planted(np.sin, vjp_x=lambda g, x: 0.0 * g), [X]),
    "the cotangent is left out": (planted(np.sin, vjp_x=lambda g, x: np.cos(x)), [X]),
    "one element of 50": (
        planted(
            lambda x: x * x,
            vjp_x=lambda g, x: 2 * g * x * np.where(np.arange(50) == 17, 1.001, 1.0),
        ),
        [np.linspace(1, 2, 50)],
    ),
    "right for equal cotangents": (
        planted(lambda x: 2 * x, vjp_x=lambda g: 0 * g + 2 * g.mean()),
        [X],
    ),
    "cotangents in reverse": (planted(lambda x: 3 * x, vjp_x=lambda g: 3 * g[::-1]), [X]),
    "the other input's rule": (
        planted(lambda a, b: a / b, vjp_a=lambda g, a, b: -g * a / b**2, vjp_b=lambda g, b: g / b),
        [X, X + 3],
    ),
    "no transpose": (
        planted(lambda a, b: a @ b, vjp_a=lambda g, b: g @ b, vjp_b=lambda g, a: a.T @ g),
        [A, A + 1],
    ),
    "a sum over the wrong axis": (
        planted(lambda x: x.sum(axis=0), vjp_x=lambda g, x: 0 * x + g[:, None]),
        [A],
    ),
    "not a number": (planted(np.sin, vjp_x=lambda g, x: g * np.nan), [X]),
    "an infinity": (planted(np.sin, vjp_x=lambda g, x: g * np.inf), [X]),
    "one of many inputs": (
        planted(lambda *xs: np.stack(xs), vjp_xs=lambda g, *, position: g[max(position, 1)]),
        [X, X, X],
    ),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("wrong", PLANTED)
def test_every_planted_mistake_is_caught_in_every_mode(wrong, mode):
    op, inputs = PLANTED[wrong]
    with pytest.raises(ag.GradcheckError, match="likely cause: wrong rule") as error:
        ag.gradcheck(op, inputs, mode=mode)
    assert "it comes from the op Planted, called at " in str(error.value)
    deep = lambda *xs: {"y": np.tanh(0.1 * op(*[x * 1.0 for x in xs])), "x": xs[0]}  # noqa: E731
    assert not ag.gradcheck(deep, inputs, mode=mode, raise_exception=False)

"""gradgradcheck: the derivatives of the gradient, and rules that are wrong in them alone."""

import numpy as np
import pytest
from planted import planted

import autograd_cli as ag

X = np.array([0.5, -0.3, 1.2])
A = np.array([[0.5, -1.0], [2.0, 0.25]])

wrong_cosine = planted(np.cos, vjp_x=lambda g, x: g * np.sin(x))


def _plain(x):
    """The value alone: what is computed from it belongs to no graph."""
    return x.data if isinstance(x, ag.Tensor) else x


def _after_first_order(right, wrong):
    """What a rule gives on arrays, and what it gives when it is differentiated again."""
    return lambda g, x: (wrong if isinstance(x, ag.Tensor) else right)(g, x)


# Rules that give the right gradient and a wrong graph behind it.
WRONG_AT_ORDER_2 = {
    "the sign": planted(
        np.sin,
        vjp_x=_after_first_order(
            lambda g, x: g * np.cos(x), lambda g, x: g * (2 * np.cos(_plain(x)) - np.cos(x))
        ),
    ),
    "a factor of 1.001": planted(
        np.sin,
        vjp_x=_after_first_order(
            lambda g, x: g * np.cos(x),
            lambda g, x: g * (1.001 * np.cos(x) - 0.001 * np.cos(_plain(x))),
        ),
    ),
    "nothing by the input": planted(np.sin, vjp_x=lambda g, x: g * np.cos(_plain(x))),
    "nothing by the cotangent": planted(np.sin, vjp_x=lambda g, x: _plain(g) * np.cos(x)),
    "a missing term": planted(
        lambda x: x * np.exp(x), vjp_x=lambda g, x: g * (np.exp(x) + _plain(x) * np.exp(x))
    ),
    "one element": planted(
        lambda x: x**3,
        vjp_x=lambda g, x: 3 * g * (x * x + np.array([0, 0, 1]) * (_plain(x) ** 2 - x * x)),
    ),
}


@pytest.mark.parametrize("mode", ["elements", "full", "directions"])
@pytest.mark.parametrize("wrong", WRONG_AT_ORDER_2)
def test_rules_that_are_wrong_at_order_2_alone_are_caught(wrong, mode):
    op = WRONG_AT_ORDER_2[wrong]
    assert ag.gradcheck(op, [X])
    with pytest.raises(ag.GradcheckError, match="likely cause: wrong rule") as error:
        ag.gradgradcheck(op, [X], mode=mode)
    assert "it comes from the op Planted, called at " in str(error.value)
    deep = lambda x: np.exp(op(x * 0.5)) * x  # noqa: E731
    assert ag.gradcheck(deep, [X])
    report = ag.gradgradcheck(deep, [X], mode=mode, raise_exception=False)
    assert not report
    assert "the op Planted, called at" in next(c for c in report.checks if not c.passed).op


def test_an_op_within_the_rule_of_another_is_found_through_it():
    class Sine(ag.Function):
        forward = np.sin

        @staticmethod
        def vjp_x(g, x):
            return g * (wrong_cosine(x) if isinstance(x, ag.Tensor) else np.cos(x))

    assert ag.gradcheck(Sine.apply, [X])
    with pytest.raises(ag.GradcheckError, match="it has the opposite sign") as error:
        ag.gradgradcheck(Sine.apply, [X], mode="full")
    assert "the op Sine, called at" in str(error.value)


@pytest.mark.parametrize("mode", ["elements", "full", "directions"])
@pytest.mark.parametrize(
    ("f", "inputs"),
    [
        (np.sin, [X]),
        (lambda x: 2 * x, [X]),
        (lambda x: x, [X]),
        (lambda x: x * np.abs(x), [X]),
        (lambda a, b: np.linalg.solve(a, b), [A, A]),
        (lambda a, b: a @ b + b.T, [A, A + 1]),
        (lambda x, y: {"a": x * y, "b": [np.sin(x), None]}, [0.7, X]),
        (lambda x: (x * x, ag.Tensor(3.0)), [0.7]),
        (lambda x, unused: x * x, [X, 2.0]),
        (lambda x, c: x * x * c, [X, ag.Tensor(2.0)]),
        (lambda x: np.sum(x * x), [np.ones((0, 2))]),
        (lambda x: ag.grad(lambda y: np.sum(y**4))(x), [X]),
    ],
)
def test_right_rules_pass_in_every_mode(f, inputs, mode):
    assert ag.gradgradcheck(f, inputs, mode=mode)


def test_the_cotangents_are_inputs_too():
    report = ag.gradgradcheck(np.multiply, [X, 2.0], names=["x", "y"])
    assert [check.name for check in report.checks] == ["x", "y", "cotangent"]
    report = ag.gradgradcheck(lambda x: (x * x, x**3), [X])
    names = [check.name for check in report.checks]
    assert names == ["input 0", "cotangent 0", "cotangent 1"]


def test_a_constant_has_nothing_to_check():
    with pytest.raises(ag.GradcheckError):
        ag.gradgradcheck(lambda x: ag.Tensor(2.0), [1.0])
    with pytest.raises(ag.GradcheckError):
        ag.gradgradcheck(lambda x: (), [1.0])


def test_kinks_of_the_gradient_are_called_so():
    report = ag.gradgradcheck(lambda x: ag.relu(x) ** 2, [[0.0, 1.0]], raise_exception=False)
    assert report.checks[0].cause.startswith("kink: the slope is 0 to the left and ")


def test_within_no_grad():
    with ag.no_grad():
        assert ag.gradgradcheck(np.sin, [X])


def test_it_refuses_what_gradcheck_refuses():
    rng = np.random.default_rng(0)
    with pytest.raises(ag.GradcheckError, match="different values for the same inputs"):
        ag.gradgradcheck(lambda x: x * rng.normal(), [1.0])
    with pytest.raises(ag.GradcheckError, match="input 0 is float32"):
        ag.gradgradcheck(np.sin, [ag.Tensor(np.float32([1]), requires_grad=True)])
    with pytest.raises(ag.GradcheckError, match="f returned ndarray, not a tensor"):
        ag.gradgradcheck(lambda x: x.data, [1.0])
    with pytest.raises(ag.GradcheckError, match="no input requires a gradient"):
        ag.gradgradcheck(lambda c: c * c, [ag.Tensor(2.0)])


def test_it_leaves_inputs_and_gradients_as_they_were():
    x = ag.Tensor(X, requires_grad=True)
    before = x.data
    assert ag.gradgradcheck(lambda t: np.sum(np.sin(t)), [x])
    assert x.data is before
    assert x.grad is None
    np.testing.assert_array_equal(before, X)

"""What a failed gradient check says: the likely cause, and the op and line that it comes from."""

import inspect

import numpy as np
import pytest
from planted import planted

import autograd_cli as ag


def _check(f, inputs, **options):
    """The only check, or the first that failed."""
    report = ag.gradcheck(f, inputs, raise_exception=False, **options)
    assert not report.passed
    return next(check for check in report.checks if not check.passed)


def _line(offset):
    return f"{__file__}:{inspect.currentframe().f_back.f_lineno + offset}"


first_max = planted(lambda x: np.max(x), vjp_x=lambda g, x: g * (np.arange(x.size) == np.argmax(x)))
cube = planted(lambda x: x**3, vjp_x=lambda g, x: 3.003 * g * x**2)


class TestKinks:
    @pytest.mark.parametrize(
        ("f", "x"),
        [
            (ag.relu, 0.0),
            (ag.relu, [1.0, 0.0, 2.0]),
            (ag.relu, [0.0, 0.0]),
            (lambda x: ag.relu(x - 1.0) * 3.0, [1.0, 1.0, 5.0]),
            (lambda x: np.sum(ag.leaky_relu(x)), [0.0, 2.0]),
            (lambda x: np.where(x > 0, x, 2 * x), 0.0),
            (lambda x: x * np.floor(x), 2.0),
            (lambda x: ag.relu(x) ** 2 + ag.relu(x), 1e-9),
        ],
    )
    @pytest.mark.parametrize("mode", ["elements", "full"])
    def test_a_kink_is_called_one(self, f, x, mode):
        check = _check(f, [np.asarray(x)], mode=mode)
        assert check.cause.startswith("kink: the slope is ")
        assert check.cause.endswith("; check away from it")

    def test_both_slopes_are_shown(self):
        check = _check(ag.relu, [0.0], mode="full")
        assert check.cause.startswith("kink: the slope is 0 to the left and 1 to the right;")

    @pytest.mark.parametrize("distance", [1e-6, 1e-4, 1e-2])
    def test_a_kink_nearby_does_no_harm(self, distance):
        x = np.array([distance, -distance, 1.0])
        assert ag.gradcheck(ag.relu, [x])
        assert ag.gradcheck(np.abs, [x])
        assert ag.gradcheck(lambda x: np.max(x) - np.min(x), [[1.0, 1.0 + distance, -1.0]])


class TestTies:
    @pytest.mark.parametrize("x", [[1.0, 1.0, 0.0], [0.0, 2.0, 2.0, 2.0]])
    def test_a_tie_is_called_one(self, x):
        check = _check(first_max, [x])
        assert check.cause.startswith("tie: the slope is ")
        assert check.cause.endswith("and another element is as large; check away from ties")
        assert ag.gradcheck(first_max, [[1.0, 1.5, 0.0]])

    def test_where_the_gradient_is_shared_there_is_no_failure(self):
        assert ag.gradcheck(np.max, [[1.0, 1.0, 0.0]])


class TestDomains:
    @pytest.mark.parametrize(
        ("f", "x"),
        [
            (np.sqrt, 0.0),
            (np.log, 0.0),
            (np.log, -1.0),
            (np.log, [1.0, -1.0]),
            (np.arcsin, 1.0),
            (np.arccosh, 1.0),
            (lambda x: 1 / x, 0.0),
            (lambda x: x**0.5, 0.0),
            (lambda x: x**1.5, 0.0),
            (lambda x: x * np.nan, 1.0),
            (lambda x: np.exp(x), 1000.0),
        ],
    )
    def test_the_edge_of_the_domain_is_called_so(self, f, x):
        assert _check(f, [np.asarray(x)]).cause == (
            "domain: the function is not finite next to this point"
        )

    def test_an_infinite_slope_is_no_wrong_rule(self):
        assert "wrong rule" not in _check(np.cbrt, [0.0]).cause
        assert "wrong rule" not in _check(lambda x: np.sqrt(np.abs(x)), [0.0]).cause

    def test_a_pole_nearby_is_no_kink(self):
        check = _check(planted(np.tan, vjp_x=lambda g, y: 1.1 * g * (1 + y * y)), [1.57])
        assert check.cause.startswith("wrong rule: it gives 1.1 times")


class TestPrecision:
    @pytest.mark.parametrize(
        "f",
        [
            lambda x: np.sin(x.astype(np.float32)),
            lambda x: np.sin(x.astype(np.float32)).astype(np.float64),
            lambda x: {"y": x * 1.0, "z": x.astype(np.float32) * 3},
        ],
    )
    def test_float32_within_the_function(self, f):
        assert _check(f, [0.3]).cause == "precision: f computes in float32, check it in float64"

    def test_cancellation(self):
        noisy = planted(lambda x: (np.sin(x.real) + 1e12) - 1e12, vjp_x=lambda g, x: g * np.cos(x))
        assert _check(noisy, [0.3]).cause.startswith("precision: ")


class TestWrongRules:
    @pytest.mark.parametrize(
        ("rule", "cause"),
        [
            (lambda g, x: 1.001 * g * np.cos(x), "it gives 1.001 times the derivative"),
            (lambda g, x: g * np.cos(x) / 3, "it gives 0.333333 times the derivative"),
            (lambda g, x: -g * np.cos(x), "it has the opposite sign"),
            (lambda g, x: g * 0.0, "it gives 0: a term, or the whole derivative, is missing"),
            (lambda g, x: g * np.nan, "it gives nan times the derivative"),
        ],
    )
    def test_the_number_is_related_to_the_right_one(self, rule, cause):
        check = _check(planted(np.sin, vjp_x=rule), [0.5])
        assert check.cause == f"wrong rule: {cause}"

    def test_where_the_derivative_is_0(self):
        constant = planted(lambda x: 0 * x, vjp_x=lambda g: g)
        assert _check(constant, [0.5]).cause == "wrong rule: the derivative is 0"

    @pytest.mark.parametrize("x", [0.0, 1e-8, 1e-5])
    def test_near_a_stationary_point(self, x):
        shifted = planted(lambda x: x * x, vjp_x=lambda g, x: 2 * g * (x + 1e-4))
        assert _check(shifted, [x]).cause.startswith("wrong rule: ")
        factor = planted(lambda x: x * x + 1e-6 * x, vjp_x=lambda g, x: g * (2 * x + 2e-6))
        assert _check(factor, [x]).cause.startswith("wrong rule: ")

    def test_on_a_steep_slope(self):
        steep = planted(lambda x: np.exp(1e4 * x), vjp_x=lambda g, y: 1.01e4 * g * y)
        assert _check(steep, [0.01]).cause == "wrong rule: it gives 1.01 times the derivative"


class TestOps:
    """The op that fails by itself is named, with the line that calls it."""

    def test_among_right_ones(self):
        def f(x):
            y = np.exp(x) * x
            z = np.tanh(y)
            return np.sum(cube(z) + y)

        line = f"{__file__}:{f.__code__.co_firstlineno + 3}: return np.sum(cube(z) + y)"
        check = _check(f, [[0.5, -0.3]])
        assert check.op == f"it comes from the op Planted, called at {line}"

    def test_the_first_of_several(self):
        class Other(ag.Function):
            forward = np.sin
            vjp_x = staticmethod(lambda g, x: g * np.sin(x))

        check = _check(lambda x: cube(Other.apply(x)), [0.5])
        assert "the op Other, called at" in check.op

    def test_through_functions_of_numpy_and_of_this_package(self):
        def f(x):
            return ag.log_softmax(np.stack([cube(row) for row in x]))

        assert f"{__file__}:{f.__code__.co_firstlineno + 1}:" in _check(f, [np.eye(2)]).op

    def test_none_if_each_is_right_by_itself(self):
        check = _check(lambda x: x * x.detach(), [3.0])
        assert check.op == ""
        assert "the op" not in str(check)

    def test_at_a_kink_too(self):
        check = _check(lambda x: ag.relu(np.sin(x)), [0.0])
        assert check.op.startswith("it comes from the op ReLU, called at ")

    def test_the_call_that_fails_when_others_of_the_op_do_not(self):
        def f(x):
            y = ag.relu(x + 1.0)
            return y * ag.relu(x)

        line = f"{__file__}:{f.__code__.co_firstlineno + 2}: return y * ag.relu(x)"
        assert _check(f, [0.0]).op == f"it comes from the op ReLU, called at {line}"

    def test_not_one_that_is_right_and_only_stands_at_a_kink(self):
        def f(x):
            return cube(ag.relu(ag.relu(x)) + x)

        for x in (-1.0, [-1.0, 2.0]):
            check = _check(f, [x])
            assert check.cause == "wrong rule: it gives 1.001 times the derivative"
            assert check.op.startswith("it comes from the op Planted, called at ")

    def test_the_parameters_with_which_it_fails(self):
        class Power(ag.Function):
            @staticmethod
            def forward(x, *, n):
                return x**n

            @staticmethod
            def vjp_x(g, x, *, n):
                return g * n * x ** (n - 1) * (1.001 if n == 3 else 1.0)

        check = _check(lambda x: Power.apply(x, n=2) + Power.apply(x, n=3), [0.7])
        assert check.op.startswith("it comes from the op Power, called at ")

    def test_with_constants_parameters_and_many_inputs(self):
        class Scaled(ag.Function):
            @staticmethod
            def forward(*xs, scale):
                return scale * xs[0] * xs[1] + xs[2]

            @staticmethod
            def vjp_xs(g, *xs, position, scale):
                return g if position == 2 else g * xs[1 - position]

        constant = ag.Tensor([2.0, 3.0])
        check = _check(lambda x: np.sum(Scaled.apply(x, constant, [1, 2], scale=5.0)), [[1.0, 2.0]])
        assert check.op.startswith("it comes from the op Scaled, called at ")
        assert check.cause == "wrong rule: it gives 0.2 times the derivative"

    def test_in_every_mode(self):
        for mode in ("elements", "full", "directions"):
            assert "the op Planted" in _check(lambda x: np.exp(cube(x)), [[0.5, 0.7]], mode=mode).op

    def test_at_every_input_that_fails(self):
        report = ag.gradcheck(lambda a, b: cube(a * b), [2.0, 3.0], raise_exception=False)
        assert all("the op Planted" in check.op for check in report.checks)

    def test_not_at_those_that_pass(self):
        report = ag.gradcheck(lambda a, b: cube(a) + b, [2.0, 3.0], raise_exception=False)
        assert [bool(check.op) for check in report.checks] == [True, False]

    def test_in_the_message_of_the_error(self):
        line = _line(2)
        with pytest.raises(ag.GradcheckError) as error:
            ag.gradcheck(cube, [2.0])
        assert str(error.value) == (
            "with respect to input 0: the rules give 1.51027141577, a complex step 1.50876265312, "
            "a relative error of 0.001\n"
            "  likely cause: wrong rule: it gives 1.001 times the derivative\n"
            f"  it comes from the op Planted, called at {line}: ag.gradcheck(cube, [2.0])"
        )

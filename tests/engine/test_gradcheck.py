"""gradcheck: right rules pass, wrong ones are caught, in every mode."""

import numpy as np
import pytest
from planted import planted

import autograd_cli as ag

MODES = ("elements", "full", "directions")


def _times(factor):
    class Wrong(ag.Function):
        """y = x^3, with a derivative off by a factor."""

        forward = staticmethod(lambda x: x**3)
        vjp_x = staticmethod(lambda g, x: g * 3 * x**2 * factor)

    return Wrong.apply


def test_a_right_rule_passes():
    report = ag.gradcheck(_times(1.0), [np.array([0.5, -2.0])])
    assert report
    assert report.checks[0].relative_error < 1e-9


@pytest.mark.parametrize("factor", [1.001, 0.999, 1.00001, -1.0, 0.0, 2.0, float("nan")])
def test_a_wrong_factor_is_caught(factor):
    with pytest.raises(ag.GradcheckError, match=r"with respect to input 0\[\d\]: the rules give"):
        ag.gradcheck(_times(factor), [np.array([0.5, -2.0])])


def test_one_wrong_element_among_many_is_found():
    class Wrong(ag.Function):
        forward = staticmethod(lambda x: x * x)
        vjp_x = staticmethod(lambda g, x: 2 * g * x * np.where(np.arange(50) == 17, 1.001, 1.0))

    report = ag.gradcheck(Wrong.apply, [np.linspace(1, 2, 50)], raise_exception=False)
    assert not report
    (check,) = report.checks
    assert check.element == (17,)
    assert check.analytic == pytest.approx(1.001 * check.numeric, rel=1e-9)


def test_a_missing_dependence_is_caught():
    with pytest.raises(ag.GradcheckError, match=r"the rules give 0, a complex step 0\.1257"):
        ag.gradcheck(lambda x: x.detach() * 1.0 + 0 * x, [1.0])


def test_a_rule_that_is_right_only_for_uniform_cotangents_is_caught():
    class Wrong(ag.Function):
        forward = staticmethod(lambda x: 2 * x)
        vjp_x = staticmethod(lambda g: 2 * g.mean() + 0 * g)

    with pytest.raises(ag.GradcheckError):
        ag.gradcheck(Wrong.apply, [np.ones(3)])


def test_a_kink_within_the_large_step_does_not_mislead():
    assert ag.gradcheck(ag.relu, [np.array([5e-4, -5e-4])])


def test_inputs_are_put_back_and_constants_left_out():
    x, c = ag.Tensor([1.0, 2.0], requires_grad=True), ag.Tensor([3.0, 4.0])
    report = ag.gradcheck(lambda a, b: a * b, [x, c], names=["a", "b"])
    assert [check.name for check in report.checks] == ["a"]
    np.testing.assert_array_equal(x.data, [1.0, 2.0])
    assert x.grad is None


def test_float32_tensors_are_refused_and_float32_arrays_converted():
    single = np.ones(2, np.float32)
    assert ag.gradcheck(ag.exp, [single])
    with pytest.raises(ag.GradcheckError, match="float64"):
        ag.gradcheck(ag.exp, [ag.Tensor(single, requires_grad=True)])


@pytest.mark.parametrize("function", [ag.log, lambda x: x**0.5])
def test_a_pole_within_the_large_steps_does_not_mislead(function):
    assert ag.gradcheck(function, [np.array([1e-4])])


def test_nothing_to_check_is_no_success():
    with pytest.raises(ag.GradcheckError, match="no input requires a gradient"):
        ag.gradcheck(ag.exp, [ag.Tensor(1.0)])
    with pytest.raises(ag.GradcheckError, match="f returned ndarray, not a tensor"):
        ag.gradcheck(lambda x: x.data, [1.0])


def test_a_single_input_needs_no_list():
    assert ag.gradcheck(ag.exp, np.array([0.5]))


A = np.array([[0.5, -1.0], [2.0, 0.25]])
X = np.array([0.5, -2.0, 1.5])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("f", "inputs"),
    [
        (np.sin, [X]),
        (lambda x: np.abs(x) * np.sin(x), [X]),
        (lambda a, b: np.linalg.solve(a, b), [A, A]),
        (lambda a, b: a @ b + b.T, [A, A + 1]),
        (lambda x: np.max(x) * x, [X]),
        (lambda x: np.where(x > 0, x, np.exp(x)), [X]),
        (lambda x: ag.softmax(x)[1:], [X]),
        (lambda x: np.exp(50 * x), [0.3]),
        (lambda x: np.sin(1e4 * x), [0.3]),
        (lambda x: x * x, [1e150]),
        (lambda x: x * x, [[1e-8, 0.0]]),
        (lambda x: x**3, [-1e8]),
        (lambda x: ag.Tensor([1.0, 2.0]), [X]),
        (lambda x: x, [X]),
        (lambda x: np.sum(x, axis=0), [np.ones((0, 3))]),
        (lambda x, y: np.sum(x) + y, [np.ones((0, 3)), X]),
        (lambda x: np.reshape(x, ()), [[[2.0]]]),
        (lambda x: np.sum(x - np.mean(x)), [X]),
        (lambda x: np.sum((x - np.mean(x)) / np.std(x)), [X]),
        (lambda x: 1.1 * np.abs(x) - np.abs(x) - 0.1 * np.abs(x), [X]),
        (lambda x: ag.softplus(np.tanh(1e3 * x)), [0.0186]),
    ],
)
def test_right_rules_pass_in_every_mode(f, inputs, mode):
    report = ag.gradcheck(f, inputs, mode=mode)
    assert len(report.checks) == len(inputs)
    assert all(check.passed and not check.cause and not check.op for check in report.checks)


class TestReport:
    def test_full_names_the_element_of_the_output(self):
        wrong = planted(lambda x: 2 * x, vjp_x=lambda g: g * np.array([2.0, 2.0, 2.1]))
        report = ag.gradcheck(wrong, [X], mode="full", raise_exception=False)
        (check,) = report.checks
        assert (check.element, check.output) == ((2,), 2)
        assert (check.analytic, check.numeric) == (2.1, pytest.approx(2.0))
        assert str(check).startswith("element 2 of the output with respect to input 0[2]: ")

    def test_an_error_shows_every_input_that_fails_and_no_other(self):
        wrong = planted(
            lambda a, b, c: a * b * c,
            vjp_a=lambda g, b, c: -g * b * c,
            vjp_b=lambda g, a, c: g * a * c,
            vjp_c=lambda g, a, b: 2 * g * a * b,
        )
        with pytest.raises(ag.GradcheckError) as error:
            ag.gradcheck(wrong, [2.0, 3.0, 5.0], names=["alpha", "beta", "gamma"])
        text = str(error.value)
        assert "with respect to alpha: the rules give " in text
        assert "wrong rule: it has the opposite sign" in text
        assert "with respect to gamma: " in text
        assert "wrong rule: it gives 2 times the derivative" in text
        assert "with respect to beta" not in text

    def test_a_report_is_true_if_all_passed(self):
        no_transpose = planted(
            lambda a, b: a @ b, vjp_a=lambda g, b: g @ b, vjp_b=lambda g, a: a.T @ g
        )
        report = ag.gradcheck(no_transpose, [A, A + 1], raise_exception=False)
        assert [check.passed for check in report.checks] == [False, True]
        assert not report
        assert not report.passed
        assert ag.gradcheck(np.sin, [X]).passed

    def test_rtol_is_what_counts_as_equal(self):
        off = planted(np.sin, vjp_x=lambda g, x: 1.001 * g * np.cos(x))
        assert ag.gradcheck(off, [X], rtol=2e-3)
        assert not ag.gradcheck(off, [X], rtol=5e-4, raise_exception=False)
        slightly = planted(np.sin, vjp_x=lambda g, x: g * np.cos(x) * (1 + 1e-9))
        assert ag.gradcheck(slightly, [X])
        assert not ag.gradcheck(slightly, [X], rtol=1e-11, raise_exception=False)

    def test_names_are_as_many_as_inputs(self):
        with pytest.raises(ValueError, match="names"):
            ag.gradcheck(np.multiply, [1.0, 2.0], names=["a"])

    def test_an_unknown_mode_is_refused(self):
        with pytest.raises(ValueError, match="mode='fast': it is 'elements', 'full' or"):
            ag.gradcheck(np.sin, [X], mode="fast")


class TestMethod:
    """A complex step is used only where it gives the derivative."""

    @pytest.mark.parametrize("f", [np.sin, np.exp, lambda x: x @ x, lambda x: 1 / (1 + x * x)])
    def test_a_complex_step_where_the_function_is_analytic(self, f):
        (check,) = ag.gradcheck(f, [X], rtol=1e-12).checks
        assert check.method == "a complex step"

    @pytest.mark.parametrize(
        "f",
        [
            np.abs,
            lambda x: np.abs(x) * x,
            lambda x: np.sin(x) + np.abs(x),
            lambda x: np.maximum(x, 0.0) * np.abs(x),
            lambda x: x * ag.Tensor(x.data.real),
            planted(lambda x: np.real(x) * x, vjp_x=lambda g, x: 2 * g * x),
            planted(lambda x: np.conj(x) * x, vjp_x=lambda g, x: 2 * g * x),
            planted(lambda x: np.sin(x.astype(float)), vjp_x=lambda g, x: g * np.cos(x)),
            planted(lambda x: np.array([float(v) ** 2 for v in x]), vjp_x=lambda g, x: 2 * g * x),
        ],
    )
    def test_differences_where_it_drops_what_is_imaginary(self, f):
        report = ag.gradcheck(f, [X], raise_exception=False)
        assert report.checks[0].method == "central differences"

    def test_neither_hides_a_wrong_rule(self):
        wrong = planted(lambda x: np.abs(x) * x, vjp_x=lambda g, x: 2.002 * g * np.abs(x))
        assert not ag.gradcheck(wrong, [X], raise_exception=False)
        # The rule that a complex step would confirm, because it takes abs(x) for a constant.
        wrong = planted(lambda x: np.abs(x) * x, vjp_x=lambda g, x: g * np.abs(x))
        assert not ag.gradcheck(wrong, [X], raise_exception=False)


class TestFunctions:
    def test_outputs_may_be_trees(self):
        def f(x, y):
            return {"b": [x * y, None], "a": (np.sin(x), ag.Tensor([3, 4], dtype=int))}

        assert ag.gradcheck(f, [0.5, X])
        assert ag.gradcheck(f, [0.5, X], mode="full")

    @pytest.mark.parametrize("empty", [(), [], {}, None])
    def test_an_output_without_tensors_is_no_success(self, empty):
        with pytest.raises(ag.GradcheckError, match="f returned"):
            ag.gradcheck(lambda x: empty, [1.0])

    def test_random_values_are_refused_with_advice(self):
        rng = np.random.default_rng(0)
        with pytest.raises(
            ag.GradcheckError, match="different values for the same inputs"
        ) as error:
            ag.gradcheck(lambda x: x * rng.normal(), [1.0], raise_exception=False)
        assert "seed its random numbers anew in every call" in str(error.value)
        assert ag.gradcheck(lambda x: x * np.random.default_rng(0).normal(), [1.0])

    def test_values_whose_shape_changes_are_refused(self):
        sizes = iter(range(1, 100))
        with pytest.raises(ag.GradcheckError, match="different values"):
            ag.gradcheck(lambda x: x * np.ones(next(sizes)), [1.0])

    def test_nan_is_not_taken_for_randomness(self):
        with np.errstate(all="ignore"), pytest.raises(ag.GradcheckError, match="likely cause"):
            ag.gradcheck(lambda x: x * np.nan, [1.0])

    def test_derivatives_within_the_function(self):
        assert ag.gradcheck(lambda x: ag.grad(lambda y: np.sin(y) * x)(x), [0.3])
        assert ag.gradcheck(lambda x: ag.grad(x**3, x, create_graph=True)[0], [0.3])
        assert ag.gradcheck(lambda x: ag.hessian(lambda y: np.sum(y**3))(x), [X])

    def test_within_no_grad(self):
        with ag.no_grad():
            assert ag.gradcheck(np.sin, [X])
            assert not ag.gradcheck(_times(1.001), [X], raise_exception=False)

    def test_inputs_are_put_back_when_the_function_fails(self):
        x = ag.Tensor(X, requires_grad=True)
        before = x.data
        calls = iter(range(100))

        def fails(t):
            if next(calls) == 5:
                raise KeyError
            return 2 * t

        with pytest.raises(KeyError):
            ag.gradcheck(fails, [x])
        assert x.data is before
        np.testing.assert_array_equal(before, X)

    def test_the_same_tensor_twice(self):
        x = ag.Tensor(X, requires_grad=True)
        assert ag.gradcheck(lambda a, b: a * np.sin(b), [x, x])

    def test_integers_among_the_inputs_are_constants_if_they_are_tensors(self):
        index = ag.Tensor([0, 2, 2], dtype=int)
        report = ag.gradcheck(lambda x, i: x[i] ** 2, [X, index])
        assert len(report.checks) == 1
        assert ag.gradcheck(lambda x: x * x, [np.array([1, 2])])

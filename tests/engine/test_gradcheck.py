"""gradcheck: right rules pass, wrong ones are caught and named."""

import numpy as np
import pytest

import autograd_cli as ag


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
    with pytest.raises(ag.GradcheckError, match=r"the rules give 0, central differences 0\.1257"):
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

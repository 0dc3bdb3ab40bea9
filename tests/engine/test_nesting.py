"""Derivatives within derivatives: any order, the right variable, and what f has from outside."""

import math

import numpy as np
import pytest

import autograd_cli as ag


def _by_grad(f):
    return ag.grad(f)


def _by_jvp(f):
    return lambda x: ag.jvp(f, (x,), (1.0,))[1]


def _by_vjp(f):
    return lambda x: ag.vjp(f, x)[1](1.0)[0]


def _by_columns(f):
    return ag.jacobian(f, mode="forward")


def _by_rows(f):
    return ag.jacobian(f, mode="reverse")


def _by_graph(f):
    def derivative(x):
        x = x * 1.0 if isinstance(x, ag.Tensor) else ag.Tensor(x)
        if not x.requires_grad:
            x.requires_grad_()
        return ag.grad(f(x), x, create_graph=True)[0]

    return derivative


WAYS = [_by_grad, _by_jvp, _by_vjp, _by_columns, _by_rows, _by_graph]


@pytest.mark.parametrize("way", WAYS)
def test_derivatives_of_the_sine_to_order_5(way):
    f = np.sin
    for order in range(1, 6):
        f = way(f)
        expected = math.sin(0.7 + order * math.pi / 2)
        assert f(0.7).item() == pytest.approx(expected, rel=1e-14), order


@pytest.mark.parametrize("outer", WAYS)
@pytest.mark.parametrize("inner", WAYS)
class TestTwoWays:
    def test_one_in_the_other(self, outer, inner):
        third = outer(inner(inner(lambda x: x**4)))
        assert third(2.0).item() == pytest.approx(48.0, rel=1e-14)

    def test_they_do_not_confuse_their_variables(self, outer, inner):
        slope = outer(lambda x: x * inner(lambda y: x + y)(1.0))  # d/dx (x d/dy (x + y)) = 1
        assert slope(2.0).item() == 1.0
        slope = outer(lambda x: x * inner(lambda y: x * y)(1.0))  # d/dx x^2
        assert slope(2.0).item() == 4.0
        slope = outer(lambda x: inner(lambda y: x * x * y**3)(x))  # d/dx 3 x^4
        assert slope(2.0).item() == 96.0

    def test_the_inner_one_may_not_depend_on_the_outer_variable(self, outer, inner):
        slope = outer(lambda x: x * inner(lambda y: y * y)(3.0))
        assert slope(2.0).item() == 6.0


def test_the_outer_derivative_goes_through_what_has_aux_hands_on():
    def f(x):
        _, aux = ag.grad(lambda y: (y * y, x * y), has_aux=True)(3.0)
        return aux

    assert ag.grad(f)(2.0).item() == 3.0


def test_three_variables_at_three_depths():
    def f(x):
        def g(y):
            return ag.grad(lambda z: x**2 * y**3 * z**4)(y)  # 4 x^2 y^6

        return ag.grad(g)(x)  # 24 x^7

    assert ag.grad(f)(1.5).item() == pytest.approx(168 * 1.5**6, rel=1e-14)


class TestWhatComesFromOutside:
    """A derivative of f depends on the tensors that f has from outside, and knows it."""

    @pytest.fixture
    def w(self):
        return ag.Tensor(3.0, requires_grad=True)

    @pytest.mark.parametrize("way", WAYS)
    def test_it_can_be_differentiated_by_them(self, way, w):
        way(lambda x: w * w * x * x)(2.0).backward()  # 2 w^2 x
        assert w.grad == 24.0

    def test_so_can_the_value(self, w):
        value, _ = ag.value_and_grad(lambda x: w * w * x)(2.0)
        (value * 2).backward()
        assert w.grad == 24.0

    def test_so_can_a_hessian_and_its_product(self, w):
        ag.hessian(lambda x: w * x**3)(2.0).backward()  # 6 w x
        assert w.grad == 12.0
        _, product = ag.hvp(lambda x: w * w * x**3, 2.0, 5.0)  # 30 w^2 x
        product.backward()
        assert w.grad == 12.0 + 360.0

    def test_so_can_a_derivative_by_an_argument_that_requires_a_gradient(self, w):
        gradient = ag.grad(lambda y: y**3)(w)
        gradient.backward()
        assert w.grad == 18.0

    def test_by_the_cotangent_and_by_the_tangent_too(self, w):
        _, pullback = ag.vjp(lambda x: x**3, 2.0)
        pullback(w)[0].backward()
        assert w.grad == 12.0
        ag.jvp(lambda x: x**3, 2.0, w)[1].backward()
        assert w.grad == 24.0

    def test_so_can_what_has_aux_hands_on(self, w):
        _, aux = ag.grad(lambda x: (x * x, {"y": w * x}), has_aux=True)(2.0)
        aux["y"].backward()
        assert w.grad == 2.0
        _, aux = ag.grad(lambda x: (x * x, w), has_aux=True)(2.0)
        assert aux.requires_grad

    def test_so_can_an_output_beside_one_that_does_not_depend_on_it(self, w):
        (_, value), pullback = ag.vjp(lambda x: (x * x, w * x), 2.0)
        (value + pullback((1.0, 1.0))[0]).backward()  # w x + 2 x + w
        assert w.grad == 3.0

    def test_results_of_ops_are_reached_through(self, w):
        scale = np.exp(w)
        ag.grad(lambda x: scale * x * x)(2.0).backward()
        assert w.grad == pytest.approx(4 * math.exp(3), rel=1e-15)

    def test_it_does_not_touch_their_gradients_nor_free_their_graph(self, w):
        scale = w * w
        for f in (lambda x: scale * x, lambda x: scale):
            ag.grad(f)(2.0)
            with ag.no_grad():
                ag.grad(f)(2.0)
                ag.jacobian(f)(2.0)
        assert w.grad is None
        scale.backward()
        assert w.grad == 6.0

    def test_without_such_tensors_there_is_no_graph(self):
        value, gradient = ag.value_and_grad(lambda x: x * x)(2.0)
        assert not value.requires_grad
        assert not gradient.requires_grad


class TestNoGrad:
    def test_derivatives_are_taken_within_it_and_have_no_graph(self):
        w = ag.Tensor(3.0, requires_grad=True)
        with ag.no_grad():
            value, gradient = ag.value_and_grad(lambda x: w * x * x)(2.0)
            _, slope = ag.jvp(lambda x: w * x * x, w, 1.0)
            _, pullback = ag.vjp(lambda x: w * x * x, w)
            product = ag.hvp(lambda x: w * x * x, w, 1.0)[1]
        found = (value, gradient, slope, pullback(1.0)[0], product)
        assert [t.item() for t in found] == [12.0, 12.0, 18.0, 18.0, 6.0]
        assert not any(t.requires_grad for t in found)

    def test_a_derivative_taken_within_it_is_a_constant_for_the_one_around(self):
        def f(x):
            with ag.no_grad():
                slope = ag.grad(lambda y: y**3)(x)
            return slope * x

        assert ag.grad(f)(2.0).item() == 12.0

    def test_within_f_it_stops_the_derivative(self):
        def f(x):
            with ag.no_grad():
                constant = x * x
            return constant * x

        assert ag.grad(f)(3.0).item() == 9.0
        assert ag.jvp(f, 3.0, 1.0)[1].item() == 9.0


class TestAssignmentsWithinTheFunction:
    """The arguments that f is given are its own tensors: it may assign to them."""

    @staticmethod
    def _f(x):
        x *= 3.0
        x[0] = x[0] * x[1]
        return np.sum(x * x)  # 81 x0^2 x1^2 + 9 x1^2

    EXPECTED = (162 * 1 * 4, 162 * 1 * 2 + 18 * 2)

    def test_to_an_array(self):
        x = np.array([1.0, 2.0])
        np.testing.assert_allclose(ag.grad(self._f)(x).data, self.EXPECTED)
        assert x.tolist() == [1.0, 2.0]

    def test_to_a_tensor(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        for found in (
            ag.grad(self._f)(x),
            ag.vjp(self._f, x)[1](1.0)[0],
            ag.jacobian(self._f, mode="forward")(x),
        ):
            np.testing.assert_allclose(found.data, self.EXPECTED)
        assert x.tolist() == [1.0, 2.0]

    def test_in_the_hessian(self):
        x0, x1 = 1.0, 2.0
        expected = [[162 * x1**2, 324 * x0 * x1], [324 * x0 * x1, 162 * x0**2 + 18]]
        np.testing.assert_allclose(ag.hessian(self._f)(np.array([x0, x1])).data, expected)

    def test_cutting_an_argument_off_makes_it_a_constant(self):
        def f(x, y):
            x.detach_()
            return x * x * y

        assert [g.item() for g in ag.grad(f, (0, 1))(3.0, 2.0)] == [0.0, 9.0]


def test_a_backward_within_the_function_is_its_own():
    def f(x):
        w = ag.Tensor(2.0, requires_grad=True)
        (w**3).backward()
        return x * w.grad

    assert ag.grad(f)(1.0).item() == 12.0


def test_a_graph_of_ones_own_within_a_derivative_and_around_it():
    x = ag.Tensor(2.0, requires_grad=True)
    y = ag.grad(lambda t: t**3 * x)(x)  # 3 x^3 by t alone
    (slope,) = ag.grad(y, x, create_graph=True)  # 6 x^2 + 3 x^2
    assert slope.item() == 36.0
    (second,) = ag.grad(slope, x)
    assert second.item() == 36.0

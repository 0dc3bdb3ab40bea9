"""Rules: what they read, on what they run, and what may stand in them."""

import numpy as np
import pytest

import autograd_cli as ag


def test_a_rule_reads_in_whatever_order_it_likes():
    class Ratio(ag.Function):
        forward = staticmethod(lambda a, b, c, *, scale, shift=0.0: scale * a * c / b + shift)
        vjp_a = staticmethod(lambda g, c, b, *, scale: g * scale * c / b)
        vjp_b = staticmethod(lambda g, y, b, *, shift: -g * (y - shift) / b)
        vjp_c = staticmethod(lambda g, b, a, *, c_shape, scale: g * scale * a / b)

    def f(a, b, c):
        return Ratio.apply(a, b, c, scale=3.0, shift=10.0)

    inputs = [np.array([[1.0], [2.0]]), np.array([3.0, 4.0]), 5.0]
    assert ag.gradcheck(f, inputs, mode="full")
    assert ag.gradgradcheck(f, inputs)


def test_the_shape_of_an_input_can_be_asked_for_without_keeping_it():
    class Total(ag.Function):
        forward = staticmethod(lambda x: np.sum(x))
        vjp_x = staticmethod(lambda g, *, x_shape: np.broadcast_to(g, x_shape))

    x = ag.Tensor(np.ones((2, 3)), requires_grad=True)
    y = Total.apply(x)
    assert not any(isinstance(a, np.ndarray) for a in y._node.saved)
    y.backward()
    np.testing.assert_array_equal(x.grad, np.ones((2, 3)))


def test_a_rule_runs_on_arrays_and_on_tensors_only_for_higher_orders():
    kinds = []

    class Square(ag.Function):
        forward = np.square

        @staticmethod
        def vjp_x(g, x):
            kinds.append(type(x))
            return 2 * g * x

    x = ag.Tensor(3.0, requires_grad=True)
    ag.grad(Square.apply(x), x)
    ag.grad(Square.apply(x), x, create_graph=True)
    assert kinds == [np.ndarray, ag.Tensor]


def test_it_is_run_only_for_inputs_that_want_a_gradient():
    class Picky(ag.Function):
        forward = staticmethod(lambda a, b: a * b)
        vjp_a = staticmethod(lambda g, b: g * b)
        vjp_b = staticmethod(lambda g, a: pytest.fail("run"))

    x = ag.Tensor(2.0, requires_grad=True)
    Picky.apply(x, ag.Tensor(3.0)).backward()
    assert x.grad == 3.0


def test_a_subclass_has_the_rules_of_its_base_and_may_change_them():
    class Twice(ag.Function):
        forward = staticmethod(lambda x: 2 * x)
        vjp_x = staticmethod(lambda g: 2 * g)

    class Thrice(Twice):
        forward = staticmethod(lambda x: 3 * x)
        vjp_x = staticmethod(lambda g: 3 * g)

    class Renamed(Twice):
        pass

    assert ag.gradcheck(Thrice.apply, [1.0])
    assert ag.gradcheck(Renamed.apply, [1.0])
    assert ag.grad(lambda x: Twice.apply(x))(1.0).item() == 2.0


def test_another_op_is_used_by_compute():
    class Cube(ag.Function):
        forward = staticmethod(lambda x: x**3)
        vjp_x = staticmethod(lambda g, x: 3 * g * Square.compute(x))

    class Square(ag.Function):
        forward = np.square
        vjp_x = staticmethod(lambda g, x: 2 * g * x)

    assert type(Square.compute(np.ones(2))) is np.ndarray
    assert ag.gradcheck(Cube.apply, [2.0])
    assert ag.gradgradcheck(Cube.apply, [2.0])


def test_within_no_grad_an_input_without_a_rule_may_require_a_gradient():
    class Step(ag.Function):
        forward = staticmethod(lambda x: np.floor(x))

    x = ag.Tensor(1.5, requires_grad=True)
    with pytest.raises(ag.RuleError, match="Step has no derivative with respect to x") as error:
        Step.apply(x)
    assert "Pass x.detach() if that is a constant here, or write a rule vjp_x." in str(error.value)
    with ag.no_grad():
        assert Step.apply(x).item() == 1.0


def test_a_tensor_as_a_parameter_is_not_differentiated_and_says_so():
    class Scale(ag.Function):
        forward = staticmethod(lambda x, *, by: by * x)
        vjp_x = staticmethod(lambda g, *, by: by * g)

    x, by = ag.Tensor(1.0, requires_grad=True), ag.Tensor(2.0, requires_grad=True)
    with pytest.raises(ag.RuleError):
        Scale.apply(x, by=by)

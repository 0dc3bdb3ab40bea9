"""Functions of any number of inputs: `forward(*xs)` with one rule for them all."""

import numpy as np
import pytest
from planted import planted

import autograd_cli as ag


class Product(ag.Function):
    """y = scale x_0 x_1 ...;  dx_i = g y / x_i, written without a division."""

    @staticmethod
    def forward(*xs, scale=1.0):
        return scale * np.prod(np.stack(np.broadcast_arrays(*xs)), axis=0)

    @staticmethod
    def vjp_xs(g, *xs, position, scale):
        g = g * scale
        for i, x in enumerate(xs):
            g = g if i == position else g * x
        return g


class LogSumExp(ag.Function):
    """y = log(e^x_0 + e^x_1 + ...);  dx_i = g e^(x_i - y), which reads output and inputs."""

    @staticmethod
    def forward(*xs):
        return np.log(sum(np.exp(x) for x in xs))

    @staticmethod
    def vjp_xs(g, y, *xs, position):
        return g * np.exp(xs[position] - y)


class Mean(ag.Function):
    """y = (x_0 + x_1 + ...) / count;  dx = g / count, which reads no array."""

    @staticmethod
    def forward(*xs, count):
        return sum(xs) / count

    @staticmethod
    def vjp_xs(g, *, position, count):
        return g / count


class Exps(ag.Function):
    """y_i = e^x_i;  dx_i = g_i y_i, which reads the output alone."""

    @staticmethod
    def forward(*xs):
        return np.exp(np.stack(xs))

    @staticmethod
    def vjp_xs(g, y, *, position):
        return g[position] * y[position]


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("op", [Product, LogSumExp, Mean, Exps])
def test_values_and_derivatives_to_order_2(op, count):
    inputs = list(np.random.default_rng(0).uniform(0.5, 1.5, size=(count, 2)))
    params = {"count": count} if op is Mean else {}

    def f(*xs):
        return op.apply(*xs, **params)

    np.testing.assert_array_equal(f(*inputs).data, op.forward(*inputs, **params))
    assert ag.gradcheck(f, inputs, mode="full")
    assert ag.gradgradcheck(f, inputs)


def test_only_inputs_that_require_a_gradient_have_one():
    a, b = (ag.Tensor([1.0, 2.0], requires_grad=True) for _ in range(2))
    y = Product.apply(a, [3.0, 4.0], b, 5.0, ag.Tensor(2.0), scale=10.0)
    y.backward(np.ones(2))
    assert a.grad.tolist() == [300.0, 800.0]
    assert b.grad.tolist() == [300.0, 800.0]


def test_the_same_tensor_twice():
    x = ag.Tensor(3.0, requires_grad=True)
    Product.apply(x, x, x).backward()
    assert x.grad == 27.0


def test_each_input_is_summed_to_its_own_shape():
    shapes = [(), (3,), (2, 1), (2, 3), (1, 1)]
    xs = [ag.Tensor(np.full(s, 2.0), requires_grad=True) for s in shapes]
    Product.apply(*xs).backward(np.ones((2, 3)))
    for x in xs:
        assert x.grad.shape == x.shape
        np.testing.assert_array_equal(x.grad, np.full(x.shape, 16.0 * 6 / x.size))


def test_parameters_have_their_defaults_and_reach_the_rule():
    x = ag.Tensor(2.0, requires_grad=True)
    assert ag.grad(Product.apply(x, 3.0), x)[0].item() == 3.0
    assert ag.grad(Product.apply(x, 3.0, scale=10.0), x)[0].item() == 30.0


def test_only_what_the_rule_reads_is_kept():
    x = ag.Tensor(np.ones(2), requires_grad=True)
    assert not any(isinstance(a, np.ndarray) for a in Mean.apply(x, x, count=2)._node.saved)
    *inputs, output = Exps.apply(x, x)._node.saved
    assert inputs == [None, None]
    assert output is not None
    *inputs, output = Product.apply(x, x)._node.saved
    assert all(saved is not None for saved in inputs)
    assert output is None


def test_many_inputs():
    xs = [ag.Tensor(1.0, requires_grad=True) for _ in range(500)]
    Mean.apply(*xs, count=500).backward()
    assert {float(x.grad) for x in xs} == {1 / 500}


def test_another_op_uses_it_on_arrays_and_on_tensors():
    arrays = np.ones(2), np.full(2, 3.0)
    assert type(Product.compute(*arrays)) is np.ndarray
    x = ag.Tensor(arrays[0], requires_grad=True)
    assert Product.compute(x, arrays[1]).requires_grad


class TestRefusals:
    @pytest.mark.parametrize(
        ("forward", "rule", "message"),
        [
            (lambda a, *xs: a, lambda g, *, position: g, r"forward has inputs before \*xs"),
            (lambda *xs: xs[0], lambda g: g, "vjp_xs does not take position"),
            (lambda *xs: xs[0], lambda g, *xs: g, "vjp_xs does not take position"),
            (lambda *xs: xs[0], lambda g, *ys, position: g, "vjp_xs reads ys"),
            (lambda *xs: xs[0], lambda g, xs, *, position: g, "vjp_xs reads xs"),
            (lambda *xs: xs[0], lambda g, x, *, position: g, "vjp_xs reads x"),
            (lambda *xs: xs[0], lambda g, *, position, xs_shape: g, "vjp_xs reads xs_shape"),
            (lambda *xs: xs[0], lambda g, *, position, axis: g, "vjp_xs reads axis"),
            (lambda *xs: xs[0], lambda *xs, position: xs, "vjp_xs does not begin with g"),
            (
                lambda *xs, position: xs[0],
                lambda g, *, position: g,
                "forward calls an input position",
            ),
            (lambda *xs, **k: xs[0], lambda g, *, position: g, "forward must be a staticmethod"),
        ],
    )
    def test_a_wrong_signature_fails_when_the_class_is_made(self, forward, rule, message):
        with pytest.raises(ag.RuleError, match=f"Planted.{message}"):
            planted(forward, vjp_xs=rule)

    def test_a_rule_for_one_input_of_several_on_an_ordinary_forward(self):
        with pytest.raises(ag.RuleError, match=r"Planted\.vjp_x reads x"):
            planted(lambda x: x, vjp_x=lambda g, *x: g)
        with pytest.raises(ag.RuleError, match=r"Planted\.vjp_x reads position"):
            planted(lambda x: x, vjp_x=lambda g, *, position: g)

    def test_the_advice_tells_how_to_read_them_all(self):
        with pytest.raises(ag.RuleError) as error:
            planted(lambda *xs: xs[0], vjp_xs=lambda g, xs, *, position: g)
        assert "*xs" in str(error.value)

    @pytest.mark.parametrize("position", [0, 1, 2])
    def test_without_a_rule_no_input_may_require_a_gradient(self, position):
        op = planted(lambda *xs: sum(xs))
        inputs = [ag.Tensor(1.0, requires_grad=i == position) for i in range(3)]
        with pytest.raises(ag.RuleError, match="Planted has no derivative with respect to xs") as e:
            op(*inputs)
        assert "vjp_xs" in str(e.value)
        with ag.no_grad():
            assert op(*inputs).item() == 3.0

    def test_a_rule_that_returns_another_shape_is_named(self):
        op = planted(lambda *xs: sum(xs), vjp_xs=lambda g, *, position: np.ones(7))
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        with pytest.raises(
            ag.RuleError, match=r"returned shape \(7,\) for an input of shape \(2,\)"
        ):
            op(x, x).backward(np.ones(2))

    def test_shapes_that_do_not_fit_name_the_op_and_all_of_them(self):
        with pytest.raises(ag.ShapeError, match=r"Mean of shapes \(2,\) and \(3,\) and \(4,\)"):
            Mean.apply(np.ones(2), ag.Tensor(np.ones(3)), np.ones(4), count=3)

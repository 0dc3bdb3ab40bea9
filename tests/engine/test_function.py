"""Functions: yours are made as the built-in ones are, and a wrong one fails when it is made."""

import numpy as np
import pytest

import autograd_cli as ag


class Linear(ag.Function):
    """y = x w + b."""

    @staticmethod
    def forward(x, w, b):
        return x @ w + b

    @staticmethod
    def vjp_x(g, w):
        return g @ w.T

    @staticmethod
    def vjp_w(g, x):
        return x.T @ g

    @staticmethod
    def vjp_b(g):
        return g


class MeanSquaredError(ag.Function):
    """y = ||p - t||^2 / q, for q examples."""

    @staticmethod
    def forward(p, t):
        return np.sum((p - t) ** 2) / len(p)

    @staticmethod
    def vjp_p(g, p, t):
        return g * 2 / len(p) * (p - t)


def test_a_function_of_ones_own_is_checked_like_any_other():
    rng = np.random.default_rng(0)
    t = rng.normal(size=(5, 2))
    inputs = [rng.normal(size=(5, 3)), rng.normal(size=(3, 2)), rng.normal(size=(1, 2))]
    assert ag.gradcheck(lambda *i: MeanSquaredError.apply(Linear.apply(*i), t), inputs)


def test_its_rules_give_higher_orders_too():
    p = ag.Tensor([[1.0], [2.0]], requires_grad=True)
    (first,) = ag.grad(MeanSquaredError.apply(p, np.zeros((2, 1))), p, create_graph=True)
    (second,) = ag.grad(ag.sum(first), p)
    np.testing.assert_allclose(second.data, np.ones((2, 1)))


def test_an_input_without_a_rule_must_not_require_a_gradient():
    t = ag.Tensor([[1.0]], requires_grad=True)
    with pytest.raises(ag.RuleError, match="MeanSquaredError has no derivative with respect to t"):
        MeanSquaredError.apply(np.zeros((1, 1)), t)
    assert MeanSquaredError.apply(np.zeros((1, 1)), t.detach()).item() == 1.0


def _make(**members):
    return type("Wrong", (ag.Function,), members)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"forward": lambda x: x, "vjp_z": lambda g: g},
            "Wrong.vjp_z is the rule of an input that forward does not have",
        ),
        ({"forward": lambda x: x, "vjp_x": lambda g, z: g}, "Wrong.vjp_x reads z"),
        ({"forward": lambda x: x, "vjp_x": lambda x: x}, "Wrong.vjp_x does not begin with g"),
        (
            {"forward": lambda x: x, "vjp_x": lambda g, *, axis: g},
            "Wrong.vjp_x reads axis",
        ),
        ({"forward": lambda a, *x: x}, r"Wrong.forward has inputs before \*x"),
        ({"forward": lambda *x: x, "vjp_x": lambda g: g}, "Wrong.vjp_x does not take position"),
        ({}, "Wrong.forward must be a staticmethod"),
        ({"forward": lambda x, b=1: x}, "Wrong.forward must be a staticmethod"),
        ({"forward": np.modf}, "Wrong.forward must be a staticmethod"),
        ({"forward": lambda x, y: x}, "Wrong.forward calls an input y"),
        ({"forward": abs}, "Wrong.forward must be a staticmethod"),
    ],
)
def test_a_wrong_rule_fails_when_the_class_is_made(members, message):
    members = {name: staticmethod(member) for name, member in members.items()}
    with pytest.raises(ag.RuleError, match=message):
        _make(**members)


def test_an_ordinary_method_is_refused_too():
    with pytest.raises(ag.RuleError, match="must be a staticmethod"):
        type("Wrong", (ag.Function,), {"forward": lambda self, x: x})


def test_parameters_that_a_call_leaves_out_have_their_default_in_the_rule_too():
    class Scale(ag.Function):
        forward = staticmethod(lambda x, *, by=2.0: by * x)
        vjp_x = staticmethod(lambda g, *, by: by * g)

    class ScaledSum(ag.Function):
        forward = staticmethod(lambda a, b, *, by=3.0: by * (a + b))
        vjp_a = staticmethod(lambda g, *, by: by * g)

    x = ag.Tensor(1.0, requires_grad=True)
    assert ag.grad(Scale.apply(x), x)[0].item() == 2.0
    assert ag.grad(Scale.apply(x, by=5.0), x)[0].item() == 5.0
    assert ag.grad(ScaledSum.apply(x, 1.0), x)[0].item() == 3.0


def test_a_ufunc_takes_no_parameters():
    with pytest.raises(TypeError, match="Exp takes no parameters; given where"):
        np.exp(ag.Tensor([1.0]), where=np.array([True]))


def test_a_rule_that_returns_no_array_is_named():
    class Wrong(ag.Function):
        forward = staticmethod(lambda x: 2 * x)

        @staticmethod
        def vjp_x(g):
            return None

    with pytest.raises(ag.RuleError, match=r"Wrong\.vjp_x returned None, which is no array"):
        Wrong.apply(ag.Tensor(1.0, requires_grad=True)).backward()


def test_a_numpy_function_has_one_op():
    with pytest.raises(ag.RuleError, match=r"numpy\.exp already has an op"):

        class Again(ag.Function, numpy=np.exp):
            forward = np.exp


def test_a_rule_of_the_wrong_shape_is_named_in_the_sweep():
    class Transposed(ag.Function):
        forward = staticmethod(lambda x: 2 * x)
        vjp_x = staticmethod(lambda g: 2 * g.T)

    x = ag.Tensor(np.ones((2, 3)), requires_grad=True)
    y = Transposed.apply(x)
    with pytest.raises(
        ag.RuleError, match=r"returned shape \(3, 2\) for an input of shape \(2, 3\)"
    ):
        y.backward(np.ones((2, 3)))


def test_numpy_functions_run_the_op():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    for y in (np.exp(x), np.sum(x, axis=0), np.ones(2) * x, np.float64(2) - x, 2 / x):
        assert isinstance(y, ag.Tensor)
        assert y.requires_grad


class TestForwards:
    def test_a_ufunc_of_two_inputs_calls_them_a_and_b(self):
        class Power(ag.Function):
            forward = np.power
            vjp_a = staticmethod(lambda g, a, b: g * b * a ** (b - 1))
            vjp_b = staticmethod(lambda g, a, y: g * y * np.log(a))

        assert ag.gradcheck(Power.apply, [np.array([0.5, 2.0]), 3.0])
        assert ag.gradgradcheck(Power.apply, [np.array([0.5, 2.0]), 3.0])

    def test_a_number_or_a_list_becomes_an_array(self):
        class Norm(ag.Function):
            forward = staticmethod(lambda x: float(np.sqrt(np.sum(x * x))))
            vjp_x = staticmethod(lambda g, x, y: g * x / y)

        class Pair(ag.Function):
            forward = staticmethod(lambda x: [x[0], 2 * x[1]])
            vjp_x = staticmethod(lambda g: g * np.array([1.0, 2.0]))

        assert ag.gradcheck(Norm.apply, [np.array([3.0, 4.0])])
        assert ag.gradcheck(Pair.apply, [np.array([3.0, 4.0])])

    @pytest.mark.parametrize("result", [None, "text", {"a": 1}, object()])
    def test_what_is_made_of_no_numbers_is_named(self, result):
        class Forgetful(ag.Function):
            forward = staticmethod(lambda x: result)
            vjp_x = staticmethod(lambda g: g)

        for x in (1.0, ag.Tensor(1.0), ag.Tensor(1.0, requires_grad=True)):
            with pytest.raises((ag.RuleError, TypeError), match="Forgetful"):
                Forgetful.apply(x)

    def test_it_has_an_input(self):
        with pytest.raises(ag.RuleError, match=r"Wrong\.forward"):
            _make(forward=staticmethod(lambda: 1.0))

    def test_it_is_given_arrays_and_never_tensors(self):
        seen = []

        class Watch(ag.Function):
            @staticmethod
            def forward(a, b, c):
                seen.extend([a, b, c])
                return a + b + c

        Watch.apply(ag.Tensor([1.0], requires_grad=False), np.ones(1), [2.0])
        assert [type(x) for x in seen] == [np.ndarray] * 3

    @pytest.mark.parametrize("bad", ["text", [1j], object(), None])
    def test_inputs_that_are_no_real_numbers_are_refused(self, bad):
        with pytest.raises(TypeError, match="a tensor holds real numbers"):
            Linear.apply(np.ones((1, 1)), np.ones((1, 1)), bad)

    def test_a_missing_input_is_named(self):
        with pytest.raises(TypeError, match=r"Linear.*'b'"):
            Linear.apply(np.ones((1, 1)), np.ones((1, 1)))

    def test_its_function_has_its_name_and_its_docstring(self):
        assert (Linear.apply.__name__, Linear.apply.__doc__) == ("Linear", "y = x w + b.")

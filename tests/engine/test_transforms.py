"""Derivatives of functions: trees of arguments, what grad takes, and what it refuses."""

from collections import OrderedDict, namedtuple

import numpy as np
import pytest

import autograd_cli as ag

Pair = namedtuple("Pair", "first second")

TREES = [
    2.0,
    np.array([1.0, -2.0]),
    (1.0, np.ones((2, 1))),
    [np.ones(2), [3.0, (4.0,)]],
    {"b": np.arange(3.0), "a": 1.0},
    {"layers": [{"w": np.ones((2, 3)), "b": 0.5}, None], "rate": (2.0, None)},
    Pair(np.array([1.0]), {"x": Pair(1.0, 2.0)}),
    OrderedDict(z=1.0, a=2.0),
    {1: 2.0, "1": 3.0},
    [ag.Tensor([1.0, 2.0]), 3, np.float64(4.0)],
]


def _map(f, tree):
    """`f` at the leaves; written for these tests, so that the engine is not its own judge."""
    if tree is None:
        return None
    if isinstance(tree, dict):
        return {key: _map(f, tree[key]) for key in tree}
    if isinstance(tree, Pair):
        return Pair(_map(f, tree.first), _map(f, tree.second))
    if isinstance(tree, (list, tuple)):
        return type(tree)([_map(f, part) for part in tree])
    return f(tree)


def _leaves(tree):
    found = []
    _map(found.append, tree)
    return found


def _value(x):
    return np.asarray(x.data if isinstance(x, ag.Tensor) else x, float)


def _weighted_squares(tree):
    return sum((i + 1.0) * np.sum(x * x) for i, x in enumerate(_leaves(tree)))


class TestTrees:
    @pytest.mark.parametrize("tree", TREES, ids=repr)
    def test_the_gradient_is_a_tree_like_the_argument(self, tree):
        value, gradient = ag.value_and_grad(_weighted_squares)(tree)
        weights = iter(range(1, 100))
        expected = _map(lambda x: 2.0 * next(weights) * _value(x), tree)
        assert _map(lambda g: g.tolist(), gradient) == _map(lambda x: x.tolist(), expected)
        assert all(isinstance(g, ag.Tensor) for g in _leaves(gradient))
        assert isinstance(value, ag.Tensor)
        assert value.shape == ()

    def test_a_gradient_keeps_the_order_of_the_keys(self):
        gradient = ag.grad(_weighted_squares)({"z": 1.0, "a": 2.0})
        assert list(gradient) == ["z", "a"]

    def test_a_tree_without_leaves_has_a_gradient_without_leaves(self):
        tree, slope = ag.grad(lambda tree, x: x * x, (0, 1))({"a": None, "b": []}, 1.0)
        assert (tree, slope.item()) == ({"a": None, "b": []}, 2.0)

    def test_a_named_tuple_arrives_as_one(self):
        gradient = ag.grad(lambda p: p.first * p.second)(Pair(2.0, 3.0))
        assert (gradient.first.item(), gradient.second.item()) == (3.0, 2.0)

    @pytest.mark.parametrize("tree", TREES, ids=repr)
    def test_an_output_may_be_any_tree(self, tree):
        value, pullback = ag.vjp(lambda x: _map(lambda leaf: x * leaf, tree), 2.0)
        assert _map(lambda y: y.tolist(), value) == _map(lambda x: (2 * _value(x)).tolist(), tree)
        (slope,) = pullback(_map(lambda x: np.ones(_value(x).shape), tree))
        assert slope.item() == sum(_value(x).sum() for x in _leaves(tree))
        _, along = ag.jvp(lambda x: _map(lambda leaf: x * leaf, tree), 2.0, 1.0)
        assert _map(lambda y: y.tolist(), along) == _map(lambda x: _value(x).tolist(), tree)


class TestGrad:
    def test_argnums_names_one_argument_or_several_in_any_order(self):
        def f(x, y, z):
            return x * x * y * z

        assert ag.grad(f)(2.0, 3.0, 5.0).item() == 60.0
        assert ag.grad(f, 1)(2.0, 3.0, 5.0).item() == 20.0
        z, x = ag.grad(f, (2, 0))(2.0, 3.0, 5.0)
        assert (z.item(), x.item()) == (12.0, 60.0)
        assert isinstance(ag.grad(f, (1,))(2.0, 3.0, 5.0), tuple)
        assert ag.grad(f, argnums=2)(2.0, 3.0, 5.0).item() == 12.0

    def test_an_argument_named_twice_has_its_gradient_twice(self):
        first, second = ag.grad(lambda x: x * x, (0, 0))(3.0)
        assert (first.item(), second.item()) == (6.0, 6.0)

    def test_other_arguments_are_handed_on_as_they_are(self):
        given = object()

        def f(what, x, *, factor, what_else=None):
            assert what is given
            assert what_else is given
            return factor * x * x

        assert ag.grad(f, 1)(given, 2.0, factor=3.0, what_else=given).item() == 12.0

    def test_has_aux_hands_on_what_else_f_returns(self):
        def f(x):
            y = x * x
            return y.sum(), {"y": y, "name": "square", "none": None}

        gradient, aux = ag.grad(f, has_aux=True)(np.array([1.0, 2.0]))
        (value, again), _ = ag.value_and_grad(f, has_aux=True)(np.array([1.0, 2.0]))
        assert gradient.tolist() == [2.0, 4.0]
        assert value.item() == 5.0
        for extra in (aux, again):
            assert extra["y"].tolist() == [1.0, 4.0]
            assert not extra["y"].requires_grad
            assert (extra["name"], extra["none"]) == ("square", None)

    def test_an_argument_that_is_not_used_has_zeros(self):
        single = np.ones((2, 3), np.float32)
        unused, used = ag.grad(lambda p, x: x * 2, (0, 1))({"w": single, "b": [1.0]}, 3.0)
        np.testing.assert_array_equal(unused["w"].data, np.zeros((2, 3)))
        assert unused["w"].dtype == np.float32
        assert (unused["b"][0].item(), used.item()) == (0.0, 2.0)

    def test_a_constant_has_the_gradient_zero(self):
        value, gradient = ag.value_and_grad(lambda x: ag.Tensor(7.0))(np.ones(2))
        assert value.item() == 7.0
        assert gradient.tolist() == [0.0, 0.0]

    def test_one_number_may_have_any_number_of_axes(self):
        assert ag.grad(lambda x: x * 3)(np.ones((1, 1))).tolist() == [[3.0]]

    def test_it_leaves_every_grad_and_every_argument_alone(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        array = np.array([3.0, 4.0])
        ag.value_and_grad(lambda a, b: np.sum(a * b), (0, 1))(x, array)
        assert x.grad is None
        assert x.tolist() == [1.0, 2.0]
        assert array.tolist() == [3.0, 4.0]

    def test_results_share_no_memory(self):
        array, cotangent = np.ones(2), np.ones(2)
        value, pullback = ag.vjp(lambda a, b: a + b, array, array)
        first, second = pullback(cotangent)
        for changed in (value, first):
            changed.data[0] = 7.0
        assert second.tolist() == [1.0, 1.0]
        assert array.tolist() == cotangent.tolist() == [1.0, 1.0]

    def test_the_logistic_loss_has_its_textbook_gradient(self):
        rng = np.random.default_rng(0)
        x, y, w = rng.normal(size=(20, 3)), rng.integers(0, 2, 20), rng.normal(size=3)

        def loss(params):
            z = x @ params["w"] + params["b"]
            return np.sum(np.log(1 + np.exp(z)) - y * z)

        gradient = ag.grad(loss)({"w": w, "b": 0.3})
        residual = 1 / (1 + np.exp(-(x @ w + 0.3))) - y
        np.testing.assert_allclose(gradient["w"].data, x.T @ residual, rtol=1e-12)
        np.testing.assert_allclose(gradient["b"].data, residual.sum(), rtol=1e-12)

    def test_float32_stays_float32(self):
        x = np.ones(2, np.float32)
        value, gradient = ag.value_and_grad(lambda t: np.sum(np.sin(2.0 * t)))(x)
        assert (value.dtype, gradient.dtype) == (np.float32, np.float32)
        value, pullback = ag.vjp(np.sin, x)
        assert pullback(np.ones(2))[0].dtype == np.float32
        assert ag.jvp(np.sin, x, np.ones(2))[1].dtype == np.float32


class TestGradRefuses:
    @pytest.mark.parametrize(
        ("f", "shape"), [(lambda x: x, r"\(2,\)"), (lambda x: (x[0], x[1]), r"\(\), \(\)")]
    )
    def test_more_than_one_number(self, f, shape):
        with pytest.raises(ag.ShapeError, match=f"returns shape {shape}, not one number") as error:
            ag.grad(f)(np.ones(2))
        assert "use vjp or jacobian" in str(error.value)

    @pytest.mark.parametrize("transform", [ag.grad, ag.jacobian, ag.hessian])
    @pytest.mark.parametrize(("result", "kind"), [(3.0, "float"), (np.ones(()), "ndarray")])
    def test_what_is_no_tensor_by_the_name_of_the_function(self, transform, result, kind):
        def forgetful(x):
            return result

        with pytest.raises(ag.GraphError, match=f"forgetful returned {kind}, not a tensor"):
            transform(forgetful)(1.0)

    def test_a_function_that_forgets_to_return(self):
        with pytest.raises(ag.AutogradError, match="returned None"):
            ag.grad(lambda x: None)(1.0)

    def test_an_argument_that_is_not_there(self):
        with pytest.raises(TypeError, match="argnums names argument 2; the function was given 1"):
            ag.grad(lambda x: x, 2)(1.0)
        with pytest.raises(TypeError, match="argnums names argument 0; the function was given 0"):
            ag.grad(lambda x: x)(x=1.0)

    @pytest.mark.parametrize("bad", ["text", 1j, np.array([None])])
    def test_what_is_no_real_number(self, bad):
        with pytest.raises(TypeError, match="a tensor holds real numbers"):
            ag.grad(lambda x: x[0])([bad])

    def test_integers_that_are_meant_as_such(self):
        with pytest.raises(TypeError, match="only floats have derivatives"):
            ag.grad(lambda x: x * 2)(ag.Tensor(3, dtype=int))
        assert ag.grad(lambda x: x * x)(3).item() == 6.0

    def test_what_is_no_position(self):
        for wrong in (ag.Tensor(2.0), "x", True, 1.0):
            with pytest.raises(TypeError, match="argnums"):
                ag.grad(lambda x: x * x, wrong)

    def test_a_function_with_has_aux_that_returns_no_pair(self):
        with pytest.raises((TypeError, ValueError), match="has_aux"):
            ag.grad(lambda x: x * x, has_aux=True)(2.0)

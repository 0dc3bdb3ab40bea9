"""Whole Jacobians and Hessians, and the product of a Hessian with a vector."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd_cli as ag
from autograd_cli.engine import observed_by

MODES = ("auto", "forward", "reverse")

shapes = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
seeds = st.integers(0, 2**32 - 1)


def _cubic(w, x):
    """A number with a full Hessian."""
    return np.sum(np.tanh(w @ x) ** 3) + np.sum(x) ** 2


@pytest.mark.parametrize("mode", MODES)
class TestJacobian:
    def test_it_has_the_axes_of_the_output_before_those_of_the_input(self, mode):
        rng = np.random.default_rng(0)
        a, x = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(4, 5))
        jacobian = ag.jacobian(lambda t: np.einsum("abij,ij->ab", a, t), mode=mode)(x)
        np.testing.assert_array_equal(jacobian.data, a)

    def test_of_numbers(self, mode):
        assert ag.jacobian(lambda x: x**3, mode=mode)(2.0).item() == 12.0
        assert ag.jacobian(np.sum, mode=mode)(np.ones(2)).tolist() == [1.0, 1.0]
        by_number = ag.jacobian(lambda x: x * np.arange(3.0), mode=mode)(2.0)
        assert by_number.tolist() == [0.0, 1.0, 2.0]

    def test_of_trees_by_trees(self, mode):
        def f(p):
            return {"product": p["a"] * p["b"], "none": None, "pair": (p["a"][0], ag.Tensor(5.0))}

        jacobian = ag.jacobian(f, mode=mode)({"b": 3.0, "a": np.array([1.0, 2.0])})
        assert list(jacobian) == ["product", "none", "pair"]
        assert list(jacobian["product"]) == ["b", "a"]
        assert jacobian["product"]["a"].tolist() == [[3.0, 0.0], [0.0, 3.0]]
        assert jacobian["product"]["b"].tolist() == [1.0, 2.0]
        assert jacobian["none"] is None
        (first, constant) = jacobian["pair"]
        assert (first["a"].tolist(), first["b"].item()) == ([1.0, 0.0], 0.0)
        assert (constant["a"].tolist(), constant["b"].item()) == ([0.0, 0.0], 0.0)

    def test_by_several_arguments_with_keywords(self, mode):
        def f(x, y, *, scale):
            return scale * x * y

        dy, dx = ag.jacobian(f, (1, 0), mode=mode)(2.0, np.array([1.0, 3.0]), scale=10.0)
        assert dx.tolist() == [10.0, 30.0]
        assert dy.tolist() == [[20.0, 0.0], [0.0, 20.0]]

    def test_of_nothing_and_by_nothing(self, mode):
        empty = np.zeros((0, 2))
        assert ag.jacobian(lambda x: 2 * x, mode=mode)(empty).shape == (0, 2, 0, 2)
        assert ag.jacobian(lambda x: np.ones(3) * np.sum(x), mode=mode)(empty).shape == (3, 0, 2)
        assert ag.jacobian(lambda x: x * empty, mode=mode)(1.0).shape == (0, 2)

    def test_integers_in_the_output_have_zeros(self, mode):
        def f(x):
            return 2 * x, ag.Tensor([1, 2], dtype=int)

        assert [j.tolist() for j in ag.jacobian(f, mode=mode)(1.0)] == [2.0, [0.0, 0.0]]

    def test_float32_stays_float32(self, mode):
        x = np.ones(2, np.float32)
        assert ag.jacobian(np.sin, mode=mode)(x).dtype == np.float32

    @pytest.mark.parametrize("requires_grad", [False, True])
    def test_it_has_the_dtype_of_the_input(self, mode, requires_grad):
        w = ag.Tensor(np.ones(2), requires_grad)
        assert ag.jacobian(lambda x: w * x, mode=mode)(np.float32([1, 2])).dtype == np.float32

    def test_of_a_jacobian(self, mode):
        for inner in MODES:
            first = ag.jacobian(lambda x: x**3 * np.sum(x), mode=inner)
            second = ag.jacobian(first, mode=mode)(np.array([1.0, 2.0]))
            # d/dx_k of 3 x_i^2 s [i = j] + x_i^3, where s = x_0 + x_1
            expected = np.zeros((2, 2, 2))
            x, s = np.array([1.0, 2.0]), 3.0
            for i, j, k in np.ndindex(2, 2, 2):
                expected[i, j, k] = (i == j) * ((i == k) * 6 * x[i] * s + 3 * x[i] ** 2)
                expected[i, j, k] += (i == k) * 3 * x[i] ** 2
            np.testing.assert_allclose(second.data, expected, rtol=1e-14)


@given(shapes, shapes, seeds)
def test_the_modes_agree(rows, columns, seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=columns), rng.normal()
    w = rng.normal(size=(*rows, *columns))

    def f(t, s):
        z = np.sum(w * np.sin(t * s), axis=tuple(range(len(rows), w.ndim)))
        return {"z": z, "s": s * s, "t": t**2}

    found = [ag.jacobian(f, (0, 1), mode=mode)(x, y) for mode in MODES]
    expected = w * np.cos(x * y) * y
    for jacobian in found:
        by_t, by_s = jacobian["z"]
        np.testing.assert_allclose(by_t.data, expected, rtol=1e-12, atol=1e-14)
        assert by_s.shape == rows
        for key in jacobian:
            for one, other in zip(jacobian[key], found[0][key], strict=True):
                np.testing.assert_allclose(one.data, other.data, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(("rows", "columns"), [(1, 60), (60, 1), (20, 20)])
def test_auto_runs_no_more_rules_than_the_better_mode(rows, columns):
    w = np.ones((rows, columns))

    class Counts:
        def __init__(self):
            self.rules = 0

        def after_op(self, op, inputs, params, y):
            pass

        def before_rule(self, node, position, g):
            self.rules += 1

        def after_rule(self, node, position, g, result):
            pass

    counted = Counter()
    for mode in MODES:
        counts = Counts()
        with observed_by(counts):
            ag.jacobian(lambda x: np.sin(w @ x), mode=mode)(np.ones(columns))
        counted[mode] = counts.rules
    assert counted["auto"] == min(counted["forward"], counted["reverse"])


def test_an_unknown_mode_is_refused_before_anything_runs():
    with pytest.raises(ValueError, match="mode='backward' of jacobian: it is 'auto', 'forward' or"):
        ag.jacobian(np.sin, mode="backward")


class TestHessian:
    def test_it_is_that_of_the_closed_form(self):
        a = np.array([[1.0, 2.0], [0.0, 3.0]])
        hessian = ag.hessian(lambda x: x @ a @ x)(np.array([0.5, -1.0]))
        np.testing.assert_allclose(hessian.data, a + a.T, rtol=1e-15)
        quartic = ag.hessian(lambda x: np.sum(x * x) ** 2)(np.array([1.0, 2.0]))
        np.testing.assert_allclose(quartic.data, [[28.0, 16.0], [16.0, 52.0]], rtol=1e-15)

    @given(hnp.array_shapes(min_dims=0, max_dims=2, max_side=3), seeds)
    def test_it_is_symmetric_and_agrees_with_hvp(self, shape, seed):
        rng = np.random.default_rng(seed)
        x, v = rng.normal(size=shape), rng.normal(size=shape)
        w = rng.normal(size=(3, max(x.size, 1)))

        def f(t):
            return _cubic(w, np.reshape(t, (-1,)))

        matrix = ag.hessian(f)(x).data.reshape(x.size, x.size)
        np.testing.assert_allclose(matrix, matrix.T, rtol=1e-9, atol=1e-9)
        value, product = ag.hvp(f, x, v)
        np.testing.assert_allclose(product.data.reshape(-1), matrix @ v.reshape(-1), atol=1e-9)
        assert product.shape == shape
        assert value.item() == pytest.approx(float(f(ag.Tensor(x)).data), rel=1e-12)
        np.testing.assert_allclose(ag.vhp(f, x, v)[1].data, product.data)

    def test_by_trees_and_by_several_arguments(self):
        def f(p, z):
            return np.sum(p["a"] ** 2) * p["b"] * z

        p = {"a": np.array([1.0, 2.0]), "b": 3.0}
        hessian = ag.hessian(f)(p, 10.0)
        assert hessian["a"]["a"].tolist() == [[60.0, 0.0], [0.0, 60.0]]
        assert hessian["a"]["b"].tolist() == hessian["b"]["a"].tolist() == [20.0, 40.0]
        assert hessian["b"]["b"].item() == 0.0
        of_p, (by_p, by_z) = ag.hessian(f, (0, 1))(p, 10.0)  # the pair at each leaf of the pair
        assert of_p["a"][0]["b"].tolist() == [20.0, 40.0]
        assert of_p["a"][1].tolist() == by_p["a"].tolist() == [6.0, 12.0]
        assert by_z.item() == 0.0

    def test_of_linear_and_constant_functions_it_is_zero(self):
        for f in (np.sum, lambda x: ag.Tensor(1.0)):
            assert ag.hessian(f)(np.ones(2)).tolist() == [[0.0, 0.0], [0.0, 0.0]]

    def test_float32_stays_float32(self):
        x = np.ones(2, np.float32)
        assert ag.hessian(lambda t: np.sum(t**3))(x).dtype == np.float32
        assert ag.hvp(lambda t: np.sum(t**3), x, x)[1].dtype == np.float32


class TestHessianProducts:
    def test_primals_and_tangents_are_tuples_or_the_only_argument(self):
        value, product = ag.hvp(lambda x, y: x * x * y, (2.0, 3.0), (1.0, 10.0))
        assert value.item() == 12.0
        assert [p.item() for p in product] == [6.0 + 40.0, 4.0]
        _, product = ag.hvp(lambda x: x**3, (2.0,), (1.0,))
        assert product[0].item() == 12.0
        _, product = ag.hvp(lambda p: p["x"] ** 2 * p["y"], {"x": 2.0, "y": 3.0}, {"y": 1, "x": 0})
        assert (product["x"].item(), product["y"].item()) == (4.0, 0.0)

    def test_they_need_one_number_and_tangents_that_fit(self):
        for function in (ag.hvp, ag.vhp):
            with pytest.raises(ag.ShapeError, match="which returns one number"):
                function(lambda x: x, np.ones(2), np.ones(2))
            with pytest.raises(ag.ShapeError, match=r"shape \(3,\), and should have \(2,\)"):
                function(lambda x: np.sum(x * x), np.ones(2), np.ones(3))
            with pytest.raises(
                ag.ShapeError, match=r"built as \(\*\), and should be as \(\*, \*\)"
            ):
                function(lambda x, y: x * y, (1.0, 2.0), (1.0,))

    def test_they_never_make_the_hessian(self):
        n = 20_000  # whose Hessian would take 3.2 GB
        v = np.arange(float(n))
        _, product = ag.hvp(lambda x: np.sum(x**3), np.ones(n), v)
        np.testing.assert_allclose(product.data, 6 * v)

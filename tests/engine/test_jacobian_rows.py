"""A Jacobian takes many cotangents at once: for every op, each row is that of one by itself."""

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.engine.trees import leaves
from autograd_cli.ops.checks import op_checks

ROWS = op_checks()
COUNT = 4


def _flat(f):
    """All numbers that `f` returns, as one vector."""

    def g(*inputs):
        return np.concatenate([np.reshape(y, (-1,)) for y in leaves(f(*inputs))])

    return g


def _close(found, expected):
    scale = max(1.0, float(np.abs(expected).max(initial=0)))
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-10 * scale)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_every_op_takes_many_cotangents_at_once(row):
    inputs = [np.asarray(x) for x in row.inputs.values()]
    argnums = tuple(range(len(inputs)))
    f = _flat(row)
    value, pullback = ag.vjp(f, *inputs)
    weights = np.random.default_rng(0).normal(size=(COUNT, value.size))
    expected = [np.stack(parts) for parts in zip(*map(_pulled(pullback), weights), strict=True)]

    for mode in ("reverse", "forward"):
        found = ag.jacobian(lambda *xs: weights @ f(*xs), argnums, mode=mode)(*inputs)
        for jacobian, by_row in zip(found, expected, strict=True):
            _close(jacobian.data, by_row)


def _pulled(pullback):
    return lambda g: [part.data for part in pullback(g)]


@pytest.mark.parametrize("row", ROWS[::7], ids=[row.name for row in ROWS[::7]])
def test_so_does_the_gradient_of_every_op(row):
    inputs = [np.asarray(x) for x in row.inputs.values()]
    f = _flat(row)
    weights = np.random.default_rng(0).normal(size=f(*inputs).size)

    def total(*xs):
        return np.sum(weights * np.sin(f(*xs)))

    hessian = ag.hessian(total)(*inputs).data
    tangent = np.random.default_rng(1).normal(size=inputs[0].shape)
    rest = [np.zeros(x.shape) for x in inputs[1:]]
    _, (product, *_) = ag.hvp(total, tuple(inputs), (tangent, *rest))
    _close(np.tensordot(hessian, tangent, tangent.ndim), product.data)


class TestFunctionsOfOnesOwn:
    """Rules are written for one cotangent: whatever NumPy can do with that is right."""

    W = np.random.default_rng(0).normal(size=(3, 3))
    X = np.array([0.5, -1.0, 2.0])

    def _check(self, op, inputs):
        def f(*xs):
            return self.W @ op(*xs)

        argnums = tuple(range(len(inputs)))
        _, pullback = ag.vjp(f, *inputs)
        rows = [pullback(unit) for unit in np.eye(3)]
        for mode in ("auto", "reverse"):
            for i, jacobian in enumerate(ag.jacobian(f, argnums, mode=mode)(*inputs)):
                _close(jacobian.data, np.stack([row[i].data for row in rows]))

    @pytest.mark.parametrize(
        "rule",
        [
            lambda g, y: np.array([a * b for a, b in zip(g, y, strict=True)]),
            lambda g, y: np.diag(y) @ g,
            lambda g, y: np.einsum("i,i->i", g, y),
            lambda g, y: g[::-1][::-1] * y,
            lambda g, y: np.flip(np.flip(g) * np.flip(y)),
            lambda g, y: np.reshape(g, -1) * y,
            lambda g, y: g.T * y,
        ],
    )
    def test_a_rule_that_knows_one_axis(self, rule):
        class Exp(ag.Function):
            forward = np.exp
            vjp_x = staticmethod(rule)

        self._check(Exp.apply, [self.X])

    @pytest.mark.parametrize("declared", [False, True])
    def test_a_subclass_that_is_no_longer_elementwise(self, declared):
        class Double(ag.Function):
            elementwise = declared
            forward = np.negative
            vjp_x = staticmethod(lambda g: -g)

        class Total(Double):
            forward = staticmethod(lambda x: np.cumsum(x))
            vjp_x = staticmethod(lambda g: np.tri(3).T @ g)

        self._check(Double.apply, [self.X])
        self._check(Total.apply, [self.X])

    def test_broadcasting(self):
        class Product(ag.Function):
            forward = np.multiply
            vjp_a = staticmethod(lambda g, b: g * b)
            vjp_b = staticmethod(lambda g, a: g * a)

        def f(a, b, c):
            return np.sum(Product.apply(Product.apply(a, b), c), axis=(0, 2))

        self._check(f, [np.ones((4, 1, 2)), self.X[:, None], 2.0])

    def test_hooks_are_run(self):
        def f(x):
            y = np.sin(x)
            y.register_hook(lambda g: 10 * g)
            return y * 1.0

        self._check(f, [self.X])
        jacobian = ag.jacobian(f)(self.X)
        np.testing.assert_allclose(jacobian.data, np.diag(10 * np.cos(self.X)))

    def test_many_rows_in_several_pieces(self, monkeypatch):
        monkeypatch.setattr("autograd_cli.engine.jacobians._NUMBERS", 20)
        self._check(lambda x: np.exp(x) * np.sin(x), [self.X])
        assert ag.jacobian(np.sin)(np.ones(50)).shape == (50, 50)

    def test_a_graph_that_has_changed_is_refused(self):
        w = ag.Tensor(self.X)

        def f(x):
            y = x * w
            w.data -= 1.0
            return y

        with pytest.raises(ag.GraphError, match="the input b of Mul was changed in place"):
            ag.jacobian(f)(self.X)

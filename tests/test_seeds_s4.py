"""A linear layer and the mean squared error as functions of one's own, and by hand."""

import numpy as np
import pytest

import autograd_cli as ag


class Linear(ag.Function):
    """y = x w + b, for x (q, n), w (n, p), b (1, p);  dx = g w^T,  dw = x^T g,  db = g."""

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


class MSE(ag.Function):
    """y = ||p - t||^2 / q, divided by the number of examples only;  dp = (2/q) g (p - t)."""

    @staticmethod
    def forward(p, t):
        return np.sum((p - t) ** 2) / len(p)

    @staticmethod
    def vjp_p(g, p, t):
        return 2 / len(p) * g * (p - t)


@pytest.fixture(params=[(5, 3, 2), (1, 1, 1), (4, 2, 3)], ids=str)
def batch(request):
    """X (q, n), W (n, p), b (1, p), and the targets Y (q, p)."""
    q, n, p = request.param
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shape in ((q, n), (n, p), (1, p), (q, p))]


def _by_hand(x, w, b, y):
    d = 2 / len(x) * (x @ w + b - y)
    return d @ w.T, x.T @ d, d.sum(axis=0, keepdims=True)


def _cost(x, w, b, y):
    return MSE.apply(Linear.apply(x, w, b), y)


def test_the_value_is_divided_by_the_size_of_the_batch_only(batch):
    x, w, b, y = batch
    assert _cost(*batch).item() == pytest.approx(np.sum((x @ w + b - y) ** 2) / len(x))


def test_the_gradients_are_those_found_by_hand(batch):
    for found, expected in zip(ag.grad(_cost, (0, 1, 2))(*batch), _by_hand(*batch), strict=True):
        assert found.shape == expected.shape
        np.testing.assert_allclose(found.data, expected, rtol=1e-13)


def test_so_are_those_of_the_cost_by_the_output(batch):
    x, w, b, y = batch
    output = ag.Tensor(x @ w + b, requires_grad=True)
    MSE.apply(output, y).backward()
    np.testing.assert_allclose(output.grad, 2 / len(x) * (output.data - y), rtol=1e-13)


def test_backward_gives_them_to_the_leaves(batch):
    x, w, b = (ag.Tensor(array, requires_grad=True) for array in batch[:3])
    _cost(x, w, b, batch[3]).backward()
    for leaf, expected in zip((x, w, b), _by_hand(*batch), strict=True):
        np.testing.assert_allclose(leaf.grad, expected, rtol=1e-13)


def test_operators_give_the_same(batch):
    def plain(x, w, b, y):
        return np.sum((x @ w + b - y) ** 2) / len(x)

    for found, expected in zip(
        ag.grad(plain, (0, 1, 2))(*batch), ag.grad(_cost, (0, 1, 2))(*batch), strict=True
    ):
        np.testing.assert_allclose(found.data, expected.data, rtol=1e-13)


@pytest.mark.parametrize("mode", ["elements", "full", "directions"])
def test_a_gradient_check_confirms_them(batch, mode):
    *inputs, y = batch
    assert ag.gradcheck(lambda *xs: _cost(*xs, y), inputs, names=["X", "W", "b"], mode=mode)
    assert ag.gradcheck(Linear.apply, inputs, mode=mode)
    assert ag.gradgradcheck(lambda *xs: _cost(*xs, y), inputs, mode=mode)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("vjp_x", lambda g, w: g @ w.T / 2),
        ("vjp_w", lambda g, x: -x.T @ g),
        ("vjp_b", lambda g: g[:1]),
    ],
)
def test_and_refutes_wrong_ones(name, wrong):
    rng = np.random.default_rng(0)
    members = {**vars(Linear), name: staticmethod(wrong)}
    members = {key: members[key] for key in ("forward", "vjp_x", "vjp_w", "vjp_b")}
    mine = type("Mine", (ag.Function,), members)
    inputs = [rng.normal(size=shape) for shape in ((5, 3), (3, 2), (1, 2))]
    with pytest.raises(ag.GradcheckError, match="wrong rule") as error:
        ag.gradcheck(mine.apply, inputs, names=["x", "w", "b"])
    assert f"with respect to {name.removeprefix('vjp_')}[" in str(error.value)
    assert "it comes from the op Mine, called at" in str(error.value)


def test_a_target_has_no_derivative_unless_one_writes_it(batch):
    *_, y = batch
    with pytest.raises(ag.RuleError, match="MSE has no derivative with respect to t"):
        MSE.apply(y, ag.Tensor(y, requires_grad=True))


def test_descent_with_them_finds_the_weights():
    rng = np.random.default_rng(0)
    x, truth = rng.normal(size=(50, 3)), rng.normal(size=(3, 2))
    y = x @ truth + 0.5
    w, b = ag.Tensor(np.zeros((3, 2)), requires_grad=True), ag.Tensor([[0.0, 0.0]], True)
    for _ in range(300):
        dw, db = ag.grad(_cost(x, w, b, y), [w, b])
        with ag.no_grad():
            w -= 0.1 * dw
            b -= 0.1 * db
    np.testing.assert_allclose(w.data, truth, atol=1e-8)
    np.testing.assert_allclose(b.data, [[0.5, 0.5]], atol=1e-8)

"""Values against an independent formula, at the edges too."""

import math

import numpy as np
import pytest

import autograd_cli as ag

x = np.array([[-1.5, 0.0, 2.0], [0.5, -0.25, 3.0]])
positive = np.abs(x) + 0.5


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ag.add(x, 1), x + 1),
        (ag.subtract(1, x), 1 - x),
        (ag.multiply(x, x), x * x),
        (ag.divide(1, positive), 1 / positive),
        (ag.negative(x), -x),
        (ag.power(positive, 1.5), positive**1.5),
        (ag.power(2, x), 2**x),
        (ag.exp(x), [[math.exp(v) for v in row] for row in x]),
        (ag.log(positive), [[math.log(v) for v in row] for row in positive]),
        (ag.logaddexp(x, 1), np.log(np.exp(x) + np.e)),
        (ag.relu(x), [[0, 0, 2], [0.5, 0, 3]]),
        (ag.sigmoid(x), 1 / (1 + np.exp(-x))),
        (ag.maximum(x, 0.25), [[0.25, 0.25, 2], [0.5, 0.25, 3]]),
        (ag.max(x), 3.0),
        (ag.max(x, axis=0), [0.5, 0.0, 3.0]),
        (ag.sum(x), 3.75),
        (ag.sum(x, axis=1, keepdims=True), [[0.5], [3.25]]),
        (ag.mean(x), 0.625),
        (ag.mean(x, axis=(0, 1)), 0.625),
        (ag.mean(x, axis=-1), [0.5 / 3, 3.25 / 3]),
        (ag.mean(2.0), 2.0),
        (ag.mean(ag.Tensor(2.0), axis=0), 2.0),
        (ag.transpose([1.0, 2.0]), [1.0, 2.0]),
        (ag.broadcast_to(2.0, (2,)), [2.0, 2.0]),
        (ag.matmul(x, x.T), [[6.25, 5.25], [5.25, 9.3125]]),
        (ag.dot(2.0, x), 2 * x),
        (ag.dot(x, x[0]), [6.25, 5.25]),
        (ag.linear(x, np.ones((1, 3)), np.array([1.0])), [[1.5], [4.25]]),
        (ag.reshape(x, -1), x.ravel()),
        (ag.transpose(x), x.T),
        (ag.transpose(x, (-1, 0)), x.T),
        (ag.swapaxes(x, 0, 1), x.T),
        (ag.broadcast_to(x[0], (2, 3)), [x[0], x[0]]),
    ],
)
def test_values(found, expected):
    np.testing.assert_allclose(found.data, expected, rtol=1e-14)


def test_methods_and_operators_are_the_ops():
    t = ag.Tensor(x)
    np.testing.assert_array_equal(t.sum(axis=0).data, x.sum(axis=0))
    np.testing.assert_array_equal(t.mean().data, x.mean())
    np.testing.assert_array_equal(t.max(axis=1, keepdims=True).data, x.max(axis=1, keepdims=True))
    np.testing.assert_array_equal(t.reshape(3, 2).data, x.reshape(3, 2))
    np.testing.assert_array_equal(t.reshape((3, -1)).data, x.reshape(3, 2))
    np.testing.assert_array_equal(t.transpose().data, x.T)
    np.testing.assert_array_equal(t.transpose(1, 0).data, x.T)
    np.testing.assert_array_equal(t.transpose(np.int64(1), 0).data, x.T)
    np.testing.assert_array_equal(t.transpose((1, 0)).data, x.T)
    np.testing.assert_array_equal(t.mT.data, x.T)
    np.testing.assert_array_equal((-t + 1 - t * 2 / 4).data, -x + 1 - x * 2 / 4)
    np.testing.assert_array_equal((x @ t.T).data, x @ x.T)
    np.testing.assert_array_equal((3 ** ag.Tensor([2.0])).data, [9.0])


@pytest.mark.parametrize(
    "index",
    [[], 0, -1, slice(None, None, -1), (..., 1), None, [1, 0, 1], (slice(1), [2, 0]), x > 0],
)
def test_indexing_is_numpys(index):
    np.testing.assert_array_equal(ag.Tensor(x)[index].data, x[index])


def test_sigmoid_does_not_overflow():
    np.testing.assert_array_equal(ag.sigmoid([-1e4, 0, 1e4]).data, [0.0, 0.5, 1.0])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ag.reshape(x, (4, 2)), ag.ShapeError, "Reshape of shapes"),
        (lambda: ag.transpose(x, (0, 5)), ag.ShapeError, "transpose: axis 5"),
        (lambda: ag.swapaxes(x, 0, 5), ag.ShapeError, "swapaxes: axis 5"),
        (lambda: ag.sum(x, axis=2), ag.ShapeError, "axis 2 is out of bounds"),
        (lambda: ag.max(np.empty((0, 2))), ag.ShapeError, "zero-size array"),
        (lambda: ag.mean(np.empty((0, 2))), ag.ShapeError, "Mean of shapes"),
        (lambda: ag.broadcast_to(x, (3, 2)), ag.ShapeError, "does not broadcast to"),
        (lambda: ag.broadcast_to(x[:1], (3,)), ag.ShapeError, "does not broadcast to"),
        (lambda: ag.linear(x[None], x, x[0]), ag.ShapeError, r"x must be \(N, D\)"),
        (lambda: ag.Tensor(x)[5], IndexError, "out of bounds"),
        (lambda: ag.Tensor(x)[ag.Tensor([0.0])], IndexError, "index with an integer array"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_numpys_reductions_run_ours_with_their_own_defaults():
    t = ag.Tensor(x, requires_grad=True)
    np.testing.assert_array_equal(np.sum(t, axis=1, keepdims=True).data, x.sum(1, keepdims=True))
    np.testing.assert_array_equal(np.add.reduce(t).data, x.sum(axis=0))
    np.testing.assert_array_equal(np.max(t).data, 3.0)
    np.testing.assert_array_equal(np.reshape(t, (3, 2)).data, x.reshape(3, 2))


@pytest.mark.parametrize("exponent", [0, 1, 2, 0.0, 2.0])
def test_powers_of_zero_have_their_derivative(exponent):
    t = ag.Tensor([0.0], requires_grad=True)
    (t**exponent).backward([1.0])
    assert t.grad == (1.0 if exponent == 1 else 0.0)


def test_zero_to_a_power_does_not_depend_on_the_power():
    p = ag.Tensor([2.0, 3.0], requires_grad=True)
    (0**p).backward([1.0, 1.0])
    np.testing.assert_array_equal(p.grad, [0.0, 0.0])


def test_ties_share_the_cotangent():
    a, b = ag.Tensor([1.0], requires_grad=True), ag.Tensor([1.0], requires_grad=True)
    ag.maximum(a, b).backward([1.0])
    assert (a.grad, b.grad) == (0.5, 0.5)
    c = ag.Tensor([2.0, 1.0, 2.0], requires_grad=True)
    ag.max(c).backward()
    np.testing.assert_array_equal(c.grad, [0.5, 0.0, 0.5])


def test_relu_has_slope_0_at_0():
    t = ag.Tensor([0.0], requires_grad=True)
    ag.relu(t).backward([1.0])
    assert t.grad == 0.0

"""What NumPy tells in booleans and integers: the same of tensors, in plain arrays."""

import numpy as np
import pytest

import autograd_cli as ag

X = np.array([[3.0, -1.0, 2.0], [0.0, np.nan, -np.inf]])
Y = np.array([3.0, 0.0, 2.0])
N = np.array([1, 0, 2, 1])


@pytest.mark.parametrize(
    "ask",
    [
        lambda x, y, n: np.argmax(x, axis=1),
        lambda x, y, n: np.argmin(y),
        lambda x, y, n: np.nanargmax(x),
        lambda x, y, n: np.nanargmin(x, axis=0),
        lambda x, y, n: np.argsort(x, axis=-1, kind="stable"),
        lambda x, y, n: np.argpartition(y, 1)[1],
        lambda x, y, n: np.argwhere(x),
        lambda x, y, n: np.lexsort((y, y)),
        lambda x, y, n: np.nonzero(x),
        lambda x, y, n: np.flatnonzero(x),
        lambda x, y, n: np.count_nonzero(x, axis=0),
        lambda x, y, n: np.searchsorted([0.0, 1.0, 5.0], y, side="right"),
        lambda x, y, n: np.searchsorted(np.sort(Y), y),
        lambda x, y, n: np.digitize(y, np.array([0.5, 2.5])),
        lambda x, y, n: np.unravel_index(n, (2, 2)),
        lambda x, y, n: np.bincount(n, minlength=5),
        lambda x, y, n: np.isfinite(x),
        lambda x, y, n: np.isnan(x),
        lambda x, y, n: np.isinf(x),
        lambda x, y, n: np.isneginf(x),
        lambda x, y, n: np.isposinf(x),
        lambda x, y, n: np.isreal(x),
        lambda x, y, n: np.iscomplexobj(x),
        lambda x, y, n: np.isin(x, y),
        lambda x, y, n: np.signbit(x),
        lambda x, y, n: np.isclose(x, y, equal_nan=True),
        lambda x, y, n: np.allclose(y, Y),
        lambda x, y, n: np.array_equal(x, y),
        lambda x, y, n: np.array_equiv(y, [y, y]),
        lambda x, y, n: np.any(x, axis=1),
        lambda x, y, n: np.all(x, axis=0, keepdims=True),
        lambda x, y, n: np.logical_and(x, y),
        lambda x, y, n: np.logical_not(x),
        lambda x, y, n: np.bitwise_xor(n, 1),
        lambda x, y, n: np.left_shift(n, n),
        lambda x, y, n: np.less_equal(Y, x),
        lambda x, y, n: np.greater(x, y),
        lambda x, y, n: np.shape(x),
        lambda x, y, n: np.ndim(x),
        lambda x, y, n: np.size(x, axis=1),
        lambda x, y, n: np.result_type(n, np.float32),
        lambda x, y, n: np.shares_memory(x, X),
        lambda x, y, n: np.array_repr(y),
        lambda x, y, n: np.array2string(x, precision=2),
    ],
)
def test_answers_are_those_of_numpy(ask):
    tensors = [ag.Tensor(X, True), ag.Tensor(Y, True), ag.Tensor(N, dtype=np.int64)]
    expected, found = ask(X.copy(), Y, N), ask(*tensors)
    assert type(found) is type(expected)
    np.testing.assert_array_equal(found, expected)


def test_methods():
    x = ag.Tensor(X[0], requires_grad=True)
    assert x.argmax() == 0
    assert x.argmin(axis=0) == 1
    np.testing.assert_array_equal(x.argsort(), [1, 2, 0])
    assert x.argpartition(0)[0] == 1
    np.testing.assert_array_equal(x.nonzero(), [[0, 1, 2]])
    assert x.any()
    assert not (x > 0).all()
    assert ag.Tensor([1.0, 3.0]).searchsorted(2.0) == 1


def test_operators_of_truth_values():
    a, b = ag.Tensor([True, True, False], dtype=bool), np.array([True, False, False])
    for found, expected in (
        (a & b, [True, False, False]),
        (b | a, [True, True, False]),
        (True ^ a, [False, False, True]),
        (~a, [False, False, True]),
    ):
        assert type(found) is np.ndarray
        np.testing.assert_array_equal(found, expected)
    x = ag.Tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    assert 3.0 in x
    assert 5.0 not in x


def test_sums_of_weights_have_their_gradient():
    weights = ag.Tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
    sums = np.bincount(N, weights, minlength=4)
    np.testing.assert_array_equal(sums.data, [2.0, 5.0, 3.0, 0.0])
    sums.backward([10.0, 20.0, 30.0, 40.0])
    np.testing.assert_array_equal(weights.grad, [20.0, 10.0, 30.0, 20.0])
    np.testing.assert_array_equal(np.bincount(ag.Tensor(N, dtype=int), np.ones(4)), [1, 2, 1])


def test_nothing_is_written_into_an_existing_array():
    with pytest.raises(ag.RuleError, match=r"numpy\.argmax does not take out for tensors"):
        np.argmax(ag.Tensor(X), axis=0, out=np.empty(3, int))
    with pytest.raises(ag.RuleError, match=r"numpy\.isnan does not take out for tensors"):
        np.isnan(X, out=ag.Tensor(X))

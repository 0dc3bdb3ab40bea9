"""Slices picked, left out and put in: NumPy's values and forms, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from indices import numbers

import autograd_cli as ag

a = numbers((3, 4, 2))


def check(call):
    """`call(np, ...)` of a tensor: its value, and its gradient from where elements come from."""
    expected = call(np, a)
    t = ag.Tensor(a, requires_grad=True)
    y = call(np, t)
    assert y.shape == np.shape(expected)
    np.testing.assert_array_equal(y.data, expected)
    places = call(np, np.arange(1.0, a.size + 1).reshape(a.shape)).astype(int)
    g = numbers(y.shape, 1)
    y.backward(g)
    wanted = np.bincount(places.ravel(), np.ravel(g), a.size + 1)[1:].reshape(a.shape)
    np.testing.assert_allclose(t.grad, wanted, rtol=1e-13, atol=1e-13)


@given(
    st.sampled_from([None, 0, 1, -1]),
    npst.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=3),
    st.sampled_from(["raise", "wrap", "clip"]),
    st.data(),
)
def test_take(axis, shape, mode, data):
    n = a.size if axis is None else a.shape[axis]
    reach = n if mode == "raise" else 3 * n
    indices = data.draw(npst.arrays(np.intp, shape, elements=st.integers(-reach, reach - 1)))
    check(lambda xp, x: xp.take(x, indices, axis, mode=mode))


@pytest.mark.parametrize("indices", [1, [], [True, False], range(2), np.uint8(1), np.int32([2, 0])])
def test_take_at_numbers_of_any_kind(indices):
    t = ag.Tensor(a)
    expected = a.take(np.asarray(indices, dtype=int), axis=0)
    np.testing.assert_array_equal(t.take(indices, axis=0).data, expected)
    np.testing.assert_array_equal(
        t.take(ag.Tensor(np.asarray(indices), dtype=int), 0).data, expected
    )


def test_take_along_an_axis_sorts():
    for axis in (0, 1, -1, None):
        check(lambda xp, x, axis=axis: xp.take_along_axis(x, a.argsort(axis), axis))
    check(lambda xp, x: xp.take_along_axis(x, np.array([[[0], [3], [3]]]), 1))
    check(lambda xp, x: xp.take_along_axis(x, np.array([[[0, -1], [3, 1]]]), axis=1))


@pytest.mark.parametrize("axis", [None, 0, 1, -1])
@pytest.mark.parametrize("condition", [[True], [False, True], [0, 2], []])
def test_compress(condition, axis):
    check(lambda xp, x: xp.compress(condition, x, axis=axis))
    t = ag.Tensor(a)
    np.testing.assert_array_equal(t.compress(condition, axis).data, a.compress(condition, axis))


def test_extract():
    check(lambda xp, x: xp.extract(a > 0, x))
    t = ag.Tensor(a)
    np.testing.assert_array_equal(np.extract(t > 0, t).data, a[a > 0])


@pytest.mark.parametrize("axis", [None, 0, 1, -1])
@pytest.mark.parametrize(
    "obj",
    [0, -1, [0, 1], [1, 1, -1], [], slice(1, None), slice(None, None, 2), slice(5, 0, -1)],
)
def test_delete(obj, axis):
    check(lambda xp, x: xp.delete(x, obj, axis))


def test_delete_by_a_mask():
    check(lambda xp, x: xp.delete(x, np.array([True, False, True]), 0))
    check(lambda xp, x: xp.delete(x, a.ravel() > 0))


@pytest.mark.parametrize(
    ("obj", "values", "axis"),
    [
        (0, 5.0, None),
        (-1, [5.0, 6.0], None),
        (24, [5.0, 6.0], None),
        ([0], [5.0, 6.0], None),
        ([1, 1, 3], 5.0, None),
        ([3, 1, -2], [5.0, 6.0, 7.0], None),
        (slice(1, 4), [5.0, 6.0, 7.0], None),
        (slice(0, 4, 2), 5.0, 1),
        (1, 5.0, 0),
        (1, numbers((4, 2)), 0),
        ([1], numbers((2, 4, 2)), 0),
        ([0, 2], numbers((3, 2, 2)), 1),
        (1, numbers((2, 3, 2)), 1),
        (1, [[[5.0]], [[6.0]]], 2),
        ([1, 1], 9.0, -1),
        ([], 9.0, 0),
    ],
)
def test_insert(obj, values, axis):
    expected = np.insert(a, obj, values, axis)
    t, v = ag.Tensor(a, requires_grad=True), ag.Tensor(values, requires_grad=True)
    y = np.insert(t, obj, v, axis)
    assert y.shape == expected.shape
    np.testing.assert_array_equal(y.data, expected)
    g = numbers(y.shape, 1)
    y.backward(g)
    source = np.arange(1.0, a.size + 1).reshape(a.shape)
    inserted = -np.arange(1.0, v.size + 1).reshape(v.shape)
    places = np.insert(source, obj, inserted, axis).astype(int).ravel()
    for x, sign in ((t, 1), (v, -1)):
        mine = places * sign > 0
        wanted = np.bincount(places[mine] * sign, g.ravel()[mine], x.size + 1)[1:]
        np.testing.assert_allclose(x.grad, wanted.reshape(x.shape), rtol=1e-13, atol=1e-13)


def test_insert_keeps_the_dtype():
    t = ag.Tensor(np.ones(2, np.float32))
    assert ag.insert(t, 0, ag.Tensor([2.0], requires_grad=True)).dtype == np.float32
    whole = ag.Tensor([1, 2], dtype=int)
    np.testing.assert_array_equal(ag.insert(whole, 0, 2.7).data, [2, 1, 2])
    with pytest.raises(ag.RuleError, match="a tensor of int64"):
        ag.insert(whole, 0, ag.Tensor(2.0, requires_grad=True))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ag.take(a, 3, 0), IndexError, "index 3 is out of bounds for axis 0"),
        (lambda: ag.take(a, [-25]), IndexError, "out of bounds"),
        (lambda: ag.take(a, 0.5), TypeError, "take wants integers; given float64"),
        (lambda: ag.take(a, 0, mode="around"), ValueError, "use 'raise', 'wrap' or 'clip'"),
        (lambda: ag.take(a, 0, 3), ag.ShapeError, "take: axis 3 is out of bounds"),
        (lambda: ag.take([], 0, mode="clip"), IndexError, "from an axis of length 0"),
        (lambda: ag.take_along_axis(a, [0], 0), ag.ShapeError, r"at indices of shape \(1,\)"),
        (lambda: ag.take_along_axis(a, [[[4]]], 0), IndexError, "index 4 is out of bounds"),
        (lambda: ag.compress([[True]], a), ag.ShapeError, "it must be a vector"),
        (lambda: ag.compress([0, 0, 0, 1], a, 0), IndexError, "beyond the end of an axis"),
        (lambda: ag.delete(a, 0.5, 0), TypeError, "delete wants integers"),
        (lambda: ag.delete(a, np.array([True]), 0), IndexError, "boolean index did not match"),
        (lambda: ag.delete(a, 3, 0), IndexError, "out of bounds for axis 0 with size 3"),
        (lambda: ag.insert(a, 4, 1.0, 0), IndexError, "out of bounds for axis 0 with size 3"),
        (lambda: ag.insert(a, [0, 1], [1.0, 2.0, 3.0], 0), ag.ShapeError, "does not broadcast"),
        (lambda: ag.insert(a, 0, np.ones((1, 1, 1, 1)), 0), ag.ShapeError, "does not broadcast to"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()

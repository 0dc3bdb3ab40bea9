"""Padding and repeating: NumPy's values and forms, and what is refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from indices import numbers

import autograd_cli as ag

MODES = ["edge", "reflect", "symmetric", "wrap"]


def check(call, a):
    """`call(np, ...)` of a tensor: its value, and its gradient from where elements come from."""
    expected = call(np, a)
    t = ag.Tensor(a, requires_grad=True)
    y = call(np, t)
    assert y.shape == expected.shape
    np.testing.assert_array_equal(y.data, expected)
    places = call(np, np.arange(1.0, a.size + 1).reshape(a.shape)).astype(int)  # 0 is from nowhere
    g = numbers(y.shape, 1)
    y.backward(g)
    wanted = np.bincount(places.ravel(), g.ravel(), a.size + 1)[1:].reshape(a.shape)
    np.testing.assert_allclose(t.grad, wanted, rtol=1e-12, atol=1e-12)


@given(
    npst.array_shapes(min_dims=1, max_dims=3, max_side=4),
    st.sampled_from(["constant", *MODES]),
    st.data(),
)
def test_pad(shape, mode, data):
    widths = [(data.draw(st.integers(0, 6)), data.draw(st.integers(0, 6))) for _ in shape]
    check(lambda xp, x: xp.pad(x, widths, mode), numbers(shape))


@pytest.mark.parametrize(
    "pad_width",
    [0, 2, (1,), (1, 2), ((1, 2),), ((1, 2), (0, 3)), [[1], [2]], np.array([1, 2]), np.int64(1)],
)
@pytest.mark.parametrize("mode", ["constant", "edge"])
def test_widths_of_every_form(pad_width, mode):
    check(lambda xp, x: xp.pad(x, pad_width, mode=mode), numbers((2, 3)))


def test_widths_from_a_dict():
    a = numbers((2, 3))
    for widths, same in [
        ({0: 1}, ((1, 1), (0, 0))),
        ({-1: (1, 2)}, ((0, 0), (1, 2))),
        ({0: (0, 1), 1: 2}, ((0, 1), (2, 2))),
        ({}, 0),
    ]:
        np.testing.assert_array_equal(ag.pad(a, widths).data, np.pad(a, same))


@pytest.mark.parametrize("values", [5, (1, 2), ((1, 2),), ((1, 2), (3, 4)), [[1], [2]], np.nan])
def test_constants_of_every_form(values):
    a = numbers((2, 3))
    y = np.pad(ag.Tensor(a), ((1, 2), (2, 0)), constant_values=values)
    np.testing.assert_array_equal(y.data, np.pad(a, ((1, 2), (2, 0)), constant_values=values))


def test_padding_around_nothing_and_of_a_number():
    assert ag.pad(np.empty((0, 2)), 1).shape == (2, 4)
    assert ag.pad(np.empty((0, 2)), ((0, 0), (1, 1)), "edge").shape == (0, 4)
    assert ag.pad(3.0, 1).data == 3.0
    t = ag.Tensor(np.ones(2), requires_grad=True)
    y = ag.pad(t, 0, "edge")
    assert not np.shares_memory(y.data, t.data)


def test_infinite_cotangents_of_the_margin_stay_there():
    t = ag.Tensor(np.ones(2), requires_grad=True)
    ag.pad(t, 1).backward([np.inf, 1.0, 2.0, np.nan])
    np.testing.assert_array_equal(t.grad, [1.0, 2.0])


@given(
    npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
    st.one_of(st.integers(0, 3), st.lists(st.integers(0, 3), max_size=4)),
)
def test_tile(shape, reps):
    check(lambda xp, x: xp.tile(x, reps), numbers(shape))


@given(npst.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3), st.data())
def test_repeat(shape, data):
    axis = data.draw(st.one_of(st.none(), st.integers(-len(shape), len(shape) - 1)))
    n = math.prod(shape) if axis is None else shape[axis]
    counts = st.integers(0, 3)
    repeats = data.draw(st.one_of(counts, st.lists(counts, min_size=n, max_size=n)))
    check(lambda xp, x: xp.repeat(x, repeats, axis), numbers(shape))


@pytest.mark.parametrize("repeats", [2, [2], np.array([1, 0, 2]), ag.Tensor([1, 0, 2], dtype=int)])
def test_repeat_by_numbers_of_any_kind(repeats):
    plain = repeats.data if isinstance(repeats, ag.Tensor) else repeats
    a = numbers((3, 2))
    t = ag.Tensor(a)
    np.testing.assert_array_equal(t.repeat(repeats, axis=0).data, a.repeat(plain, axis=0))
    np.testing.assert_array_equal(t.repeat(2).data, a.repeat(2))
    np.testing.assert_array_equal(ag.repeat(5.0, 3).data, [5.0, 5.0, 5.0])


x = numbers((2, 3))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ag.pad(x, -1), ag.ShapeError, "a width is not negative"),
        (lambda: ag.pad(x, ((1, 2), (3, 4), (5, 6))), ag.ShapeError, "pad_width .* for 2 axes"),
        (lambda: ag.pad(x, (1, 2, 3)), ag.ShapeError, "for 2 axes"),
        (lambda: ag.pad(x, 1.5), TypeError, "pad wants integers; given float64"),
        (lambda: ag.pad(x, {2: 1}), ag.ShapeError, "pad_width: axis 2 is out of bounds"),
        (
            lambda: ag.pad(x, 1, "mean"),
            ValueError,
            "mode 'mean': use 'constant', 'edge', 'reflect'",
        ),
        (lambda: ag.pad(x, 1, "reflect", reflect_type="odd"), ValueError, "reflect_type 'odd'"),
        (lambda: np.pad(ag.Tensor(x), 1, "mean", stat_length=1), ag.RuleError, "stat_length"),
        (lambda: ag.pad(np.empty((0, 2)), 1, "edge"), ag.ShapeError, "of an axis of length 0"),
        (
            lambda: ag.pad(x, 1, constant_values=ag.Tensor(1.0, requires_grad=True)),
            ag.RuleError,
            "does not turn into an ndarray",
        ),
        (lambda: ag.tile(x, 1.5), TypeError, "tile wants integers; given float64"),
        (lambda: ag.tile(x, (2, -1)), ag.ShapeError, "a number of copies is not negative"),
        (lambda: ag.repeat(x, -1), ag.ShapeError, "a negative number of times"),
        (lambda: ag.repeat(x, [1, 2], 1), ag.ShapeError, r"axis 1 of shape \(2, 3\) by counts"),
        (lambda: ag.repeat(x, 1.5), TypeError, "repeat wants integers; given float64"),
        (lambda: ag.repeat(x, 2, 2), ag.ShapeError, "repeat: axis 2 is out of bounds"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()

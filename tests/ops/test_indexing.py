"""Indexing: every index of NumPy's, with its value, its error and its gradient."""

import numpy as np
import pytest
from hypothesis import assume, given
from indices import indexed, numbers

import autograd_cli as ag


def put(shape, index, g):
    """The gradient by NumPy's slow and simple way."""
    total = np.zeros(shape)
    np.add.at(total, index, g)
    return total


def picked(x, index):
    """The elements, or the error of an index that does not fit."""
    try:
        return x[index]
    except IndexError as error:
        return error


@given(indexed())
def test_values_gradients_and_errors_are_those_of_numpy(case):
    shape, index = case
    x = ag.Tensor(numbers(shape), requires_grad=True)
    y, expected = picked(x, index), picked(x.data, index)
    if isinstance(expected, IndexError):
        assert repr(y) == repr(expected)
        return
    assert y.shape == expected.shape
    np.testing.assert_array_equal(y.data, expected)
    g = numbers(y.shape, 1)
    y.backward(g)
    np.testing.assert_array_equal(x.grad, put(shape, index, g))


@given(indexed())
def test_second_derivatives_are_right(case):
    shape, index = case
    x = ag.Tensor(numbers(shape), requires_grad=True)
    try:
        y = x[index]
    except IndexError:
        assume(False)
    (slope,) = ag.grad((y * y).sum(), x, create_graph=True)
    v = numbers(shape, 2)
    if not slope.requires_grad:  # nothing was picked
        assert y.size == 0
        return
    (second,) = ag.grad((slope * v).sum(), x)
    np.testing.assert_allclose(second.data, put(shape, index, 2 * v[index]), atol=1e-12)


@given(indexed())
def test_jacobians_are_right(case):
    shape, index = case
    x = numbers(shape)
    if isinstance(picked(x, index), IndexError):
        return
    found = ag.jacobian(lambda t: t[index], mode="reverse")(x)
    places = np.arange(x.size).reshape(shape)[index]
    np.testing.assert_array_equal(found, np.eye(x.size)[places].reshape(places.shape + shape))


ROWS = np.arange(40)[::-1] % 37 - 5
LARGE = {
    "a vector": ((50,), np.arange(2000) % 47 - 10),
    "a vector by a matrix": ((50,), (np.arange(2000) % 47 - 10).reshape(40, 50)),
    "rows that repeat": ((40, 30), ROWS),
    "rows that differ": ((40, 30), np.arange(40)[::-1] - 40),
    "the same row counted from both ends": ((40, 30), np.array([0, -40, 3])),
    "rows by a matrix": ((40, 30), ROWS.reshape(8, 5)),
    "more rows than at once": ((40, 30), np.tile(ROWS, 30)),
    "rows longer than at once": ((3, 20000), np.array([0, 2, -1])),
    "rows of matrices": ((40, 5, 6), ROWS),
    "narrow rows": ((40, 2), np.tile(ROWS, 10)),
    "columns that repeat": ((30, 40), (slice(None), ROWS)),
    "columns that differ": ((30, 40), (slice(None), np.arange(40)[::-1] - 40)),
    "rows, all columns": ((40, 30), (ROWS, slice(None))),
    "rows, every second column": ((40, 30), (ROWS, slice(None, None, 2))),
    "rows, backwards": ((40, 30), (ROWS, slice(None, None, -1))),
    "single elements": ((40, 30), (np.tile(ROWS, 20), np.arange(800) % 30)),
    "arrays apart": ((40, 6, 30), (ROWS, slice(None), np.arange(40) % 30)),
    "an array and a number apart": ((40, 6, 30), (ROWS, slice(None), 3)),
    "a mask and an array": ((6, 40, 30), (np.arange(6) > -1, np.arange(6) % 2, slice(None))),
    "a mask": ((40, 30), np.arange(1200).reshape(40, 30) % 3 == 0),
    "a mask of rows": ((40, 30), np.arange(40) % 3 == 0),
    "nothing": ((40, 30), np.empty(0, int)),
    "none of no rows": ((0, 30), np.empty((3, 0), int)),
}


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_gradients_of_large_ones_are_the_same_to_the_last_bit(name, dtype):
    shape, index = LARGE[name]
    x = ag.Tensor(numbers(shape).astype(dtype), requires_grad=True)
    y = x[index]
    g = numbers(y.shape, 1).astype(dtype)
    y.backward(g)
    expected = np.zeros(shape, dtype)
    np.add.at(expected, index, g)
    np.testing.assert_array_equal(x.grad, expected)
    assert x.grad.dtype == dtype


@pytest.mark.parametrize(
    ("index", "plain"),
    [
        ([0, 2], [0, 2]),
        ((0, 1), (0, 1)),
        (((0, 1),), ([0, 1],)),
        (([0, 1], (2, 0)), ([0, 1], [2, 0])),
        ([[0], [2]], [[0], [2]]),
        ([], []),
        ([[], []], [[], []]),
        (range(1, 3), [1, 2]),
        ([True, False, True], [True, False, True]),
        (True, True),
        (np.False_, False),
        (np.array(True), True),
        ((slice(None), np.True_), (slice(None), True)),
        (np.array(1), 1),
        (np.int8(-1), -1),
        (np.uint8([2, 0]), [2, 0]),
        (np.int32([2, 0]), [2, 0]),
        (None, None),
        (..., ...),
        ((), ()),
        ((None, ..., None, 0), (None, ..., None, 0)),
        (slice(np.int64(1), None), slice(1, None)),
        (slice(np.array(0), np.array(2)), slice(0, 2)),
    ],
)
def test_whatever_numpy_takes(index, plain):
    x = ag.Tensor(numbers((3, 3)), requires_grad=True)
    expected = x.data[plain]
    y = x[index]
    assert y.shape == expected.shape
    np.testing.assert_array_equal(y.data, expected)
    y.backward(np.ones(y.shape))
    np.testing.assert_array_equal(x.grad, put((3, 3), plain, 1.0))


@pytest.mark.parametrize("value", [2, [2, 0], [[0], [1]]])
def test_tensors_of_integers_are_indices(value):
    x = ag.Tensor(numbers((3, 4)))
    index = ag.Tensor(value, dtype=int)
    np.testing.assert_array_equal(x[index].data, x.data[value])
    np.testing.assert_array_equal(x[:, index].data, x.data[:, value])
    np.testing.assert_array_equal(x[1, index].data, x.data[1, value])


def test_tensors_of_integers_bound_slices():
    x = ag.Tensor(numbers(5))
    one, four = ag.Tensor(1, dtype=int), ag.Tensor(4, dtype=np.int32)
    np.testing.assert_array_equal(x[one:four].data, x.data[1:4])


def test_tensors_and_comparisons_are_masks():
    x = ag.Tensor(numbers((3, 4)), requires_grad=True)
    np.testing.assert_array_equal(x[x > 0].data, x.data[x.data > 0])
    mask = ag.Tensor([True, False, True], dtype=bool)
    np.testing.assert_array_equal(x[mask].data, x.data[[True, False, True]])


def test_numpy_numbers_index_a_number():
    x = ag.Tensor(3.0, requires_grad=True)
    assert x[()].shape == ()
    assert x[...].shape == ()
    assert x[None].shape == (1,)
    assert x[True].shape == (1,)
    assert x[False].shape == (0,)
    x[None, True].backward([[2.0]])
    assert x.grad == 2.0


@pytest.mark.parametrize("made", [np.array, list, lambda v: ag.Tensor(v, dtype=int)])
def test_an_index_that_changes_later_does_not_change_the_gradient(made):
    x = ag.Tensor(numbers(3), requires_grad=True)
    index = made([0, 0, 1])
    y = x[index]
    index[0] = 2
    y.backward(np.ones(3))
    np.testing.assert_array_equal(x.grad, [2.0, 1.0, 0.0])


def test_a_bound_that_changes_later_does_not_change_the_gradient():
    x = ag.Tensor(numbers(3), requires_grad=True)
    start = ag.Tensor(1, dtype=int)
    y = x[start:]
    start += 1
    y.backward(np.ones(2))
    np.testing.assert_array_equal(x.grad, [0.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (3, "index 3 is out of bounds for axis 0 with size 3"),
        ((0, -5), "index -5 is out of bounds for axis 1 with size 4"),
        ([0, 3], "index 3 is out of bounds for axis 0 with size 3"),
        ((0, 0, 0), "too many indices"),
        ((..., ...), "an index can only have a single ellipsis"),
        (1.0, "only integers, slices"),
        ("a", "only integers, slices"),
        ([0.5], "must be of integer"),
        (np.array([]), "must be of integer"),
        ([slice(1), 2], "must be of integer"),
        ([None], "must be of integer"),
        ([[1, [2, 3]]], "its rows differ in length"),
        (([0, 1], [0, 1, 2]), "shape mismatch"),
        (np.array([True, False]), "boolean index did not match"),
        (ag.Tensor([0.0]), "a tensor of float64 is no index: index with an integer array"),
        (ag.Tensor(0.0), "a tensor of float64 is no index"),
    ],
)
def test_what_is_no_index_is_an_index_error(index, message):
    x = ag.Tensor(numbers((3, 4)), requires_grad=True)
    with pytest.raises(IndexError, match=message):
        x[index]
    y = x.copy()
    with pytest.raises(IndexError, match=message):
        y[index] = 0.0


def test_a_slice_by_floats_is_a_type_error():
    x = ag.Tensor(numbers(3))
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        x[0.5:]
    with pytest.raises(TypeError, match="is no index"):
        x[ag.Tensor(0.5) :]


def test_iteration_and_unpacking_are_differentiable():
    x = ag.Tensor(numbers((2, 3)), requires_grad=True)
    first, second = x
    (first * 2 + second).sum().backward()
    np.testing.assert_array_equal(x.grad, [[2.0] * 3, [1.0] * 3])
    assert [row.shape for row in x] == [(3,), (3,)]


def test_a_picked_element_is_independent_of_the_rest():
    x = ag.Tensor([1.0, np.nan, np.inf], requires_grad=True)
    (x[0] * 3).backward()
    np.testing.assert_array_equal(x.grad, [3.0, 0.0, 0.0])


def test_non_contiguous_inputs_and_cotangents():
    x = ag.Tensor(numbers((30, 40)), requires_grad=True)
    g = numbers((30, 50), 1).T
    x.T[ROWS[:50].tolist() + [0] * 10].backward(g)
    np.testing.assert_array_equal(x.grad, put((40, 30), ROWS[:50].tolist() + [0] * 10, g).T)

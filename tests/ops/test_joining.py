"""Joining and splitting: NumPy's values and forms, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from indices import numbers

import autograd_cli as ag


def gradients(y, tensors, g):
    return [found.data for found in ag.grad(y, tensors, g)]


@st.composite
def joinable(draw):
    """Arrays of shapes that differ along one axis alone, and that axis."""
    shape = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3))
    axis = draw(st.integers(-len(shape), len(shape) - 1))
    lengths = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4))
    arrays = []
    for i, n in enumerate(lengths):
        shape[axis] = n
        arrays.append(numbers(shape, i))
    return arrays, axis


@given(joinable())
def test_concatenated_parts_get_their_part_of_the_gradient(case):
    arrays, axis = case
    tensors = [ag.Tensor(a, requires_grad=True) for a in arrays]
    expected = np.concatenate(arrays, axis)
    for y in (np.concatenate(tensors, axis), ag.concatenate(tuple(tensors), axis=axis)):
        assert y.shape == expected.shape
        np.testing.assert_array_equal(y.data, expected)
    g = numbers(y.shape, 9)
    ends = np.cumsum([a.shape[axis] for a in arrays])[:-1]
    for found, part in zip(gradients(y, tensors, g), np.split(g, ends, axis), strict=True):
        np.testing.assert_array_equal(found, part)


@given(joinable())
def test_flattened_and_concatenated(case):
    arrays = [a.T for a in case[0]]
    tensors = [ag.Tensor(a, requires_grad=True) for a in arrays]
    y = np.concatenate(tensors, axis=None)
    np.testing.assert_array_equal(y.data, np.concatenate(arrays, axis=None))
    g = numbers(y.shape, 9)
    ends = np.cumsum([a.size for a in arrays])[:-1]
    for found, part in zip(gradients(y, tensors, g), np.split(g, ends), strict=True):
        np.testing.assert_array_equal(found, part.reshape(found.shape))


@given(joinable(), st.integers(1, 3))
def test_what_is_split_and_joined_again_is_the_same(case, sections):
    arrays, axis = case
    t = ag.Tensor(arrays[0], requires_grad=True)
    parts = np.array_split(t, sections, axis)
    expected = np.array_split(arrays[0], sections, axis)
    assert isinstance(parts, list)
    for part, e in zip(parts, expected, strict=True):
        assert part.shape == e.shape
        np.testing.assert_array_equal(part.data, e)
    g = numbers(t.shape, 9)
    np.testing.assert_array_equal(gradients(np.concatenate(parts, axis), t, g)[0], g)


@given(st.lists(st.integers(-7, 7), max_size=4))
def test_split_at_any_indices(indices):
    a = numbers((5, 2))
    found, expected = np.split(ag.Tensor(a), indices), np.split(a, indices)
    assert [y.shape for y in found] == [e.shape for e in expected]
    for y, e in zip(found, expected, strict=True):
        np.testing.assert_array_equal(y.data, e)


def test_tensors_arrays_and_lists_in_one_node():
    t = ag.Tensor([[1.0, 2.0]], requires_grad=True)
    y = np.concatenate([t, np.array([[3.0, 4.0]]), [[5, 6]], t, ag.Tensor([[7.0, 8.0]])])
    np.testing.assert_array_equal(y.data, [[1, 2], [3, 4], [5, 6], [1, 2], [7, 8]])
    assert y.grad_fn.name == "Concatenate"
    assert [parent is None for parent in y.grad_fn.parents] == [False, True, True, False, True]
    y.backward(np.arange(10.0).reshape(5, 2))
    np.testing.assert_array_equal(t.grad, [[6.0, 8.0]])


def test_a_tensor_may_be_the_list():
    t = ag.Tensor(numbers((3, 2)), requires_grad=True)
    np.testing.assert_array_equal(np.concatenate(t).data, t.data.ravel())
    np.testing.assert_array_equal(ag.stack(t, axis=1).data, t.data.T)
    np.testing.assert_array_equal(ag.stack(row * 2 for row in t).data, t.data * 2)


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_stack_along_every_axis(axis):
    arrays = [numbers((2, 3), i) for i in range(3)]
    tensors = [ag.Tensor(a, requires_grad=True) for a in arrays]
    y = np.stack(tensors, axis)
    np.testing.assert_array_equal(y.data, np.stack(arrays, axis))
    g = numbers(y.shape, 9)
    for found, part in zip(gradients(y, tensors, g), np.moveaxis(g, axis, 0), strict=True):
        np.testing.assert_array_equal(found, part)
    for part, a in zip(ag.unstack(y, axis=axis), arrays, strict=True):
        np.testing.assert_array_equal(part.data, a)


def test_numbers_are_stacked():
    t = ag.Tensor(3.0, requires_grad=True)
    y = ag.stack([t, 1.0, t * t])
    np.testing.assert_array_equal(y.data, [3.0, 1.0, 9.0])
    y.backward([1.0, 1.0, 1.0])
    assert t.grad == 7.0


@pytest.mark.parametrize("name", ["vstack", "hstack", "dstack", "column_stack"])
@pytest.mark.parametrize("shapes", [((), ()), ((3,), (3,)), ((2, 3), (2, 3)), ((2, 3, 2),) * 2])
def test_the_stacks_of_every_dimension(name, shapes):
    arrays = [numbers(shape, i) for i, shape in enumerate(shapes)]
    tensors = [ag.Tensor(a, requires_grad=True) for a in arrays]
    expected = getattr(np, name)(arrays)
    y = getattr(np, name)(tensors)
    assert y.shape == expected.shape
    np.testing.assert_array_equal(y.data, expected)
    for found in gradients(y, tensors, np.ones(y.shape)):
        np.testing.assert_array_equal(found, np.ones(found.shape))


@pytest.mark.parametrize(
    "layout",
    [
        lambda a, b, c: [[a, b], [c, a[0]]],
        lambda a, b, c: [a, b],
        lambda a, b, c: [[a], [b]],
        lambda a, b, c: a,
        lambda a, b, c: [1.0, a[0, 0], c[0]],
        lambda a, b, c: [[[a, b]], [[a, a]]],
        lambda a, b, c: [[np.zeros((2, 1)), a]],
    ],
)
def test_blocks(layout):
    arrays = numbers((2, 2)), numbers((2, 2), 1), numbers((1, 2), 2)
    tensors = [ag.Tensor(a, requires_grad=True) for a in arrays]
    expected = np.block(layout(*arrays))
    for y in (np.block(layout(*tensors)), ag.block(layout(*tensors))):
        assert y.shape == expected.shape
        np.testing.assert_array_equal(y.data, expected)
    weights = numbers(y.shape, 9)
    report = ag.gradcheck(lambda *ts: np.block(layout(*ts)) * weights, arrays)
    assert report.passed


def test_dtypes_are_joined_as_in_numpy():
    single, double = ag.Tensor(np.ones(1, np.float32), True), ag.Tensor([2.0], True)
    whole = ag.Tensor([3], dtype=int)
    assert ag.concatenate([single, single]).dtype == np.float32
    assert ag.concatenate([single, double]).dtype == np.float64
    assert ag.concatenate([whole, [4]]).dtype == np.dtype(int)
    assert ag.stack([single[0], 1.0, np.float64(2.0), 3, True]).dtype == np.float32
    assert ag.stack([whole[0], 1]).dtype == np.dtype(int)
    assert ag.stack([whole[0], 1.5]).dtype == np.float64
    assert np.append(single, 1.0).dtype == np.float32
    ag.concatenate([single, double, whole]).backward([1.0, 2.0, 3.0])
    assert single.grad.dtype == np.float32


def test_parts_that_are_not_used_get_zeros():
    t = ag.Tensor(numbers((6, 2)), requires_grad=True)
    first, _, _ = np.vsplit(t, 3)
    first.backward(np.ones((2, 2)))
    np.testing.assert_array_equal(t.grad, np.repeat([[1.0], [0.0], [0.0]], 2, 0) * np.ones(2))


@pytest.mark.parametrize(
    "call",
    [
        lambda xp, x: xp.split(x, 2),
        lambda xp, x: xp.split(x, [1, 3], axis=1),
        lambda xp, x: xp.split(x, np.array([1]), -1),
        lambda xp, x: xp.split(x, (3, 1)),
        lambda xp, x: xp.array_split(x, 3, 1),
        lambda xp, x: xp.array_split(x, 7),
        lambda xp, x: xp.hsplit(x, 3),
        lambda xp, x: xp.hsplit(x[:, 0, 0], 2),
        lambda xp, x: xp.vsplit(x, [1]),
        lambda xp, x: xp.dsplit(x, 2),
    ],
)
def test_split_in_every_way(call):
    a = numbers((4, 3, 2))
    found, expected = call(np, ag.Tensor(a)), call(np, a)
    assert isinstance(found, list)
    for y, e in zip(found, expected, strict=True):
        assert y.shape == e.shape
        np.testing.assert_array_equal(y.data, e)


@pytest.mark.skipif(not hasattr(np, "unstack"), reason="since NumPy 2.1")
def test_numpys_unstack():
    a = numbers((2, 3))
    assert isinstance(np.unstack(ag.Tensor(a)), tuple)
    for y, e in zip(np.unstack(ag.Tensor(a), axis=-1), np.unstack(a, axis=-1), strict=True):
        np.testing.assert_array_equal(y.data, e)


a = ag.Tensor(np.ones((2, 3)))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ag.concatenate([]), ag.ShapeError, "concatenate of no tensors"),
        (lambda: ag.stack([]), ag.ShapeError, "stack of no tensors"),
        (lambda: ag.concatenate(a[0, 0]), ag.ShapeError, "concatenate of a number"),
        (lambda: ag.concatenate([a[0, 0], a[0, 0]]), ag.ShapeError, r"axis 0 of shape \(\)"),
        (lambda: ag.concatenate([a, a], axis=2), ag.ShapeError, r"axis 2 of shape \(2, 3\)"),
        (
            lambda: ag.concatenate([a, a[:, :2]]),
            ag.ShapeError,
            r"Concatenate of shapes \(2, 3\) and \(2, 2\)",
        ),
        (lambda: ag.concatenate([a, a[0]], axis=1), ag.ShapeError, "same number of dimensions"),
        (lambda: ag.stack([a, a[0]]), ag.ShapeError, "Stack of shapes.*same shape"),
        (lambda: ag.stack([a, a], axis=3), ag.ShapeError, "a new axis 3"),
        (lambda: ag.block([a, [a]]), ag.ShapeError, "empty or of unlike depths"),
        (lambda: ag.block([]), ag.ShapeError, "empty or of unlike depths"),
        (lambda: ag.block([[a], []]), ag.ShapeError, "empty or of unlike depths"),
        (lambda: ag.split(a, 2, 1), ag.ShapeError, r"axis 1 of shape \(2, 3\) in 2 equal parts"),
        (lambda: ag.split(a, 1.5), TypeError, "split wants integers; given float64"),
        (lambda: ag.split(a, 0), ag.ShapeError, "in 0 equal parts"),
        (lambda: ag.split(a, 2, 2), ag.ShapeError, "split: axis 2 is out of bounds"),
        (lambda: ag.array_split(a, 0), ag.ShapeError, "array_split in 0 parts"),
        (lambda: ag.hsplit(a[0, 0], 1), ag.ShapeError, "hsplit needs 1 axes or more"),
        (lambda: ag.vsplit(a[0], 1), ag.ShapeError, "vsplit needs 2 axes"),
        (lambda: ag.dsplit(a, 1), ag.ShapeError, "dsplit needs 3 axes"),
        (lambda: ag.unstack(a[0, 0]), ag.ShapeError, "unstack: axis 0 is out of bounds"),
        (
            lambda: np.concatenate([a, a], dtype=np.float32),
            ag.RuleError,
            "does not take dtype",
        ),
        (
            lambda: np.concatenate([a, a], out=np.empty((4, 3))),
            ag.RuleError,
            "does not take out",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_tensor_in_a_list_within_the_list_is_refused():
    t = ag.Tensor(1.0, requires_grad=True)
    with pytest.raises(ag.RuleError, match="does not turn into an ndarray by itself"):
        ag.concatenate([[t, 2.0], [3.0]])

"""Assignment to elements and augmented assignment: NumPy's values, and gradients through them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from indices import indexed, numbers

import autograd_cli as ag


@st.composite
def assignments(draw):
    """A shape, an index of it, and the shape of a value that may be assigned there."""
    shape, index = draw(indexed())
    try:
        picked = np.empty(shape)[index].shape
    except IndexError:
        return shape, index, ()
    kept = draw(st.integers(0, len(picked)))
    lengths = [1 if draw(st.booleans()) and n else n for n in picked[len(picked) - kept :]]
    if kept == len(picked):
        lengths = [1] * draw(st.integers(0, 1)) + lengths
    return shape, index, tuple(lengths)


def write(array, index, value):
    """`array[index] = value`, where an array of one element counts as a number."""
    array[index] = value.reshape(()) if value.size == 1 else value


@given(assignments())
def test_values_and_gradients_are_those_of_writing_in_place(case):
    shape, index, value_shape = case
    a = ag.Tensor(numbers(shape), requires_grad=True)
    b = ag.Tensor(numbers(value_shape, 1), requires_grad=True)
    expected = a.data.copy()
    y = a.copy()
    try:
        write(expected, index, b.data)
    except (IndexError, ValueError, TypeError) as error:
        with pytest.raises(type(error)):
            y[index] = b
        return
    y[index] = b
    np.testing.assert_array_equal(y.data, expected)
    np.testing.assert_array_equal(a.data, numbers(shape))

    origin = np.full(shape, -1)  # which element of b went to each place
    write(origin, index, np.arange(b.size).reshape(value_shape))
    g = numbers(shape, 2)
    y.backward(g)
    np.testing.assert_array_equal(a.grad, np.where(origin < 0, g, 0.0))
    sums = np.bincount(origin[origin >= 0], g[origin >= 0], b.size)
    np.testing.assert_allclose(b.grad, sums.reshape(value_shape), rtol=1e-13, atol=1e-13)


@given(assignments())
def test_second_derivatives_pass_through(case):
    shape, index, value_shape = case
    a = ag.Tensor(numbers(shape), requires_grad=True)
    b = ag.Tensor(numbers(value_shape, 1), requires_grad=True)
    try:
        write(np.empty(shape), index, b.data)
    except (IndexError, ValueError, TypeError):
        return

    def value(a, b):
        y = a * a
        y[index] = b * b * b
        return (y * y).sum()

    slopes = ag.grad(value(a, b), [a, b], create_graph=True)
    along = [numbers(shape, 3), numbers(value_shape, 4)]
    directional = sum((s * v).sum() for s, v in zip(slopes, along, strict=True))
    second = ag.grad(directional, [a, b])
    origin = np.full(shape, -1)
    write(origin, index, np.arange(b.size).reshape(value_shape))
    times = np.bincount(origin[origin >= 0], minlength=b.size).reshape(value_shape)
    # y^2 is a^4 where nothing was assigned and b^6 where it was.
    np.testing.assert_allclose(second[0].data, (origin < 0) * 12 * a.data**2 * along[0], atol=1e-9)
    np.testing.assert_allclose(second[1].data, times * 30 * b.data**4 * along[1], rtol=1e-9)


@given(assignments())
def test_jacobians_are_right(case):
    shape, index, value_shape = case
    a, b = numbers(shape), numbers(value_shape, 1)
    origin = np.full(shape, -1)
    try:
        write(origin, index, np.arange(b.size).reshape(value_shape))
    except (IndexError, ValueError, TypeError):
        return

    def assigned(a, b):
        y = a.copy()
        y[index] = b
        return y

    d_a, d_b = ag.jacobian(assigned, (0, 1), mode="reverse")(a, b)
    kept = (origin < 0)[..., None] * np.eye(a.size).reshape(*shape, a.size)
    np.testing.assert_array_equal(d_a.reshape(kept.shape), kept)
    taken = origin[..., None] == np.arange(b.size)
    np.testing.assert_array_equal(d_b.reshape(taken.shape), taken)


@given(indexed())
def test_augmented_assignment_to_elements_is_numpys(case):
    shape, index = case
    x = ag.Tensor(numbers(shape), requires_grad=True)
    expected = x.data.copy()
    try:
        value = numbers(expected[index].shape, 1)
    except IndexError:
        return
    expected[index] *= value  # an element named twice is multiplied once, by the last
    y = x.copy()
    y[index] *= value
    np.testing.assert_array_equal(y.data, expected)
    factor = np.ones(shape)
    factor[index] = value
    y.backward(np.ones(shape))
    np.testing.assert_array_equal(x.grad, factor)


@pytest.mark.parametrize(
    ("dl", "slope"),
    [
        ((1, 1), lambda x: 3 * x**2 + 2 * x - 6 + 2 * x),
        ((1, 0), lambda x: 3 * x**2 + 2 * x - 6),
        ((0, 1), lambda x: 2 * x),
    ],
)
def test_two_functions_in_the_columns_of_one_tensor(dl, slope):
    n = 50
    x = ag.Tensor(np.linspace(-4, 4, n), requires_grad=True)
    Y = ag.Tensor(np.zeros((n, 2)))
    Y[:, 0] = x**3 + x**2 - 6 * x + 1
    Y[:, 1] = x**2 - 2
    assert Y.requires_grad
    Y.backward(gradient=np.tile(np.array(dl, float), (n, 1)))
    np.testing.assert_allclose(x.grad, slope(x.data), atol=1e-12)


def test_self_assignment_reads_the_old_value():
    x = ag.Tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
    t = x.copy()
    t[1:] = t[:-1]
    np.testing.assert_array_equal(t.data, [1.0, 1.0, 2.0, 3.0])
    t[...] = t[::-1]
    np.testing.assert_array_equal(t.data, [3.0, 2.0, 1.0, 1.0])
    t.backward([1.0, 10.0, 100.0, 1000.0])
    np.testing.assert_array_equal(x.grad, [1100.0, 10.0, 1.0, 0.0])


def test_swapping_two_elements():
    x = ag.Tensor([1.0, 2.0, 3.0], requires_grad=True)
    t = x.copy()
    t[0], t[2] = t[2], t[0]
    np.testing.assert_array_equal(t.data, [3.0, 2.0, 1.0])
    t.backward([1.0, 10.0, 100.0])
    np.testing.assert_array_equal(x.grad, [100.0, 10.0, 1.0])


def test_what_was_computed_before_keeps_its_value_and_gradient():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    t = x * 2
    view, squares, same = t[:1], t * t, t
    t[0] = 7.0
    np.testing.assert_array_equal(view.data, [2.0])
    np.testing.assert_array_equal(squares.data, [4.0, 16.0])
    assert same is t
    squares.backward([1.0, 1.0])
    np.testing.assert_array_equal(x.grad, [8.0, 16.0])


def test_the_overwritten_value_gets_no_gradient_and_the_new_one_gets_it_all():
    x, v = ag.Tensor([1.0, 2.0], requires_grad=True), ag.Tensor(3.0, requires_grad=True)
    t = x * 2
    t[0] = v
    t[0] = t[0] * t[1]
    t.backward([1.0, 0.0])
    np.testing.assert_array_equal(x.grad, [0.0, 6.0])
    assert v.grad == 4.0


@pytest.mark.parametrize(
    "value", [5, 5.0, True, np.float32(5), [5.0, 6.0], np.array([1, 2]), np.ones((1, 1))]
)
@pytest.mark.parametrize("dtype", [np.float64, np.float32, int, bool])
def test_constants_of_any_kind_leave_the_dtype(value, dtype):
    t = ag.Tensor([3, 4], dtype=dtype)
    expected = t.data.copy()
    t[:2] = value
    expected[:2] = value
    np.testing.assert_array_equal(t.data, expected)
    assert t.dtype == dtype
    assert not t.requires_grad


@pytest.mark.parametrize(("mine", "other"), [("float32", "float64"), ("float64", "float32")])
def test_floats_of_another_precision_are_cast_both_ways(mine, other):
    x = ag.Tensor(np.ones(3, mine), requires_grad=True)
    v = ag.Tensor(np.full(2, 0.1, other), requires_grad=True)
    t = x * 2
    t[:2] = v
    t *= 3.0
    t += np.ones(3, other)
    assert t.dtype == mine
    np.testing.assert_array_equal(
        t.data, np.array([0.1, 0.1, 2], other).astype(mine) * np.array(3, mine) + np.array(1, mine)
    )
    t.backward(np.ones(3, mine))
    assert (x.grad.dtype, v.grad.dtype) == (mine, other)
    np.testing.assert_array_equal(x.grad, [0.0, 0.0, 6.0])
    np.testing.assert_array_equal(v.grad, [3.0, 3.0])


def test_a_constant_becomes_part_of_the_graph():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    t = ag.Tensor(np.zeros(4))
    t[[0, 3]] = x
    t += 1.0
    assert t.requires_grad
    t.backward([1.0, 2.0, 3.0, 4.0])
    np.testing.assert_array_equal(x.grad, [1.0, 4.0])


@pytest.mark.parametrize("repeats", [[0, 0, 1], [[0, 1], [0, 0]], [-2, 0, 1]])
def test_of_several_values_for_one_element_the_last_stays(repeats):
    shape = np.shape(repeats)
    v = ag.Tensor(numbers(shape), requires_grad=True)
    t = ag.Tensor(np.zeros(2))
    t[repeats] = v
    expected, last = np.zeros(2), np.zeros(2, int)
    expected[repeats] = v.data
    last[repeats] = np.arange(v.size).reshape(shape)
    np.testing.assert_array_equal(t.data, expected)
    t.backward([1.0, 10.0])
    g = np.zeros(v.size)
    g[last] = [1.0, 10.0]
    np.testing.assert_array_equal(v.grad, g.reshape(shape))


def test_an_infinite_cotangent_does_not_reach_values_that_are_gone():
    v = ag.Tensor([1.0, 2.0], requires_grad=True)
    t = ag.Tensor(np.zeros(1))
    t[[0, 0]] = v
    t.backward([np.inf])
    np.testing.assert_array_equal(v.grad, [0.0, np.inf])


def test_an_assigned_value_may_have_more_axes_of_length_1():
    v = ag.Tensor(numbers((1, 1, 2)), requires_grad=True)
    t = ag.Tensor(np.zeros(3))
    t[:2] = v
    t[[1, 1]] = v
    t.backward([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(v.grad, [[[1.0, 2.0]]])


@pytest.mark.parametrize("shape", [(1,), (1, 1)])
def test_one_element_is_assigned_like_a_number(shape):
    v = ag.Tensor(np.full(shape, 5.0), requires_grad=True)
    t = ag.Tensor(np.zeros(4))
    t[0] = v
    t[2:] = v
    t[t == 1] = v
    np.testing.assert_array_equal(t.data, [5.0, 0.0, 5.0, 5.0])
    t.backward([1.0, 10.0, 100.0, 1000.0])
    np.testing.assert_array_equal(v.grad, np.full(shape, 1101.0))


def test_numbers_are_assigned_to_through_empty_and_full_indices():
    x = ag.Tensor(2.0, requires_grad=True)
    for index in ((), ..., True):
        t = x * 1
        t[index] = x * x
        assert t.data == 4.0
    t.backward()
    assert x.grad == 4.0
    t = ag.Tensor(1.0)
    t[False] = x
    assert t.data == 1.0


def test_empty_assignments_change_nothing():
    x = ag.Tensor(np.ones((2, 3)), requires_grad=True)
    t = x * 1
    t[:0] = 5.0
    t[[]] = np.empty((0, 3))
    t[np.zeros((2, 3), bool)] = 9.0
    np.testing.assert_array_equal(t.data, x.data)
    t.backward(np.ones((2, 3)))
    np.testing.assert_array_equal(x.grad, x.data)

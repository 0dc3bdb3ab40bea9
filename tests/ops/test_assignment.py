"""Assignment to elements and augmented assignment: NumPy's values, and gradients through them."""

import operator
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from indices import indexed, numbers

import autograd_cli as ag
from autograd_cli.ops import temporaries


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


class TestLeaves:
    @pytest.mark.parametrize(
        "change",
        [
            lambda t: operator.setitem(t, 0, 5.0),
            lambda t: operator.iadd(t, 1.0),
            lambda t: operator.imul(t, ag.Tensor([1.0, 2.0])),
        ],
    )
    def test_one_that_requires_a_gradient_is_refused(self, change):
        t = ag.Tensor([1.0, 2.0], requires_grad=True)
        with pytest.raises(ag.GraphError, match="on a leaf that requires a gradient") as error:
            change(t)
        assert "Assign within no_grad() to set its value, or work on t.copy()." in str(error.value)
        np.testing.assert_array_equal(t.data, [1.0, 2.0])
        assert t.is_leaf

    def test_in_no_grad_it_stays_a_leaf_with_its_gradient(self):
        t = ag.Tensor(np.array([1.0, 2.0], np.float32), requires_grad=True)
        (t * t).sum().backward()
        before = t.data
        with ag.no_grad():
            t -= np.float64(0.5) * t.grad
            t[0] = t[1] + 7.0
            t[[1, 1]] = [3.0, 4.0]
        np.testing.assert_array_equal(t.data, [7.0, 4.0])
        np.testing.assert_array_equal(before, [1.0, 2.0])
        np.testing.assert_array_equal(t.grad, [2.0, 4.0])
        assert t.is_leaf
        assert t.requires_grad
        assert t.dtype == np.float32
        t.zero_grad()
        (t * t).sum().backward()
        np.testing.assert_array_equal(t.grad, [14.0, 8.0])

    def test_in_no_grad_a_graph_from_before_keeps_the_old_value(self):
        t = ag.Tensor([1.0, 2.0], requires_grad=True)
        y = (t * t).sum()
        with ag.no_grad():
            t[0] = 10.0
        y.backward()
        np.testing.assert_array_equal(t.grad, [2.0, 4.0])

    def test_in_no_grad_a_result_becomes_a_constant(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        y = x * 2
        with ag.no_grad():
            y[0] = 5.0
        assert not y.requires_grad
        assert y.is_leaf
        np.testing.assert_array_equal(y.data, [5.0, 4.0])

    def test_a_constant_stays_one_in_no_grad(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        t = ag.Tensor(np.zeros(2))
        with ag.no_grad():
            t[0] = x[1]
            t += x
        assert not t.requires_grad
        np.testing.assert_array_equal(t.data, [3.0, 2.0])


class TestIntegers:
    def test_floats_without_a_gradient_are_cut_as_in_numpy(self):
        t = ag.Tensor([1, 2], dtype=int)
        t[0] = 3.7
        t[1] = ag.Tensor(-3.7)
        np.testing.assert_array_equal(t.data, [3, -3])

    def test_a_gradient_is_not_lost_in_them(self):
        t = ag.Tensor([1, 2], dtype=int)
        with pytest.raises(ag.RuleError, match="float64 of a tensor of int64"):
            t[0] = ag.Tensor(1.0, requires_grad=True)
        with pytest.raises(ag.RuleError, match="float64 of a tensor of int64"):
            t += ag.Tensor(1.0, requires_grad=True)

    def test_augmented_assignment_follows_numpys_casting(self):
        t = ag.Tensor([1, 2], dtype=int)
        t += 1
        t *= np.array([2, 3])
        np.testing.assert_array_equal(t.data, [4, 9])
        with pytest.raises(TypeError, match=r"/= would make float64 of a tensor of int64"):
            t /= 2
        np.testing.assert_array_equal(t.data, [4, 9])


class TestAugmentedAssignment:
    @pytest.mark.parametrize(
        "name", ["iadd", "isub", "imul", "itruediv", "ipow", "ifloordiv", "imod"]
    )
    def test_it_is_the_binary_op(self, name):
        assign, op = getattr(operator, name), getattr(operator, name[1:])
        x = ag.Tensor([1.5, 2.0], requires_grad=True)
        v = ag.Tensor([[3.0], [0.5]], requires_grad=True)
        expected = op(ag.broadcast_to(x, (2, 2)), v)
        t = same = ag.broadcast_to(x, (2, 2))
        t = assign(t, v)
        assert t is same
        np.testing.assert_array_equal(t.data, expected.data)
        if expected.requires_grad:
            found = ag.grad(t, [x, v], np.ones((2, 2)))
            wanted = ag.grad(expected, [x, v], np.ones((2, 2)))
            for f, w in zip(found, wanted, strict=True):
                np.testing.assert_array_equal(f.data, w.data)

    def test_a_matrix_product_in_place(self):
        a = ag.Tensor(numbers((2, 2)), requires_grad=True)
        t = a.copy()
        t @= a
        np.testing.assert_array_equal(t.data, a.data @ a.data)

    def test_with_itself(self):
        x = ag.Tensor([3.0], requires_grad=True)
        t = x * 1
        t *= t
        t += t
        t.backward([1.0])
        np.testing.assert_array_equal(x.grad, [12.0])

    def test_a_larger_shape_is_refused(self):
        t = ag.Tensor([1.0, 2.0])
        with pytest.raises(ag.ShapeError, match=r"\+= would make shape \(3, 2\)") as error:
            t += np.ones((3, 2))
        assert "Write t = t + other" in str(error.value)
        with pytest.raises(ag.ShapeError, match=r"Write t = t \*\* other"):
            t **= np.ones((3, 2))

    def test_a_view_of_a_tensor_is_a_tensor_of_its_own(self):
        t = ag.Tensor([1.0, 2.0])
        first = t[:1]
        first += 5.0
        np.testing.assert_array_equal(t.data, [1.0, 2.0])
        t[:1] += 5.0
        np.testing.assert_array_equal(t.data, [6.0, 2.0])


class TestShapes:
    @pytest.mark.parametrize(
        ("index", "value"),
        [(0, [1.0, 2.0, 3.0]), (slice(None), [1.0, 2.0, 3.0]), ([0, 0], numbers((3, 2)))],
    )
    @pytest.mark.parametrize("requires_grad", [False, True])
    def test_a_value_that_does_not_fit_is_refused(self, index, value, requires_grad):
        t = ag.Tensor(np.zeros((2, 2)))
        with pytest.raises(ag.ShapeError, match="broadcast"):
            t[index] = ag.Tensor(value, requires_grad)
        np.testing.assert_array_equal(t.data, np.zeros((2, 2)))
        assert not t.requires_grad

    def test_masks_count(self):
        t = ag.Tensor(np.zeros(3))
        with pytest.raises(ag.ShapeError, match="3 input values to the 2 output values"):
            t[[True, False, True]] = [1.0, 2.0, 3.0]

    def test_what_is_no_number_is_refused(self):
        t = ag.Tensor(np.zeros(3))
        with pytest.raises(TypeError, match="real numbers"):
            t[0] = 1j
        with pytest.raises(TypeError, match="real numbers"):
            t[0] = "a"


class TestUnnamed:
    """`t[0][1] = 5` would change a tensor that nobody sees."""

    def test_it_is_refused(self):
        t = ag.Tensor(numbers((2, 3)), requires_grad=True)
        message = r"would be lost[^$]*Write t\[0, 1\] = value, not t\[0\]\[1\] = value"
        with pytest.raises(ag.GraphError, match=message):
            t[0][1] = 5.0
        with pytest.raises(ag.GraphError, match=message):
            t[0][1:2] = 5.0
        with pytest.raises(ag.GraphError, match=message):
            t[0][1] += 5.0
        with pytest.raises(ag.GraphError, match=message):
            t.T[0] = 5.0
        with pytest.raises(ag.GraphError, match=message):
            t.detach()[0] = 5.0
        with pytest.raises(ag.GraphError, match=message), ag.no_grad():
            t[0][1] = 5.0

    def test_whatever_has_a_name_is_not(self):
        class Model:
            pass

        class Slots:
            __slots__ = ("weight",)

        def captured():
            local[0] = 4.0

        def same(t):
            return t

        local = ag.Tensor(np.zeros(3))
        local[0] = 1.0
        local[:1] = 1.0
        local[0] += 1.0
        captured()
        model, slots = Model(), Slots()
        model.weight, slots.weight = local.copy(), local.copy()
        model.weight[0], slots.weight[0] = 2.0, 2.0
        tensors, named = [local.copy()], {"a": local.copy()}
        tensors[0][0] = 3.0
        named["a"][0] = 3.0
        for t in tensors:
            t[1] = 3.0
        same(local)[1] = 5.0
        (walrus := local.copy())[1] = 6.0
        np.testing.assert_array_equal(local.data, [4.0, 5.0, 0.0])
        np.testing.assert_array_equal(model.weight.data, [2.0, 0.0, 0.0])
        np.testing.assert_array_equal(slots.weight.data, [2.0, 0.0, 0.0])
        np.testing.assert_array_equal(tensors[0].data, [3.0, 3.0, 0.0])
        np.testing.assert_array_equal(named["a"].data, [3.0, 0.0, 0.0])
        np.testing.assert_array_equal(walrus.data, [4.0, 6.0, 0.0])

    def test_a_call_from_compiled_code_is_not(self):
        operator.setitem(ag.Tensor(np.zeros(3)), 0, 1.0)
        ag.Tensor(np.zeros(3)).__setitem__(0, 1.0)
        list(map(operator.setitem, [ag.Tensor(np.zeros(3))], [0], [1.0]))

    def test_at_module_level_and_in_a_class(self):
        source = "t[0] = 1.0\nclass C:\n    w = t.copy()\n    w[0] = 2.0\nt[1] = C.w[0]\n"
        names = {"t": ag.Tensor(np.zeros(2))}
        exec(source, names)
        np.testing.assert_array_equal(names["t"].data, [1.0, 2.0])

    def test_an_interpreter_that_counts_no_references_lets_it_pass(self, monkeypatch):
        monkeypatch.setattr("autograd_cli.ops.assignment.references", lambda x: sys.maxsize)
        t = ag.Tensor(np.zeros((2, 2)))
        t[0][1] = 5.0
        np.testing.assert_array_equal(t.data, np.zeros((2, 2)))

    def test_an_interpreter_that_borrows_local_references_lets_names_pass(self, monkeypatch):
        monkeypatch.setattr("autograd_cli.ops.assignment.references", lambda x: 0)
        t = ag.Tensor(np.zeros(2))
        t[0] = 5.0
        np.testing.assert_array_equal(t.data, [5.0, 0.0])
        assert sys.getrefcount(t) + 2 > temporaries.UNNAMED


class TestArraysOnTheLeft:
    """An ndarray holds no graph, so a gradient would be lost in it."""

    @pytest.mark.parametrize("index", [slice(None), ..., [0], np.array([True, False])])
    def test_assigning_a_tensor_that_requires_a_gradient_is_refused(self, index):
        arr = np.zeros(2)
        for value in (ag.Tensor(1.0, requires_grad=True), ag.Tensor([1.0], requires_grad=True)):
            with pytest.raises(ag.RuleError, match="does not turn into an ndarray by itself"):
                arr[index] = value
        np.testing.assert_array_equal(arr, [0.0, 0.0])

    @pytest.mark.parametrize("name", ["iadd", "isub", "imul", "itruediv", "ipow"])
    def test_augmented_assignment_is_refused(self, name):
        arr = np.ones(2)
        with pytest.raises(ag.RuleError, match="use the result"):
            getattr(operator, name)(arr, ag.Tensor([1.0, 2.0], requires_grad=True))
        np.testing.assert_array_equal(arr, [1.0, 1.0])

    def test_a_tensor_without_a_gradient_is_a_value_like_any(self):
        arr = np.zeros(3)
        arr[1:] = ag.Tensor([1.0, 2.0])
        arr[0] = ag.Tensor(5.0)
        np.testing.assert_array_equal(arr, [5.0, 1.0, 2.0])

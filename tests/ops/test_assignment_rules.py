"""What assignment to tensors refuses, keeps and lets pass."""

import operator
import sys

import numpy as np
import pytest
from indices import numbers

import autograd_cli as ag
from autograd_cli.ops import temporaries


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

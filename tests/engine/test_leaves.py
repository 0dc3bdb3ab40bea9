"""Where a tensor stands in the graph: leaves, results, what cuts them off, and their copies."""

import copy
import pickle

import numpy as np
import pytest

import autograd_cli as ag


@pytest.fixture
def x():
    return ag.Tensor([1.0, 2.0], requires_grad=True)


class TestStanding:
    def test_leaves_results_and_constants(self, x):
        result, constant = x * 2, ag.Tensor([1.0])
        assert (x.is_leaf, x.requires_grad, x.grad_fn) == (True, True, None)
        assert (constant.is_leaf, constant.requires_grad, constant.grad_fn) == (True, False, None)
        assert (result.is_leaf, result.requires_grad) == (False, True)
        assert repr(result.grad_fn) == "<Mul>"
        assert result.grad_fn.name == "Mul"
        assert (constant * 2).is_leaf

    def test_the_graph_can_be_walked(self, x):
        y = np.exp(x) * np.ones(2)
        assert y.grad_fn.parents[1] is None
        assert y.grad_fn.parents[0].name == "Exp"
        assert y.grad_fn.parents[0].parents[0].name == "leaf"

    @pytest.mark.parametrize(
        ("make", "shown"),
        [
            (lambda: ag.Tensor([]), "Tensor([])"),
            (lambda: ag.Tensor([1], dtype=int), "Tensor([1], dtype=int64)"),
            (lambda: ag.Tensor([True], dtype=bool), "Tensor([ True], dtype=bool)"),
            (
                lambda: ag.Tensor(np.float32([1, 2]), requires_grad=True),
                "Tensor([1., 2.], dtype=float32, requires_grad=True)",
            ),
            (
                lambda: ag.Tensor(np.float32([1, 2]), requires_grad=True) * 2,
                "Tensor([2., 4.], dtype=float32, grad_fn=<Mul>)",
            ),
            (lambda: ag.Tensor([[1, 2], [3, 4]]), "Tensor([[1., 2.],\n        [3., 4.]])"),
            (lambda: (ag.Tensor(1.0, requires_grad=True) * 2).detach(), "Tensor(2.)"),
        ],
    )
    def test_repr(self, make, shown):
        assert repr(make()) == str(make()) == shown

    def test_a_large_tensor_is_shown_in_short(self):
        assert len(repr(ag.Tensor(np.zeros((100, 100))))) < 500

    def test_format_takes_the_spec_of_a_number(self):
        assert f"{ag.Tensor(2.5):.3f} {ag.Tensor([[2.5]]):8.1f}|" == "2.500      2.5|"
        assert f"{ag.Tensor([1.0])}" == "Tensor([1.])"


class TestRequiresGrad:
    def test_it_begins_a_graph_and_ends_it(self):
        t = ag.Tensor([1.0])
        assert t.requires_grad_() is t
        np.sum(t * 3).backward()
        assert t.grad.tolist() == [3.0]
        assert t.requires_grad_() is t
        assert t.grad.tolist() == [3.0], "it did already"
        t.requires_grad = False
        assert not t.requires_grad
        assert t.grad is None
        assert not (t * 3).requires_grad

    @pytest.mark.parametrize("dtype", [int, np.uint8, bool])
    def test_integers_and_booleans_cannot(self, dtype):
        message = f"a tensor of {np.dtype(dtype)} cannot require a gradient: only floats have"
        with pytest.raises(TypeError, match=message) as error:
            ag.Tensor([1, 0], dtype=dtype, requires_grad=True)
        assert "astype(float)" in str(error.value)
        t = ag.Tensor([1, 0], dtype=dtype)
        with pytest.raises(TypeError, match=message):
            t.requires_grad_()
        with pytest.raises(TypeError, match=message):
            t.requires_grad = True
        assert not t.requires_grad
        assert t.astype(float).requires_grad_().requires_grad

    def test_a_result_always_does(self, x):
        y = x * 2
        assert y.requires_grad_() is y
        with pytest.raises(ag.GraphError, match="a result of Mul always requires a grad") as error:
            y.requires_grad_(False)
        assert "detach()" in str(error.value)
        assert "detach_()" in str(error.value)
        with pytest.raises(ag.GraphError, match="a result of Mul always"):
            y.requires_grad = False

    def test_ops_on_integers_are_not_recorded(self):
        t = ag.Tensor([1, 2], dtype=int)
        assert not (t + t).requires_grad


class TestDetach:
    def test_detach_shares_the_value(self, x):
        y = x * 2
        d = y.detach()
        assert d.numpy() is y.numpy()
        assert (d.is_leaf, d.requires_grad) == (True, False)
        assert y.requires_grad

    def test_detach__cuts_this_tensor_off_and_leaves_what_was_computed_from_it(self, x):
        y = x * 2
        z = y * 3
        assert y.detach_() is y
        assert (y.is_leaf, y.requires_grad, y.grad_fn) == (True, False, None)
        assert not (y * 2).requires_grad
        z.backward(np.ones(2))
        assert x.grad.tolist() == [6.0, 6.0]

    def test_a_detached_result_can_begin_a_graph_of_its_own(self, x):
        y = (x * 2).detach_().requires_grad_()
        np.sum(y * y).backward()
        assert y.grad.tolist() == [4.0, 8.0]
        assert x.grad is None

    def test_on_a_leaf(self, x):
        x.detach_()
        assert not x.requires_grad


class TestData:
    def test_it_can_be_replaced_by_a_value_of_the_same_shape(self, x):
        for value in ([3, 4], np.array([3, 4]), ag.Tensor([3.0, 4.0])):
            x.data = value
            assert x.tolist() == [3.0, 4.0]
            assert x.dtype == np.float64
        assert x.requires_grad
        np.sum(x * x).backward()
        assert x.grad.tolist() == [6.0, 8.0]

    def test_the_new_value_is_a_copy_in_the_old_dtype(self):
        t = ag.Tensor(np.ones(2, np.float32))
        value = np.array([3.0, 4.0])
        t.data = value
        value[0] = 7.0
        assert t.tolist() == [3.0, 4.0]
        assert t.dtype == np.float32

    def test_another_shape_is_refused(self, x):
        with pytest.raises(ag.ShapeError, match=r"a value of shape \(3,\) for a tensor of \(2,\)"):
            x.data = np.zeros(3)
        with pytest.raises(ag.ShapeError, match=r"a value of shape \(\) for a tensor of \(2,\)"):
            x.data = 3.0

    def test_that_of_a_result_is_refused(self, x):
        y = np.exp(x)
        with pytest.raises(ag.GraphError, match="the value of a result of Exp cannot be replaced"):
            y.data = np.ones(2)
        np.testing.assert_array_equal(y.data, np.exp([1.0, 2.0]))


class TestCopies:
    COPIES = [
        copy.deepcopy,
        *[
            lambda t, p=protocol: pickle.loads(pickle.dumps(t, p))
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
        ],
    ]

    @pytest.mark.parametrize("copied", COPIES)
    def test_values_dtypes_and_gradients_are_kept(self, x, copied):
        np.sum(x * 3).backward()
        new = copied(x)
        assert new.requires_grad
        assert new.is_leaf
        assert new.tolist() == x.tolist()
        assert new.grad.tolist() == [3.0, 3.0]
        new.grad[0] = 7.0
        new.data[0] = 7.0
        assert x.tolist() == [1.0, 2.0]
        assert x.grad.tolist() == [3.0, 3.0]

    @pytest.mark.parametrize("copied", COPIES)
    @pytest.mark.parametrize("dtype", ["f4", "f8", "i8", "u1", "?"])
    def test_constants_of_every_dtype(self, copied, dtype):
        new = copied(ag.Tensor([[0, 1]], dtype=dtype))
        assert (new.dtype, new.tolist()) == (np.dtype(dtype), [[0, 1]])
        assert not new.requires_grad

    @pytest.mark.parametrize("copied", [copy.copy, *COPIES])
    def test_a_result_is_refused_by_its_name(self, x, copied):
        y = np.exp(x)
        with pytest.raises(ag.GraphError, match="a result of Exp cannot be copied") as error:
            copied(y)
        assert ".detach()" in str(error.value)
        assert copied(y.detach()).tolist() == y.tolist()

    def test_a_shallow_copy_is_a_leaf_of_its_own(self, x):
        new = copy.copy(x)
        np.sum(new * 3).backward()
        assert x.grad is None
        with ag.no_grad():
            new -= 1.0
        assert x.tolist() == [1.0, 2.0]

    def test_a_tensor_in_two_places_is_one_in_the_copy(self, x):
        first, second = copy.deepcopy([x, x])
        assert first is second

    def test_copy_as_a_method_stays_in_the_graph(self, x):
        for method in (ag.Tensor.copy, ag.Tensor.clone):
            y = method(x)
            y.data[0] = 7.0
            assert x.tolist() == [1.0, 2.0]
            assert ag.grad(y, x, np.ones(2))[0].tolist() == [1.0, 1.0]

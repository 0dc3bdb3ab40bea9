"""Tensors: what they are made of, what they show, and what they refuse."""

import copy
import pickle

import numpy as np
import pytest

import autograd_cli as ag


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (np.ones(2, np.float32), np.float32),
        (np.ones(2, np.float64), np.float64),
        (np.ones(2, np.float16), np.float64),
        (np.ones(2, np.int8), np.float64),
        (np.array([True, False]), np.float64),
        (1, np.float64),
        ([], np.float64),
    ],
)
def test_float32_and_float64_are_kept_and_all_else_becomes_float64(value, dtype):
    assert ag.Tensor(value).dtype == dtype


@pytest.mark.parametrize("value", ["abc", [1j], [None], object()])
def test_what_is_no_real_number_is_refused(value):
    with pytest.raises(TypeError, match="a tensor holds real numbers"):
        ag.Tensor(value)


def test_a_tensor_copies_the_array_it_is_made_from():
    array = np.ones(3)
    tensor = ag.Tensor(array)
    array[0] = 7
    assert tensor.data[0] == 1


def test_a_tensor_is_made_from_tensors():
    inner = ag.Tensor(2.0)
    assert ag.Tensor(inner).item() == 2.0
    np.testing.assert_array_equal(ag.tensor([inner, 3.0]).data, [2.0, 3.0])
    with pytest.raises(ag.RuleError, match=r"\.detach\(\)"):
        ag.tensor([ag.Tensor(2.0, requires_grad=True), 3.0])


def test_its_properties_are_those_of_its_array():
    t = ag.Tensor([[1.0, 2.0, 3.0]])
    assert (t.shape, t.ndim, t.size, len(t)) == ((1, 3), 2, 3, 1)
    np.testing.assert_array_equal(t.T.data, t.data.T)
    assert t.numpy() is t.data


def test_zero_dimensional_results_are_arrays_too():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    assert type(ag.sum(x).data) is np.ndarray
    assert ag.sum(x).shape == ()


@pytest.mark.parametrize(
    ("tensor", "shown"),
    [
        (ag.Tensor([1, 2]), "Tensor([1., 2.])"),
        (ag.Tensor(1.5, requires_grad=True), "Tensor(1.5, requires_grad=True)"),
        (ag.Tensor(1.5, requires_grad=True) + 1, "Tensor(2.5, grad_fn=<Add>)"),
    ],
)
def test_repr_tells_value_and_origin(tensor, shown):
    assert repr(tensor) == shown


def test_item_and_float_give_a_python_number():
    t = ag.Tensor([[2.5]])
    assert type(t.item()) is float
    assert float(t) == 2.5
    assert bool(t)


def test_iterating_gives_rows_that_belong_to_the_graph():
    x = ag.Tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    first, second = x
    ag.sum(first * second).backward()
    np.testing.assert_array_equal(x.grad, [[3.0, 4.0], [1.0, 2.0]])


def test_comparing_gives_arrays_and_hashing_goes_by_identity():
    a, b = ag.Tensor([1.0, 2.0]), ag.Tensor([2.0, 2.0])
    np.testing.assert_array_equal(a == b, [False, True])
    np.testing.assert_array_equal(a < 2, [True, False])
    np.testing.assert_array_equal(a >= b, [False, True])
    assert type(a != b) is np.ndarray
    np.testing.assert_array_equal(np.array([1.5, 1.5]) < a, [False, True])
    np.testing.assert_array_equal(np.float64(2) == a, [False, True])
    assert len({a, b, a}) == 2


def test_detach_shares_the_value_and_leaves_the_graph():
    x = ag.Tensor([1.0], requires_grad=True)
    d = (2 * x).detach()
    assert not d.requires_grad
    assert not (d * 3).requires_grad


def test_no_grad_records_nothing_and_ends_also_after_an_error():
    x = ag.Tensor([1.0], requires_grad=True)
    with ag.no_grad():
        assert not (x * 2).requires_grad
    with pytest.raises(ag.ShapeError), ag.no_grad():
        x + np.ones(2) + np.ones(3)
    assert (x * 2).requires_grad


def test_asarray_refuses_a_tensor_that_requires_a_gradient():
    x = ag.Tensor([1.0], requires_grad=True)
    with pytest.raises(ag.RuleError, match=r"\.detach\(\)\.numpy\(\)"):
        np.asarray(x)
    np.testing.assert_array_equal(np.asarray(x.detach()), [1.0])


def test_a_numpy_function_without_a_rule_is_named():
    with pytest.raises(ag.RuleError, match=r"numpy\.nextafter has no rule for tensors"):
        np.nextafter(ag.Tensor(1.0), 2.0)
    with pytest.raises(ag.RuleError, match=r"numpy\.histogram has no rule"):
        np.histogram(ag.Tensor([1.0]))


def test_grad_can_be_set_only_on_leaves_and_in_shape():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    x.grad = np.zeros(2)
    (x * 3).sum().backward()
    np.testing.assert_array_equal(x.grad, [3.0, 3.0])
    with pytest.raises(ag.ShapeError, match=r"shape \(3,\) for a tensor of \(2,\)"):
        x.grad = np.zeros(3)
    with pytest.raises(ag.GraphError, match="only a leaf"):
        ag.Tensor(1.0).grad = np.zeros(())
    x.grad = None
    assert x.grad is None


def test_copies_and_pickles_are_leaves_of_their_own():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    for other in (copy.deepcopy(x), copy.copy(x), pickle.loads(pickle.dumps(x))):
        ag.sum(other * 3).backward()
        np.testing.assert_array_equal(other.grad, [3.0, 3.0])
    assert x.grad is None
    with pytest.raises(ag.GraphError, match="a result of Mul cannot be copied"):
        copy.deepcopy(x * 2)


def test_the_public_page_lists_all_that_it_loads():
    for name in ag.__all__:
        assert getattr(ag, name) is not None
        assert name in dir(ag)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = ag.nonsense

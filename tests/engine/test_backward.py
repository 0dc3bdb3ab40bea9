"""The sweep: shared nodes, broadcasting, long chains, higher orders and what it refuses."""

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as hnp

import autograd_cli as ag


def test_backward_accumulates_and_zero_grad_forgets():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    for _ in range(2):
        ag.sum(x * x).backward()
    np.testing.assert_array_equal(x.grad, [4.0, 8.0])
    x.zero_grad()
    assert x.grad is None


def test_grad_returns_a_tuple_and_leaves_grad_alone():
    x, y = ag.Tensor(2.0, requires_grad=True), ag.Tensor(3.0, requires_grad=True)
    dx, dy = ag.grad(x * y, [x, y])
    assert (dx.item(), dy.item()) == (3.0, 2.0)
    assert x.grad is None
    (dx,) = ag.grad(x * y, x)
    assert dx.item() == 3.0


def test_grad_reaches_intermediate_tensors():
    x = ag.Tensor(2.0, requires_grad=True)
    middle = x * x
    (d,) = ag.grad(middle * middle, middle)
    assert d.item() == 8.0


def test_grad_with_respect_to_an_intermediate_leaves_what_is_behind_it():
    a = ag.Tensor([1.0, 2.0], requires_grad=True)
    middle = a * a
    (g,) = ag.grad(ag.sum(middle * middle), middle)
    middle.backward(g)
    np.testing.assert_array_equal(a.grad, [4.0, 32.0])


def test_grad_of_a_tensor_by_itself_is_one():
    x = ag.Tensor([5.0], requires_grad=True)
    assert ag.grad(x, x)[0].item() == 1.0


def test_grad_sums_over_several_outputs():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    (d,) = ag.grad([x * 2, x * x], x, [np.array([1.0, 0.0]), np.array([1.0, 1.0])])
    np.testing.assert_array_equal(d.data, [4.0, 4.0])


def test_cotangents_select_what_is_differentiated():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    (x**3).backward(gradient=[0.0, 1.0])
    np.testing.assert_array_equal(x.grad, [0.0, 12.0])


def test_derivatives_of_any_order():
    x = ag.Tensor(2.0, requires_grad=True)
    value, expected = x**5 / 5, [16.0, 32.0, 48.0, 48.0, 24.0, 0.0]
    for order, wanted in enumerate(expected):
        (value,) = ag.grad(value, x, create_graph=True)
        assert value.item() == wanted, order
        if order == 4:
            break
    assert not ag.grad(x * 3, x)[0].requires_grad


def test_a_first_order_backward_makes_no_tensor(monkeypatch):
    x = ag.Tensor(np.ones((3, 2)), requires_grad=True)
    w = ag.Tensor(np.ones((1, 2)), requires_grad=True)
    loss = ag.binary_cross_entropy_with_logits(ag.reshape(x @ w.T, -1), np.ones(3))

    def refuse(*_):
        raise AssertionError("a tensor was made")

    monkeypatch.setattr(ag.Tensor, "_of", refuse)
    monkeypatch.setattr("autograd_cli.engine.apply._new", refuse)
    loss.backward()
    assert w.grad is not None


def test_a_diamond_of_many_paths_is_swept_once():
    x = ag.Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(200):  # 2^200 paths
        y = 0.5 * (y + y)
    y.backward()
    assert x.grad == 1.0


@given(hnp.mutually_broadcastable_shapes(num_shapes=2, min_dims=0, max_dims=4, min_side=0))
def test_broadcasting_is_undone_for_every_pair_of_shapes(shapes):
    a, b = (ag.Tensor(np.full(s, 2.0), requires_grad=True) for s in shapes.input_shapes)
    (a * b).backward(np.ones(shapes.result_shape))
    for tensor in (a, b):
        assert tensor.grad.shape == tensor.shape
        copies = np.prod(shapes.result_shape) / max(tensor.size, 1)
        np.testing.assert_array_equal(tensor.grad, np.full(tensor.shape, 2.0 * copies))


def test_gradients_are_not_aliased():
    a, b = ag.Tensor([1.0], requires_grad=True), ag.Tensor([1.0], requires_grad=True)
    seed = np.array([1.0])
    (a + b).backward(seed)
    a.grad[0] = 7.0
    assert b.grad[0] == 1.0
    assert seed[0] == 1.0


def test_float32_stays_float32_forward_and_backward():
    x = ag.Tensor(np.ones(3, np.float32), requires_grad=True)
    y = ag.mean(ag.sigmoid(2 * x) ** 2)
    assert y.dtype == np.float32
    y.backward(retain_graph=True)
    assert x.grad.dtype == np.float32
    assert ag.grad(y * np.ones(1), x)[0].dtype == np.float32


def test_the_graph_is_freed_as_the_sweep_passes():
    x = ag.Tensor(np.ones(3), requires_grad=True)
    middle = ag.exp(x)
    kept = weakref.ref(middle)
    y = ag.sum(middle * middle)
    del middle
    y.backward()
    gc.collect()
    assert kept() is None
    assert y._node.saved is None


@pytest.mark.parametrize(
    "function", [lambda x: x + 1, lambda x: ag.sum(x), lambda x: ag.reshape(x, (1, -1))]
)
def test_ops_keep_only_what_their_rules_read(function):
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    assert not any(saved is not None for saved in function(x)._node.saved)


def test_a_product_with_a_constant_does_not_keep_the_variable():
    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    assert (x * 3)._node.saved == (None, 3, None)


class TestRefusals:
    def test_a_second_backward_names_the_op_and_the_remedy(self):
        y = ag.Tensor(1.0, requires_grad=True) * 2
        y.backward()
        with pytest.raises(ag.GraphError, match="behind Mul was freed") as caught:
            y.backward()
        assert "retain_graph=True" in str(caught.value)

    def test_retain_graph_allows_a_second_backward(self):
        x = ag.Tensor(1.0, requires_grad=True)
        y = x * 2
        y.backward(retain_graph=True)
        y.backward()
        assert x.grad == 4.0

    def test_nothing_requires_a_gradient(self):
        with pytest.raises(ag.GraphError, match="does not require a gradient"):
            (ag.Tensor(1.0) * 2).backward()

    def test_a_vector_needs_a_cotangent(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        with pytest.raises(ag.ShapeError, match=r"gradient is needed for .* shape \(2,\)"):
            (x * 2).backward()

    def test_a_cotangent_of_another_shape(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        with pytest.raises(
            ag.ShapeError, match=r"gradient has shape \(1,\), the output has \(2,\)"
        ):
            (x * 2).backward([1.0])

    def test_as_many_cotangents_as_outputs(self):
        x = ag.Tensor(1.0, requires_grad=True)
        with pytest.raises(ag.ShapeError, match="1 grad_outputs for 2 outputs"):
            ag.grad([x, x], x, [1.0])

    def test_an_input_outside_the_graph(self):
        x, other = ag.Tensor(1.0, requires_grad=True), ag.Tensor(1.0, requires_grad=True)
        with pytest.raises(ag.GraphError, match="no output depends on input 1 of grad"):
            ag.grad(x * 2, [x, other])

    def test_an_input_that_requires_no_gradient(self):
        x = ag.Tensor(1.0, requires_grad=True)
        for other in (ag.Tensor(1.0), np.ones(())):
            with pytest.raises(ag.GraphError, match="input 0 of grad does not require a gradient"):
                ag.grad(x * 2, [other])

    def test_shapes_that_do_not_fit_name_the_op(self):
        x = ag.Tensor([1.0, 2.0], requires_grad=True)
        with pytest.raises(ag.ShapeError, match=r"Add of shapes \(2,\) and \(3,\)"):
            _ = x + np.ones(3)
        with pytest.raises(ag.ShapeError, match=r"MatMul of shapes \(2,\) and \(3,\)"):
            _ = x @ np.ones(3)

"""Step functions, new tensors, and parts of floats: what belongs to no graph, and what does."""

import math

import numpy as np
import pytest
from slopes import slopes

import autograd_cli as ag

X = np.array([-2.5, -1.0, -0.5, -0.0, 0.5, 1.5, 2.5])
STEPS = ["sign", "floor", "ceil", "trunc", "fix", "rint", "round", "around"]
LIKES = ["zeros_like", "ones_like", "empty_like"]


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_steps_are_numpys_and_belong_to_no_graph(name, dtype):
    t = ag.Tensor(X.astype(dtype), requires_grad=True)
    for function in (getattr(ag, name), getattr(np, name)):
        y = function(t)
        assert isinstance(y, ag.Tensor)
        assert not y.requires_grad
        assert y.dtype == dtype
        np.testing.assert_array_equal(y.data, getattr(np, name)(X))


@pytest.mark.parametrize("name", STEPS)
def test_what_is_computed_with_a_step_has_its_derivative(name):
    step = getattr(np, name)
    np.testing.assert_array_equal(slopes(lambda x: x * step(x), X), [step(X)])
    np.testing.assert_array_equal(slopes(lambda x: x - step(x), X), [np.ones(7)])


@pytest.mark.parametrize("name", STEPS)
def test_steps_take_lists_numbers_and_integers_and_nothing_to_write_into(name):
    assert getattr(ag, name)(2.5).item() == getattr(np, name)(2.5)
    np.testing.assert_array_equal(
        getattr(ag, name)([1.5, -1.5]).data, getattr(np, name)([1.5, -1.5])
    )
    assert getattr(np, name)(ag.Tensor([3], dtype=np.int64)).item() == np.sign(3) * (
        1 if name == "sign" else 3
    )
    with pytest.raises(ag.RuleError, match="Nothing can be written into an existing array"):
        getattr(np, name)(ag.Tensor(X), out=np.empty(7))


def test_rounding_to_decimals():
    t = ag.Tensor([1.2345, -155.5])
    for y in (np.round(t, 2), np.around(t, decimals=2), t.round(2), round(t, 2)):
        np.testing.assert_array_equal(y.data, [1.23, -155.5])
    np.testing.assert_array_equal(t.round(-1).data, [0.0, -160.0])
    np.testing.assert_array_equal(round(t).data, [1.0, -156.0])


def test_maths_functions_give_pythons_integers():
    t = ag.Tensor([[-2.5]], requires_grad=True)
    assert [f(t) for f in (math.floor, math.ceil, math.trunc)] == [-3, -2, -2]
    assert type(math.floor(t)) is int
    with pytest.raises(ValueError, match="size 1"):
        math.floor(ag.Tensor(X))


def test_heaviside_has_a_derivative_in_its_value_at_0():
    x = [-1.0, 0.0, -0.0, 2.0, np.nan]
    for function in (ag.heaviside, np.heaviside):
        np.testing.assert_array_equal(function(ag.Tensor(x), 0.5).data, [0, 0.5, 0.5, 1, np.nan])
    h = ag.Tensor(0.5, requires_grad=True)
    ag.heaviside(x, h).backward(np.ones(5))
    assert h.grad == 2.0
    t = ag.Tensor(x, requires_grad=True)
    assert not np.heaviside(t, 1.0).requires_grad


@pytest.mark.parametrize("name", LIKES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.int64, bool])
def test_new_tensors_like_others(name, dtype):
    t = ag.Tensor(X, requires_grad=True)
    for function in (getattr(ag, name), getattr(np, name)):
        y = function(t)
        assert (type(y), y.shape, y.dtype, y.requires_grad) == (ag.Tensor, (7,), X.dtype, False)
        assert function(t, dtype).dtype == dtype
        assert function(t, dtype=dtype, shape=(2, 0)).shape == (2, 0)
        assert function(ag.Tensor(X, dtype=dtype)).dtype == dtype
        if name != "empty_like":
            np.testing.assert_array_equal(y.data, np.full(7, float(name == "ones_like")))
    with pytest.raises(TypeError, match="complex128"):
        getattr(np, name)(t, complex)
    assert getattr(ag, name)([1, 2]).dtype == np.float64


def test_full_like_hands_its_gradient_to_what_it_is_filled_with():
    t = ag.Tensor(np.zeros((2, 3), np.float32))
    np.testing.assert_array_equal(np.full_like(t, 2.5).data, np.full((2, 3), 2.5, np.float32))
    assert np.full_like(t, 2.5).dtype == np.float32
    assert np.full_like(t, 2.5, dtype=int).dtype == int
    assert np.full_like(t, 1.0, shape=(4,)).shape == (4,)
    row = ag.Tensor([1.0, 2.0, 3.0], requires_grad=True)
    np.full_like(t, row).backward(np.ones((2, 3), np.float32))
    np.testing.assert_array_equal(row.grad, [2.0, 2.0, 2.0])
    with pytest.raises(ag.ShapeError, match="does not broadcast"):
        np.full_like(t, row.data[:2])


def test_the_parts_of_floats():
    x = [-2.75, 0.0, 6.5, -np.inf]
    t = ag.Tensor(x, requires_grad=True)
    fraction, whole = np.modf(t)
    np.testing.assert_array_equal([fraction.data, whole.data], np.modf(x))
    assert not whole.requires_grad
    np.testing.assert_array_equal(ag.grad(fraction, t, np.ones(4))[0].data, np.ones(4))
    mantissa, exponent = np.frexp(t)
    np.testing.assert_array_equal(mantissa.data, np.frexp(x)[0])
    assert type(exponent) is np.ndarray
    (slope,) = ag.grad(mantissa, t, np.ones(4))
    np.testing.assert_array_equal(slope.data[:3], [0.25, 1.0, 0.125])
    np.testing.assert_array_equal(np.ldexp(mantissa, exponent).data, x)


def test_ldexp_takes_integers_of_any_kind_and_nothing_else():
    t = ag.Tensor(np.array([3.0, 5.0], np.float32), requires_grad=True)
    for exponent in (2, [2, 2], np.array([2, 2]), ag.Tensor([2, 2], dtype=int)):
        y = ag.ldexp(t, exponent)
        assert y.dtype == np.float32
        np.testing.assert_array_equal(y.data, [12.0, 20.0])
        assert ag.grad(y, t, np.ones(2))[0].tolist() == [4.0, 4.0]
    with pytest.raises(TypeError, match="ldexp"):
        ag.ldexp(t, 2.0)

"""Shapes, axes and orders: NumPy's values and forms, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from indices import numbers

import autograd_cli as ag

x = numbers((2, 3, 4))


@pytest.mark.parametrize(
    "call",
    [
        lambda xp, x: xp.reshape(x, (4, -1)),
        lambda xp, x: xp.reshape(x, [4, 6]),
        lambda xp, x: xp.reshape(x, -1),
        lambda xp, x: xp.reshape(x, (4, 6), "F"),
        lambda xp, x: xp.reshape(x, -1, order="F"),
        lambda xp, x: xp.ravel(x),
        lambda xp, x: xp.ravel(x, "F"),
        lambda xp, x: xp.transpose(x),
        lambda xp, x: xp.transpose(x, [2, 0, 1]),
        lambda xp, x: xp.transpose(x, axes=(-1, 0, -2)),
        lambda xp, x: xp.permute_dims(x, (2, 0, 1)),
        lambda xp, x: xp.matrix_transpose(x),
        lambda xp, x: xp.swapaxes(x, -1, 0),
        lambda xp, x: xp.moveaxis(x, -1, 0),
        lambda xp, x: xp.moveaxis(x, [0, 1], [-1, -2]),
        lambda xp, x: xp.moveaxis(x, (0, 1, 2), (2, 0, 1)),
        lambda xp, x: xp.expand_dims(x, -1),
        lambda xp, x: xp.expand_dims(x, [0, -2]),
        lambda xp, x: xp.expand_dims(x, ()),
        lambda xp, x: xp.atleast_1d(x),
        lambda xp, x: xp.broadcast_to(x, (5, 2, 3, 4)),
        lambda xp, x: xp.broadcast_to(x[0, 0, 0], 3),
        lambda xp, x: xp.broadcast_to(x[0, 0, 0], ()),
        lambda xp, x: xp.flip(x),
        lambda xp, x: xp.flip(x, -1),
        lambda xp, x: xp.flip(x, axis=(0, 2)),
        lambda xp, x: xp.flip(x, ()),
        lambda xp, x: xp.fliplr(x),
        lambda xp, x: xp.flipud(x),
        lambda xp, x: xp.roll(x, 5),
        lambda xp, x: xp.roll(x, -7, 1),
        lambda xp, x: xp.roll(x, 1, axis=(0, 1)),
        lambda xp, x: xp.roll(x, (1, 2), (2, 2)),
        lambda xp, x: xp.roll(x, np.array([1, 2]), axis=(0, 1)),
        lambda xp, x: xp.roll(x, (1, 2), axis=2),
        *[lambda xp, x, k=k: xp.rot90(x, k) for k in range(-3, 6)],
        *[lambda xp, x, k=k: xp.rot90(x, k, (2, 0)) for k in range(4)],
        lambda xp, x: xp.rot90(x, axes=(-1, 1)),
        *[lambda xp, x, a=a, s=s: xp.rollaxis(x, a, s) for a in range(-3, 3) for s in range(-3, 4)],
    ],
)
def test_values_and_gradients_follow_numpy(call):
    expected = call(np, x)
    t = ag.Tensor(x, requires_grad=True)
    for y in (call(ag, t), call(np, t)):
        assert y.shape == expected.shape
        np.testing.assert_array_equal(y.data, expected)
    places = call(np, np.arange(x.size).reshape(x.shape))  # where each element comes from
    g = numbers(y.shape, 1)
    y.backward(g)
    wanted = np.bincount(places.ravel(), g.ravel(), x.size).reshape(x.shape)
    np.testing.assert_allclose(t.grad, wanted, rtol=1e-14)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (1, 3), (3, 1, 1), (0,), (2, 0), (1, 0, 1)])
def test_numbers_and_empty_tensors(shape):
    a = numbers(shape)
    t = ag.Tensor(a, requires_grad=True)
    for name in ("squeeze", "ravel", "atleast_1d", "atleast_2d", "atleast_3d", "transpose", "flip"):
        y, expected = getattr(np, name)(t), getattr(np, name)(a)
        assert y.shape == expected.shape, name
        np.testing.assert_array_equal(y.data, expected)
        (g,) = ag.grad(y, t, np.ones(y.shape))
        np.testing.assert_array_equal(g.data, np.ones(shape))


def test_methods():
    t = ag.Tensor(x)
    for found, expected in [
        (t.reshape(4, -1), x.reshape(4, -1)),
        (t.reshape((4, 6)), x.reshape(4, 6)),
        (t.reshape([4, 6]), x.reshape(4, 6)),
        (t.reshape(24), x.reshape(24)),
        (t.reshape(4, 6, order="F"), x.reshape(4, 6, order="F")),
        (t[0, 0, 0].reshape(()), x[0, 0, 0]),
        (t[0, 0, 0].reshape(), x[0, 0, 0]),
        (t.ravel(), x.ravel()),
        (t.ravel("F"), x.ravel("F")),
        (t.flatten(), x.flatten()),
        (t.flatten("F"), x.flatten("F")),
        (t[None].squeeze(), x),
        (t[None, ..., None].squeeze(axis=(0, -1)), x),
        (t.transpose(), x.T),
        (t.transpose(2, 0, 1), x.transpose(2, 0, 1)),
        (t.transpose((2, 0, 1)), x.transpose(2, 0, 1)),
        (t.transpose([2, 0, 1]), x.transpose(2, 0, 1)),
        (t.transpose(np.int64(2), 0, 1), x.transpose(2, 0, 1)),
        (t.transpose(None), x.T),
        (t.swapaxes(0, 2), x.swapaxes(0, 2)),
        (t.T, x.T),
        (t.mT, x.swapaxes(-1, -2)),
    ]:
        assert found.shape == np.shape(expected)
        np.testing.assert_array_equal(found.data, expected)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ag.reshape(x, (5, 5)), ag.ShapeError, r"Reshape of shapes \(2, 3, 4\)"),
        (lambda: ag.reshape(x, (-1, -1)), ag.ShapeError, "one unknown dimension"),
        (lambda: ag.reshape(x, 24, "A"), ValueError, "order 'A'.*use 'C' or 'F'"),
        (lambda: ag.ravel(x, "K"), ValueError, "order 'K'"),
        (lambda: ag.squeeze(x, 0), ag.ShapeError, r"squeeze of axis 0 of shape \(2, 3, 4\)"),
        (lambda: ag.squeeze(x, 3), ag.ShapeError, "squeeze: axis 3 is out of bounds"),
        (lambda: ag.expand_dims(x, 4), ag.ShapeError, "expand_dims: axis 4 is out of bounds"),
        (lambda: ag.expand_dims(x, (0, 0)), ag.ShapeError, "repeated axis in `expand_dims`"),
        (lambda: ag.transpose(x, (0, 1)), ag.ShapeError, "name every axis"),
        (lambda: ag.transpose(x, (0, 1, 5)), ag.ShapeError, "transpose: axis 5 is out of bounds"),
        (lambda: ag.transpose(x, (0, 1, 1)), ag.ShapeError, "repeated axis in `transpose`"),
        (lambda: ag.swapaxes(x, 0, 5), ag.ShapeError, "swapaxes: axis 5 is out of bounds"),
        (lambda: ag.matrix_transpose(x[0, 0]), ag.ShapeError, r"shape \(4,\), which has no matr"),
        (lambda: ag.Tensor([1.0]).mT, ag.ShapeError, "which has no matrices"),
        (lambda: ag.moveaxis(x, 3, 0), ag.ShapeError, "moveaxis source: axis 3"),
        (lambda: ag.moveaxis(x, 0, -4), ag.ShapeError, "moveaxis destination: axis -4"),
        (lambda: ag.moveaxis(x, (0, 1), 0), ag.ShapeError, "of 2 axes to 1 places"),
        (lambda: ag.rollaxis(x, 0, 4), ag.ShapeError, "before axis 4 of shape"),
        (lambda: ag.broadcast_to(x, (3, 2)), ag.ShapeError, "does not broadcast to"),
        (lambda: ag.broadcast_to(x[:1], (3, 4)), ag.ShapeError, "does not broadcast to"),
        (lambda: ag.broadcast_arrays(x, [1.0, 2.0]), ag.ShapeError, r"\(2, 3, 4\), \(2,\)"),
        (lambda: ag.meshgrid([1.0], indexing="yx"), ValueError, "use 'xy' or 'ij'"),
        (lambda: ag.flip(x, 3), ag.ShapeError, "Flip of shapes.*axis 3 is out of bounds"),
        (lambda: ag.fliplr([1.0]), ag.ShapeError, "Flip of shapes"),
        (lambda: ag.flipud(1.0), ag.ShapeError, "Flip of shapes"),
        (lambda: ag.rot90(x, 1, (0, 0)), ag.ShapeError, "repeated axis in `rot90`"),
        (lambda: ag.rot90(x, 1, (0, 1, 2)), ag.ShapeError, "a plane has two"),
        (lambda: ag.rot90([1.0]), ag.ShapeError, "rot90: axis 1 is out of bounds"),
        (lambda: ag.roll(x, 1, 3), ag.ShapeError, "Roll of shapes"),
        (lambda: ag.roll(x, (1, 2), (0, 1, 2)), ag.ShapeError, "Roll of shapes"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_reshape_copies_as_it_is_told():
    t = ag.Tensor(x)
    assert np.shares_memory(t.reshape(4, 6).data, t.data)
    assert np.shares_memory(t.reshape(4, 6, copy=False).data, t.data)
    assert not np.shares_memory(t.reshape(4, 6, copy=True).data, t.data)
    assert not np.shares_memory(ag.reshape(t, (4, 6), "F", copy=True).data, t.data)
    with pytest.raises(ValueError, match="has to copy here"):
        t.T.reshape(24, copy=False)
    assert ag.reshape(np.empty((0, 2)), (2, 0), copy=False).shape == (2, 0)


def test_at_least_some_axes_of_several():
    for name in ("atleast_1d", "atleast_2d", "atleast_3d"):
        arrays = (2.0, x[0, 0], x[0], x, x[None])
        found = getattr(ag, name)(*arrays)
        assert isinstance(found, tuple)
        for y, expected in zip(found, getattr(np, name)(*arrays), strict=True):
            assert y.shape == expected.shape
            np.testing.assert_array_equal(y.data, expected)


@given(npst.mutually_broadcastable_shapes(num_shapes=3, min_side=0, max_side=3, max_dims=3))
def test_broadcasting_several(drawn):
    arrays = [numbers(shape, i) for i, shape in enumerate(drawn.input_shapes)]
    tensors = [ag.Tensor(a, requires_grad=True) for a in arrays]
    results = np.broadcast_arrays(*tensors)
    assert isinstance(results, tuple)
    for t, y, expected in zip(tensors, results, np.broadcast_arrays(*arrays), strict=True):
        assert y.shape == drawn.result_shape
        np.testing.assert_array_equal(y.data, expected)
        y.backward(np.ones(y.shape))
        times = y.size // t.size if t.size else 0
        np.testing.assert_array_equal(t.grad, np.full(t.shape, float(times)))


@given(
    st.lists(npst.array_shapes(min_dims=0, max_dims=1, min_side=0, max_side=3), max_size=4),
    st.sampled_from(["xy", "ij"]),
    st.booleans(),
)
def test_meshgrid(shapes, indexing, sparse):
    vectors = [numbers(shape, i) for i, shape in enumerate(shapes)]
    found = ag.meshgrid(*map(ag.Tensor, vectors), indexing=indexing, sparse=sparse)
    expected = np.meshgrid(*vectors, indexing=indexing, sparse=sparse)
    assert isinstance(found, tuple)
    for y, e in zip(found, expected, strict=True):
        assert y.shape == e.shape
        np.testing.assert_array_equal(y.data, e)


@given(npst.array_shapes(min_dims=1, max_dims=4, max_side=3), st.data())
def test_axes_in_any_order(shape, data):
    a = numbers(shape)
    order = data.draw(st.permutations(range(a.ndim)))
    axes = [axis - a.ndim if data.draw(st.booleans()) else axis for axis in order]
    t = ag.Tensor(a, requires_grad=True)
    g = numbers(a.transpose(axes).shape, 1)
    y = np.transpose(t, axes)
    np.testing.assert_array_equal(y.data, a.transpose(axes))
    y.backward(g)
    np.testing.assert_array_equal(t.grad, g.transpose(np.argsort(order)))


def test_views_are_tensors_of_their_own():
    t = ag.Tensor(x)
    for y in (t.reshape(24), t.T, ag.flip(t), t.ravel(), ag.atleast_1d(t), t.squeeze()):
        before = y.data.copy()
        y += 1.0
        np.testing.assert_array_equal(t.data, x)
        np.testing.assert_array_equal(y.data, before + 1.0)

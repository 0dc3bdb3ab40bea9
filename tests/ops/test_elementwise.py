"""Functions that work element by element, on operands of any shapes that broadcast."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import mutually_broadcastable_shapes
from twins import REFERENCE

import autograd_cli as ag
from autograd_cli.ops.checks import OpCheck, op_checks

ROWS = [
    *(row for row in op_checks() if row.domain),
    OpCheck("clip", {}, domain=((-3.0, 3.0), (-2.0, 0.5), (-0.5, 2.0))),
    OpCheck(
        "where",
        {},
        via=lambda xp, c, a, b: c * xp.where(c > 0, a, b),
        domain=((-1.0, 1.0), (-3.0, 3.0), (-3.0, 3.0)),
    ),
]
DOUBLE = ("float_power",)  # computes in float64, as NumPy's does
TOLERANCE = {np.float64: 1e-12, np.float32: 1e-4}
EDGES = {
    1: [((),), ((0, 2),), ((1, 1),)],
    2: [((), ()), ((), (2, 3)), ((2, 1), (1, 3)), ((0, 1), (3,)), ((2, 0), ())],
    3: [((), (), ()), ((2, 1), (), (3,)), ((), (0, 1), (2,))],
}


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_any_shapes_that_broadcast(row):
    count = len(row.domain)
    for dtype in TOLERANCE:
        for shapes in EDGES[count]:
            _check(row, shapes, dtype, 0)

    @settings(max_examples=8)
    @given(
        mutually_broadcastable_shapes(num_shapes=count, min_side=0, max_side=3, max_dims=3),
        st.sampled_from(list(TOLERANCE)),
        st.integers(0, 999),
    )
    def check(drawn, dtype, seed):
        _check(row, drawn.input_shapes, dtype, seed)

    check()


def _check(row, shapes, dtype, seed):
    rng = np.random.default_rng(seed)
    arrays = [
        np.asarray(rng.uniform(low, high, shape), dtype)
        for (low, high), shape in zip(row.domain, shapes, strict=True)
    ]
    originals = [array.copy() for array in arrays]
    whole = np.broadcast_shapes(*shapes)
    close = {"rtol": TOLERANCE[dtype], "atol": TOLERANCE[dtype]}
    leaves, y, cotangent = _swept(row, arrays)

    assert y.shape == whole
    assert y.dtype == (np.float64 if row.function in DOUBLE else dtype)
    if y.size:  # not every reference takes empty arrays
        expected = REFERENCE.get(row.name, lambda *arrays: row.call(np, *arrays))(*arrays)
        np.testing.assert_allclose(y.data, expected, **close)

    copies, *_ = _swept(row, [np.broadcast_to(array, whole) for array in arrays])
    for leaf, array, original, copy in zip(leaves, arrays, originals, copies, strict=True):
        np.testing.assert_array_equal(leaf.data, original)
        np.testing.assert_array_equal(array, original)
        assert leaf.grad.dtype == dtype
        np.testing.assert_allclose(leaf.grad, _summed_to(original.shape, copy.grad), **close)

    apart = [y.data, cotangent, *(leaf.data for leaf in leaves)]
    for leaf in leaves:
        assert not any(np.shares_memory(leaf.grad, other) for other in apart)
        apart.append(leaf.grad)


def _swept(row, arrays):
    """The leaves with their gradients, the value and its cotangent."""
    leaves = [ag.Tensor(array, requires_grad=True) for array in arrays]
    y = row(*leaves)
    cotangent = np.asarray(np.random.default_rng(0).normal(size=y.shape), y.dtype)
    y.backward(cotangent)
    return leaves, y, cotangent


def _summed_to(shape, gradient):
    """The gradient of an operand, from that of its copies."""
    extra = gradient.ndim - len(shape)
    axes = (*range(extra), *(extra + i for i, n in enumerate(shape) if n == 1))
    return gradient.sum(axis=axes).reshape(shape)

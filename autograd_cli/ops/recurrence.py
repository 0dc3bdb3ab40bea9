"""Linear recurrences along an axis: what the derivatives of running products are made of."""

import numpy as np

from autograd_cli.engine import Function
from autograd_cli.ops.axes import along, behind_batch

__all__ = []


class Recurrence(Function):
    """A linear recurrence along an axis, on which a is shorter than b by one.

    Formula   y = (y_0, y_1, ...) with y_0 = b_0 and y_(k+1) = a_k y_k + b_(k+1)
              da = (h_1 y_0, h_2 y_1, ...) and db = h, a recurrence from the end:
              h_n = g_n and h_k = a_k h_(k+1) + g_k
    Source    Blelloch, Prefix sums and their applications (1990), section 1.4.
    """

    @staticmethod
    def forward(a, b, *, axis):
        a, b = np.moveaxis(a, axis, -1), np.moveaxis(b, axis, -1)
        with np.errstate(over="ignore", invalid="ignore"):
            y = _by_pairs(a, b)
        if not np.isfinite(y).all():
            y = _one_by_one(a, b)  # the product of some a may be too large where no y is
        return np.moveaxis(y, -1, axis)

    @staticmethod
    def vjp_a(g, a, y, *, axis):
        h = from_the_end(a, g, axis)
        return h[along(axis, slice(1, None))] * y[along(axis, slice(-1))]

    @staticmethod
    def vjp_b(g, a, *, axis):
        return from_the_end(a, g, axis)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def from_the_end(a, b, axis):
    """The y with y_n = b_n and y_k = a_k y_(k+1) + b_k."""
    return np.flip(Recurrence.compute(np.flip(a, axis), np.flip(b, axis), axis=axis), axis)


def _by_pairs(a, b):
    """The recurrence along the last axis, in a number of steps logarithmic in its length.

    Every second y has a recurrence of its own: y_(k+2) = a_(k+1) a_k y_k + (a_(k+1) b_(k+1) +
    b_(k+2)).
    """
    y = b.copy()
    half = b.shape[-1] // 2
    if half:
        a_even, a_odd, y_odd = a[..., : 2 * half : 2], a[..., 1::2], y[..., 1::2]
        y_odd += a_even * b[..., : 2 * half : 2]
        y_odd[...] = _by_pairs(a_even[..., 1:] * a_odd[..., : half - 1], y_odd)
        y[..., 2::2] += a_odd * y_odd[..., : a_odd.shape[-1]]
    return y


def _one_by_one(a, b):
    y = b.copy()
    for k in range(a.shape[-1]):
        y[..., k + 1] += a[..., k] * y[..., k]
    return y

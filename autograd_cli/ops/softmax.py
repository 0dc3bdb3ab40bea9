"""Softmax, its logarithm, and the logarithm of a sum of exponentials, along axes."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.axes import Axis, behind_batch, keep_axes
from autograd_cli.ops.promotion import as_floats


class Softmax(Function):
    """The exponentials as shares of their sum along the axes.

    Where all x are -inf, x - m is `lowest`: NaN makes the shares NaN, and 0 makes them equal.

    Formula   y  = e^(x - m) / sum e^(x - m), with m = max x
              dx = y (g - sum g y)
    Source    Bridle, Probabilistic interpretation of feedforward classification network outputs
              (1990), section 3.
    """

    @staticmethod
    def forward(x, *, axis, lowest=np.nan):
        below = _below_peak(x, axis, lowest)[0]
        powers = np.exp(below, out=below)
        powers /= np.add.reduce(powers, axis=axis, keepdims=True)
        return powers

    @staticmethod
    def vjp_x(g, y, *, axis):
        return y * (g - np.add.reduce(g * y, axis=axis, keepdims=True))

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


class LogSoftmax(Function):
    """The logarithm of softmax, with all its digits.

    Formula   y  = x - m - ln sum e^(x - m), with m = max x
              dx = g - e^y sum g
    """

    @staticmethod
    def forward(x, *, axis):
        below = _below_peak(x, axis, np.nan)[0]
        if x.size:
            below -= np.log(np.add.reduce(np.exp(below), axis=axis, keepdims=True))
        return below

    @staticmethod
    def vjp_x(g, y, *, axis):
        return g - np.exp(y) * np.add.reduce(g, axis=axis, keepdims=True)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


class LogSumExp(Function):
    """The logarithm of the sum of the exponentials along the axes.

    Formula   y  = m + ln sum e^(x - m), with m = max x
              dx = g softmax(x), in which equal shares stand for x of -inf alone
    Source    Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax
              functions (2021), section 3.
    """

    @staticmethod
    def forward(x, *, axis, keepdims):
        if x.size == 0:  # the sum of no exponentials is 0
            return np.add.reduce(x, axis=axis, keepdims=keepdims) - np.inf
        below, peak = _below_peak(x, axis, 0.0)
        total = np.add.reduce(np.exp(below, out=below), axis=axis, keepdims=True)
        y = np.log(total) + peak
        return y if keepdims else y.squeeze(axis)

    @staticmethod
    def vjp_x(g, x, *, axis, x_shape):
        return g.reshape(keep_axes(x_shape, axis)) * Softmax.compute(x, axis=axis, lowest=0.0)

    @classmethod
    def batched(cls, params, x_shape):
        return {**params, "axis": behind_batch(params["axis"], len(x_shape))}


def softmax(x: TensorLike, axis: Axis = -1) -> Tensor:
    """`e^x / sum e^x` along `axis`: positive numbers that sum to 1 there.

    Elements of -inf have exactly 0, unless there are no others: then all are NaN, because no
    numbers would be right. Elements of +inf share the 1.
    Raises ShapeError for an axis that the tensor does not have.
    """
    return Softmax.apply(x, axis=axis)


def log_softmax(x: TensorLike, axis: Axis = -1) -> Tensor:
    """`log(softmax(x))` along `axis`, more precise, and finite where softmax rounds to 0.

    Raises ShapeError for an axis that the tensor does not have.
    """
    return LogSoftmax.apply(x, axis=axis)


def logsumexp(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """`log(sum(e^x))` along `axis` (an axis, several, or None for all), without overflow.

    It is -inf where there is nothing to sum, or -inf alone.
    Raises ShapeError for an axis that the tensor does not have.
    """
    return LogSumExp.apply(x, axis=axis, keepdims=keepdims)


def _below_peak(x, axis, lowest):
    """The differences x - m, and m = max x along the axes; -inf - -inf comes to `lowest`."""
    x = as_floats(x)
    if x.size == 0:
        return x.copy(), None
    peak = np.maximum.reduce(x, axis=axis, keepdims=True)
    try:
        with np.errstate(invalid="raise"):
            return np.asarray(x - peak), peak
    except FloatingPointError:  # inf - inf
        with np.errstate(invalid="ignore"):
            at_peak = np.where(peak == -np.inf, lowest, 0.0).astype(x.dtype)
            return np.where(x == peak, at_peak, x - peak), peak


def _logaddexp_reduce(x: Tensor, axis: Axis = 0, keepdims: bool = False) -> Tensor:
    return LogSumExp.apply(x, axis=axis, keepdims=keepdims)


register((np.logaddexp, "reduce"), _logaddexp_reduce)

"""Losses of numbers against the numbers that they should be."""

import numpy as np

from autograd_cli.engine import Function, Tensor, TensorLike
from autograd_cli.ops.losses_reduction import (
    Reducing,
    Reduction,
    agreeing,
    check_reduction,
    reduced,
    share,
)


class SquaredError(Reducing, Function):
    """The squares of the differences.

    Shapes    p, t of one shape  ->  y of that shape, or () reduced
    Formula   y  = (p - t)^2, reduced over the n elements
              dp = 2 g (p - t), over n for a mean;  dt = -dp
    """

    @staticmethod
    def forward(p, t, *, reduction):
        return reduced(np.square(p - t), reduction)

    @staticmethod
    def vjp_p(g, p, t, *, reduction):
        return 2.0 * share(g, p.size, reduction) * (p - t)

    @staticmethod
    def vjp_t(g, p, t, *, reduction):
        return 2.0 * share(g, p.size, reduction) * (t - p)


class AbsoluteError(Reducing, Function):
    """The absolute values of the differences.

    Shapes    p, t of one shape  ->  y of that shape, or () reduced
    Formula   y  = |p - t|, reduced over the n elements
              dp = g sign(p - t), over n for a mean, with sign(0) = 0 as in PyTorch;  dt = -dp
    """

    @staticmethod
    def forward(p, t, *, reduction):
        return reduced(np.abs(p - t), reduction)

    @staticmethod
    def vjp_p(g, p, t, *, reduction):
        return share(g, p.size, reduction) * np.sign(p - t)

    @staticmethod
    def vjp_t(g, p, t, *, reduction):
        return share(g, p.size, reduction) * np.sign(t - p)


class HuberLoss(Reducing, Function):
    """Squared error near 0 and absolute error farther out, with one slope where they meet.

    Shapes    p, t of one shape  ->  y of that shape, or () reduced
    Formula   y  = c (|p - t| - c / 2),   c = min(|p - t|, delta), reduced over the n elements
              dp = g (p - t) bounded by -delta and delta, over n for a mean;  dt = -dp
    Source    Huber, Robust estimation of a location parameter (1964).
    """

    @staticmethod
    def forward(p, t, *, delta, reduction):
        distance = np.abs(p - t)
        near = np.minimum(distance, delta)
        return reduced(near * (distance - 0.5 * near), reduction)

    @staticmethod
    def vjp_p(g, p, t, *, delta, reduction):
        return share(g, p.size, reduction) * np.minimum(np.maximum(p - t, -delta), delta)

    @staticmethod
    def vjp_t(g, p, t, *, delta, reduction):
        return share(g, p.size, reduction) * np.minimum(np.maximum(t - p, -delta), delta)


def mean_squared_error(
    predictions: TensorLike, targets: TensorLike, *, reduction: Reduction = "mean"
) -> Tensor:
    """The squared differences: their mean, their "sum", or with "none" each of them.

    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction.
    """
    check_reduction(reduction)
    p, t = agreeing("mean_squared_error", predictions, targets)
    return SquaredError.apply(p, t, reduction=reduction)


def mean_absolute_error(
    predictions: TensorLike, targets: TensorLike, *, reduction: Reduction = "mean"
) -> Tensor:
    """The absolute differences: their mean, their "sum", or with "none" each of them.

    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction.
    """
    check_reduction(reduction)
    p, t = agreeing("mean_absolute_error", predictions, targets)
    return AbsoluteError.apply(p, t, reduction=reduction)


def huber_loss(
    predictions: TensorLike,
    targets: TensorLike,
    *,
    delta: float = 1.0,
    reduction: Reduction = "mean",
) -> Tensor:
    """Half the squared difference up to `delta`, and beyond it a straight line of slope `delta`.

    The mean, the "sum", or with "none" each of them. (PyTorch's smooth_l1_loss is this over delta.)
    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction or a delta that is not positive.
    """
    check_reduction(reduction)
    if not delta > 0:
        raise ValueError(f"huber_loss wants a positive delta; given {delta}")
    p, t = agreeing("huber_loss", predictions, targets)
    return HuberLoss.apply(p, t, delta=float(delta), reduction=reduction)

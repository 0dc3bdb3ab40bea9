"""Losses of one number per example against labels 0 and 1."""

import math

import numpy as np

from autograd_cli.engine import Array, Function, ShapeError, Tensor, TensorLike
from autograd_cli.ops.losses_reduction import (
    Reducing,
    Reduction,
    agreeing,
    check_reduction,
    reduced,
    share,
    smoothing,
)
from autograd_cli.ops.sigmoids import LogSigmoid, Sigmoid

# From so many numbers on logaddexp, which takes them one by one, is slower than several functions
# that take them by vectors. A step on a single example is a tenth faster with it.
_MANY = 256


class LogisticLoss(Reducing, Function):
    """Loss of binary logistic regression, from logits.

    Shapes    z (N,) logits, t (N,) labels in 0..1, both of any shape  ->  y (N,), or () reduced
    Formula   y  = log(1 + e^z) - t z, reduced over the N
              dz = g (sigma(z) - t), over N for a mean,   sigma(z) = 1 / (1 + e^-z)
    Source    Bishop, Pattern Recognition and Machine Learning (2006), eqs. 4.90-4.91.
    """

    @staticmethod
    def forward(z, t, *, reduction):
        # Both forms neither overflow nor lose the digits of a loss near 0.
        if z.size < _MANY:
            tz = t * z
            y = np.logaddexp(-tz, z - tz)
        else:
            y = np.maximum(z, 0.0) - t * z + np.log1p(np.exp(-np.abs(z)))
        return reduced(y, reduction)

    @staticmethod
    def vjp_z(g, z, t, *, reduction):
        return share(g, z.size, reduction) * (Sigmoid.compute(z) - t)


class WeightedLogisticLoss(Reducing, Function):
    """The logistic loss with a weight w on what label 1 contributes.

    Shapes    z (N,) logits, t (N,) labels in 0..1, both of any shape  ->  y (N,), or () reduced
    Formula   y  = -w t log sigma(z) - (1 - t) log sigma(-z), reduced over the N
              dz = g ((1 - t) sigma(z) - w t sigma(-z)), over N for a mean
    """

    @staticmethod
    def forward(z, t, *, pos_weight, reduction):
        y = pos_weight * t * LogSigmoid.forward(z) + (1.0 - t) * LogSigmoid.forward(-z)
        return reduced(0.0 - y, reduction)  # -y would turn 0 into -0

    @staticmethod
    def vjp_z(g, z, t, *, pos_weight, reduction):
        slope = (1.0 - t) * Sigmoid.compute(z) - pos_weight * t * Sigmoid.compute(-z)
        return share(g, z.size, reduction) * slope


class BernoulliLoss(Reducing, Function):
    """Binary cross-entropy, from probabilities.

    Shapes    p (N,) probabilities, t (N,) labels in 0..1, both of any shape  ->  y (N,), or ()
              reduced
    Formula   y  = -t log p - (1 - t) log(1 - p), each logarithm at least -100, reduced over the N
              dp = g (p - t) / max(p (1 - p), 1e-12), over N for a mean
    Source    PyTorch's binary_cross_entropy, which bounds both in this way.
    """

    @staticmethod
    def forward(p, t, *, reduction):
        with np.errstate(divide="ignore", invalid="ignore"):  # log 0 is -inf, and then -100
            log_p, log_q = np.maximum(np.log(p), -100.0), np.maximum(np.log1p(-p), -100.0)
            y = t * log_p + (1.0 - t) * log_q
        return reduced(0.0 - y, reduction)  # -y would turn 0 into -0

    @staticmethod
    def vjp_p(g, p, t, *, reduction):
        return share(g, p.size, reduction) * (p - t) / np.maximum(p * (1.0 - p), 1e-12)


class HingeLoss(Reducing, Function):
    """Loss of a support vector machine, from scores.

    Shapes    z (N,) scores, t (N,) labels 0 or 1, both of any shape  ->  y (N,), or () reduced
    Formula   y  = max(0, 1 - s z), reduced over the N,   s = 2 t - 1
              dz = -g s where s z < 1, else 0 (0 at the kink), over N for a mean
    Source    Cortes and Vapnik, Support-vector networks (1995).
    """

    @staticmethod
    def forward(z, t, *, reduction):
        return reduced(np.maximum(1.0 - (2.0 * t - 1.0) * z, 0.0), reduction)

    @staticmethod
    def vjp_z(g, z, t, *, reduction):
        sign = 2.0 * t - 1.0
        return share(g, z.size, reduction) * (-sign * (sign * z < 1.0))


def logistic_loss(logits: TensorLike, targets: TensorLike) -> Tensor:
    """The loss of each logit against its label in 0..1, or against one number for all.

    `binary_cross_entropy_with_logits` is its mean. Raises ShapeError if the shapes differ.
    """
    if isinstance(targets, (int, float, np.generic)):
        z = logits if isinstance(logits, (Tensor, np.ndarray)) else Tensor(logits)
        return LogisticLoss.apply(z, targets, reduction="none")
    z, t = agreeing("logistic_loss", logits, targets)
    return LogisticLoss.apply(z, t, reduction="none")


def binary_cross_entropy(
    probabilities: TensorLike, targets: TensorLike, *, reduction: Reduction = "mean"
) -> Tensor:
    """Binary cross-entropy of probabilities against labels in 0..1, of the same shape.

    The mean over all, the "sum", or with "none" one for each. Prefer
    `binary_cross_entropy_with_logits`, which loses no precision near 0 and 1.
    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction or what is no probability.
    """
    check_reduction(reduction)
    p, t = agreeing("binary_cross_entropy", probabilities, targets)
    loss = BernoulliLoss.apply(p, t, reduction=reduction)
    if math.isnan(np.add.reduce(loss.data, axis=None)):
        _check_probabilities(p.data if isinstance(p, Tensor) else p)
    return loss


def binary_cross_entropy_with_logits(
    logits: TensorLike,
    targets: TensorLike,
    *,
    pos_weight: float | Array | None = None,
    label_smoothing: float = 0.0,
    reduction: Reduction = "mean",
) -> Tensor:
    """Binary cross-entropy of logits against labels in 0..1, of the same shape.

    The mean over all, the "sum", or with "none" one for each; finite, with a right gradient, for
    logits of any size, and NaN for infinite ones. `pos_weight`, a number or one for each column,
    multiplies what label 1 contributes: negatives over positives balances the two.
    `label_smoothing` moves each label by that share of its way to 1/2.
    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction or a smoothing outside 0..1.
    """
    check_reduction(reduction)
    z, t = agreeing("binary_cross_entropy_with_logits", logits, targets)
    if label_smoothing:
        evenly = smoothing(label_smoothing)
        t = (1.0 - evenly) * t + 0.5 * evenly
    if pos_weight is None:
        return LogisticLoss.apply(z, t, reduction=reduction)
    w = np.asarray(pos_weight, z.dtype)
    fits = zip(w.shape[::-1], z.shape[::-1], strict=False)
    if w.ndim > z.ndim or any(n not in (1, m) for n, m in fits):
        raise ShapeError(f"pos_weight of shape {w.shape} for logits of shape {z.shape}")
    return WeightedLogisticLoss.apply(z, t, pos_weight=w, reduction=reduction)


def hinge_loss(scores: TensorLike, targets: TensorLike, *, reduction: Reduction = "mean") -> Tensor:
    """Hinge loss of scores against labels 0 and 1 (which stand for -1 and 1), of the same shape.

    The mean over all, the "sum", or with "none" one for each: 0 for a score beyond 1 on the right
    side of 0.
    Raises ShapeError if the shapes differ or there is nothing to take the mean of, ValueError for
    another reduction or another label.
    """
    check_reduction(reduction)
    z, t = agreeing("hinge_loss", scores, targets)
    if not np.all((t == 0) | (t == 1)):
        raise ValueError("hinge_loss wants labels 0 and 1; (labels + 1) / 2 makes them of -1 and 1")
    return HingeLoss.apply(z, t, reduction=reduction)


def _check_probabilities(p: Array) -> None:
    wrong = p[(p < 0) | (p > 1)]
    if wrong.size:
        raise ValueError(
            f"binary_cross_entropy wants probabilities; given {wrong[0]}. "
            "For logits use binary_cross_entropy_with_logits."
        )

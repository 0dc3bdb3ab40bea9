"""Losses of a number for every class against the class of each example, or a share of every one."""

import numpy as np

from autograd_cli.engine import Array, Function, ShapeError, Tensor, TensorLike
from autograd_cli.ops.casting import astype
from autograd_cli.ops.losses_reduction import (
    Reducing,
    Reduction,
    agreeing,
    check_reduction,
    reduced,
    share,
    smoothing,
)
from autograd_cli.ops.permuting import transpose
from autograd_cli.ops.shape import reshape
from autograd_cli.ops.softmax import LogSoftmax, Softmax


class SoftmaxLoss(Reducing, Function):
    """Cross-entropy of softmax classification, from logits and the numbers of the classes.

    Shapes    z (N, K) logits, t (N,) integer labels in 0..K-1  ->  y (N,), or () reduced
    Formula   y  = log sum_k e^(z_k) - z_t, for each row of z, reduced over the N
              dz = g (softmax(z) - onehot(t)), over N for a mean
    Source    Bishop, Pattern Recognition and Machine Learning (2006), eqs. 4.108-4.109.
    """

    @staticmethod
    def forward(z, t, *, reduction):
        z = _by_class(z)
        highest = np.maximum.reduce(z, axis=0)
        total = np.add.reduce(np.exp(z - highest), axis=0)
        return reduced(np.log(total) + (highest - z[_at(t)]), reduction)

    @staticmethod
    def vjp_z(g, z, t, *, reduction):
        return share(g, len(t), reduction)[..., None] * SoftmaxError.compute(z, t)


class SoftmaxError(Function):
    """How far the softmax of logits is from the labels: what the rule of the loss reads.

    Shapes    z (N, K) logits, t (N,) integer labels in 0..K-1  ->  y (N, K)
    Formula   y  = softmax(z) - onehot(t)
              dz = s (g - sum_k g_k s_k),   s = softmax(z)
    """

    @staticmethod
    def forward(z, t):
        z = _by_class(z)
        y = np.exp(z - np.maximum.reduce(z, axis=0))
        y /= np.add.reduce(y, axis=0)
        y[_at(t)] -= 1.0
        return y.T

    @staticmethod
    def vjp_z(g, z):
        s = Softmax.compute(z, axis=1)
        shares = g * s
        return shares - s * np.add.reduce(shares, axis=-1, keepdims=True)

    @classmethod
    def batched(cls, params, x_shape):
        return params


class SoftLabelLoss(Reducing, Function):
    """Cross-entropy of softmax classification, from logits and a share of every class.

    Shapes    z (N, K) logits, t (N, K) shares, as a rule of sum 1  ->  y (N,), or () reduced
    Formula   y  = sum_k t_k (log sum_j e^(z_j) - z_k), for each row, reduced over the N;
                   a share of 0 adds nothing, also where z_k = -inf
              dz = g (softmax(z) sum_k t_k - t), over N for a mean
    Source    Szegedy et al., Rethinking the Inception Architecture (2016), section 7.
    """

    @staticmethod
    def forward(z, t, *, reduction):
        terms = np.zeros_like(z)
        np.multiply(t, LogSoftmax.forward(z, axis=1), where=t != 0, out=terms)
        return reduced(0.0 - np.add.reduce(terms, axis=1), reduction)  # -x would turn 0 into -0

    @staticmethod
    def vjp_z(g, z, t, *, reduction):
        slope = Softmax.compute(z, axis=1) * np.add.reduce(t, axis=1, keepdims=True) - t
        return share(g, len(t), reduction)[..., None] * slope


def cross_entropy(
    logits: TensorLike,
    labels: TensorLike,
    *,
    weight: Array | None = None,
    label_smoothing: float = 0.0,
    reduction: Reduction = "mean",
) -> Tensor:
    """Cross-entropy of the softmax of logits (N, K) or (N, K, ...) against labels.

    Labels are integers (N, ...) in 0..K-1, or a share of every class in the shape of the logits.
    The mean over them, the "sum", or with "none" one for each, (N, ...). `weight` (K,) multiplies
    what each class contributes, and the mean over integer labels divides by the sum of theirs.
    `label_smoothing` gives that share of every label to all classes evenly. All as in PyTorch.

    Raises ShapeError if the shapes do not fit or there is nothing to take the mean of, TypeError if
    a label is not an integer, IndexError if one is not a class, ValueError for another reduction, a
    smoothing outside 0..1 or a mean of weights that are 0.
    """
    check_reduction(reduction)
    z = logits if isinstance(logits, (Tensor, np.ndarray)) else Tensor(logits)
    t = labels if isinstance(labels, (Tensor, np.ndarray)) else np.asarray(labels)
    shape = z.shape
    if z.dtype.kind != "f":
        z = astype(z, np.float64)
    if t.shape == shape and len(shape) > 1:
        z, t = agreeing("cross_entropy", z, t)
        t = _rows(t)
    else:
        t = _class_numbers(t, shape)
    z = _rows(z)
    if t.ndim == 1 and weight is None and not label_smoothing:
        loss = SoftmaxLoss.apply(z, t, reduction=reduction)
    else:
        loss = _soft_cross_entropy(z, t, weight, label_smoothing, reduction)
    return loss if loss.ndim == 0 or len(shape) == 2 else reshape(loss, shape[:1] + shape[2:])


def _by_class(z: Array) -> Array:
    """Logits (N, K) as (K, N): NumPy is slow at adding up rows of a few numbers each."""
    return np.ascontiguousarray(z.T) if z.shape[1] < 64 else z.T


def _at(t: Array) -> tuple[Array, Array]:
    """Where labels (N,) are in an array (K, N)."""
    # Next to a float32 tensor an array of integers becomes float32 too.
    return t.astype(np.intp, copy=False), np.arange(len(t))


def _rows(x: Tensor | Array) -> Tensor | Array:
    """`x` (N, K, ...) as one row of K for each example and place."""
    if x.ndim == 2:
        return x
    return reshape(transpose(x, (0, *range(2, x.ndim), 1)), (-1, x.shape[1]))


def _class_numbers(labels: Tensor | Array, shape: tuple[int, ...]) -> Array:
    """One integer for each row of logits of that shape, after a look at each."""
    t = labels.data if isinstance(labels, Tensor) else labels
    if len(shape) < 2 or t.shape != shape[:1] + shape[2:]:
        raise ShapeError(
            f"cross_entropy of logits {shape} and labels {t.shape}",
            "It takes logits (N, K) with a class for each row, (N,), or with shares, (N, K).",
        )
    t = t if t.ndim == 1 else t.reshape(-1)
    if t.dtype.kind not in "iu" and t.size:
        raise TypeError(f"cross_entropy wants integer labels; given {t.dtype}")
    # As unsigned integers negative ones are huge, so that one look finds what is on either side.
    if t.size and np.maximum.reduce(t.astype(np.uint64)) >= shape[1]:
        wrong = t[(t < 0) | (t >= shape[1])][0]
        raise IndexError(f"cross_entropy: label {wrong} is outside 0..{shape[1] - 1}")
    return t


def _soft_cross_entropy(
    z: Tensor | Array,
    t: Tensor | Array,
    weight: Array | None,
    label_smoothing: float,
    reduction: str,
) -> Tensor:
    """With a share of every class for every row: its label's, smoothed and weighted."""
    n, classes = z.shape
    numbers = t if t.ndim == 1 else None
    if numbers is not None:
        t = (numbers[:, None] == np.arange(classes)).astype(z.dtype)
    if label_smoothing:
        evenly = smoothing(label_smoothing)
        t = (1.0 - evenly) * t + evenly / classes
    if weight is not None:
        w = np.asarray(weight, z.dtype)
        if w.shape != (classes,):
            raise ShapeError(f"a weight of shape {w.shape} for {classes} classes")
        if numbers is not None and reduction == "mean" and n:
            total = np.add.reduce(w[numbers])
            if total == 0:
                raise ValueError("cross_entropy: the weights of these labels add up to 0")
            w, reduction = w / total, "sum"
        t = w * t
    return SoftLabelLoss.apply(z, t, reduction=reduction)

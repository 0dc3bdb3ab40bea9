"""Losses: what a model is trained to make small."""

import numpy as np

from autograd_cli.engine import Array, Function, ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.ops.extrema import Max
from autograd_cli.ops.reductions import mean


class LogisticLoss(Function):
    """Per-example loss of binary logistic regression, from logits.

    Shapes    z (N,) logits, t (N,) labels in {0, 1}  ->  y (N,)
    Formula   y  = log(1 + e^z) - t z = log(e^(-t z) + e^(z - t z))
              dz = g (sigma(z) - t),   sigma(z) = 1 / (1 + e^-z)
    Source    Bishop, Pattern Recognition and Machine Learning (2006), eqs. 4.90-4.91.
    """

    @staticmethod
    def forward(z, t):
        # The second form neither overflows nor loses the digits of a loss near 0.
        tz = t * z
        return np.logaddexp(-tz, z - tz)

    @staticmethod
    def vjp_z(g, z, t):
        return g * (np.exp(-np.logaddexp(0, -z)) - t)


class BernoulliLoss(Function):
    """Per-example binary cross-entropy, from probabilities.

    Shapes    p (N,) probabilities, t (N,) labels in {0, 1}  ->  y (N,)
    Formula   y  = -t log p - (1 - t) log(1 - p), each logarithm at least -100
              dp = g (p - t) / max(p (1 - p), 1e-12)
    Source    PyTorch's binary_cross_entropy, which bounds both in this way.
    """

    @staticmethod
    def forward(p, t):
        with np.errstate(divide="ignore"):  # log 0 is -inf, and then -100
            log_p, log_q = np.log(p), np.log1p(-p)
        return -(t * np.maximum(log_p, -100) + (1 - t) * np.maximum(log_q, -100))

    @staticmethod
    def vjp_p(g, p, t):
        return g * (p - t) / np.maximum(p * (1 - p), 1e-12)


class SoftmaxLoss(Function):
    """Per-example cross-entropy of softmax classification, from logits.

    Shapes    z (N, K) logits, t (N,) integer labels in 0..K-1  ->  y (N,)
    Formula   y  = log sum_k e^(z_k) - z_t, for each row of z
              dz = g (softmax(z) - onehot(t))
    Source    Bishop, Pattern Recognition and Machine Learning (2006), eqs. 4.108-4.109.
    """

    @staticmethod
    def forward(z, t):
        highest = np.maximum.reduce(z, axis=1)
        total = np.add.reduce(np.exp(z - highest[:, None]), axis=1)
        return np.log(total) + (highest - z[np.arange(len(t)), t])

    @staticmethod
    def vjp_z(g, z, t):
        onehot = np.equal.outer(t, np.arange(z.shape[1]))
        powers = np.exp(z - Max.compute(z, axis=1, keepdims=True))
        return g[:, None] * (powers / np.add.reduce(powers, axis=1, keepdims=True) - onehot)


class SquaredError(Function):
    """y = (p - t)^2;  dp = 2 g (p - t),  dt = -dp."""

    @staticmethod
    def forward(p, t):
        return np.square(p - t)

    @staticmethod
    def vjp_p(g, p, t):
        return 2 * g * (p - t)

    @staticmethod
    def vjp_t(g, p, t):
        return 2 * g * (t - p)


logistic_loss = LogisticLoss.apply


def binary_cross_entropy(probabilities: TensorLike, targets: TensorLike) -> Tensor:
    """Mean binary cross-entropy of probabilities (N,) against labels in {0, 1}, (N,).

    Prefer `binary_cross_entropy_with_logits`, which loses no precision near 0 and 1.
    Raises ShapeError if the shapes differ.
    """
    _same_shape("binary_cross_entropy", probabilities, targets)
    return mean(BernoulliLoss.apply(probabilities, targets))


def binary_cross_entropy_with_logits(logits: TensorLike, targets: TensorLike) -> Tensor:
    """Mean binary cross-entropy of logits (N,) against labels in {0, 1}, (N,).

    Finite, with a right gradient, for logits of any size. Raises ShapeError if the shapes differ.
    """
    _same_shape("binary_cross_entropy_with_logits", logits, targets)
    return mean(LogisticLoss.apply(logits, targets))


def cross_entropy(logits: TensorLike, labels: Array) -> Tensor:
    """Mean cross-entropy of the softmax of logits (N, K) against integer labels (N,).

    Raises ShapeError if the shapes do not fit, TypeError if a label is not an integer, IndexError
    if one is not a class.
    """
    labels = np.asarray(labels)
    shape = shape_of(logits)
    if len(shape) != 2 or labels.shape != shape[:1]:
        raise ShapeError(f"cross_entropy of logits {shape} and labels {labels.shape}")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"cross_entropy wants integer labels; given {labels.dtype}")
    if labels.size and not 0 <= labels.min() <= labels.max() < shape[1]:
        raise IndexError(f"cross_entropy: a label is outside 0..{shape[1] - 1}")
    return mean(SoftmaxLoss.apply(logits, labels))


def mean_squared_error(predictions: TensorLike, targets: TensorLike) -> Tensor:
    """Mean over all elements of the squared difference. Raises ShapeError if the shapes differ."""
    _same_shape("mean_squared_error", predictions, targets)
    return mean(SquaredError.apply(predictions, targets))


def _same_shape(name: str, a: TensorLike, b: TensorLike) -> None:
    if shape_of(a) != shape_of(b):
        raise ShapeError(f"{name} of shapes {shape_of(a)} and {shape_of(b)}")

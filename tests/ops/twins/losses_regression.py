"""Losses of numbers elsewhere."""

import numpy as np

REDUCE = {"mean": np.mean, "sum": np.sum, "none": lambda y: y}


def _huber(p, t, delta, reduction):
    x = np.abs(p - t)
    return REDUCE[reduction](np.where(x <= delta, x**2 / 2, delta * x - delta**2 / 2))


REFERENCE = {
    "mean_squared_error": lambda p, t, reduction: REDUCE[reduction]((p - t) ** 2),
    "mean_absolute_error": lambda p, t, reduction: REDUCE[reduction](np.abs(p - t)),
    "huber_loss": _huber,
}
TORCH = {
    "mean_squared_error": lambda torch, p, t, reduction: torch.nn.functional.mse_loss(
        p, t, reduction=reduction
    ),
    "mean_absolute_error": lambda torch, p, t, reduction: torch.nn.functional.l1_loss(
        p, t, reduction=reduction
    ),
    "huber_loss": lambda torch, p, t, delta, reduction: torch.nn.functional.huber_loss(
        p, t, delta=delta, reduction=reduction
    ),
}

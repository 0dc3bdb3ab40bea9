"""Losses of binary classification elsewhere."""

import numpy as np

from twins.losses_regression import REDUCE


def _from_logits(z, t, pos_weight=1.0, label_smoothing=0.0, reduction="mean"):
    t = t + label_smoothing * (0.5 - t)
    p = 1 / (1 + np.exp(-z))
    return REDUCE[reduction](-pos_weight * t * np.log(p) - (1 - t) * np.log(1 - p))


def _torch_from_logits(torch, z, t, pos_weight=None, label_smoothing=0.0, reduction="mean"):
    t = torch.as_tensor(t + label_smoothing * (0.5 - t), dtype=z.dtype)
    w = None if pos_weight is None else torch.as_tensor(pos_weight, dtype=z.dtype)
    return torch.nn.functional.binary_cross_entropy_with_logits(
        z, t, pos_weight=w, reduction=reduction
    )


def _torch_hinge(torch, z, t, reduction):
    t = torch.as_tensor(2 * t - 1, dtype=z.dtype)
    zero = torch.zeros_like(z)  # max(0, 1 - t (z - 0))
    return torch.nn.functional.margin_ranking_loss(z, zero, t, margin=1.0, reduction=reduction)


REFERENCE = {
    "logistic_loss": lambda z, t: _from_logits(z, t, reduction="none"),
    "binary_cross_entropy": lambda p, t, reduction: REDUCE[reduction](
        np.where(t, -np.log(p), -np.log(1 - p))
    ),
    "binary_cross_entropy_with_logits": _from_logits,
    "hinge_loss": lambda z, t, reduction: REDUCE[reduction](
        np.where(t, np.maximum(0, 1 - z), np.maximum(0, 1 + z))
    ),
}
TORCH = {
    "logistic_loss": lambda torch, z, t: _torch_from_logits(torch, z, t, reduction="none"),
    "binary_cross_entropy": lambda torch, p, t, reduction: torch.nn.functional.binary_cross_entropy(
        p, torch.as_tensor(t, dtype=p.dtype), reduction=reduction
    ),
    "binary_cross_entropy_with_logits": _torch_from_logits,
    "hinge_loss": _torch_hinge,
}

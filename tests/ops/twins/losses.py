"""Losses elsewhere."""

import numpy as np

REFERENCE = {
    "logistic_loss": lambda z, t: np.log(1 + np.exp(z)) - t * z,
}
TORCH = {
    "logistic_loss": lambda torch, z, t: torch.nn.functional.binary_cross_entropy_with_logits(
        z, torch.as_tensor(t, dtype=z.dtype), reduction="none"
    ),
}

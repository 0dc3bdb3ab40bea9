"""Divergences elsewhere."""

import numpy as np

from twins.losses_regression import REDUCE


def _torch(torch, log_q, p, reduction="mean"):
    terms = torch.nn.functional.kl_div(log_q, p, reduction="none").sum(dim=-1)
    return terms if reduction == "none" else getattr(terms, reduction)()


REFERENCE = {
    "kl_divergence": lambda log_q, p, reduction="mean": REDUCE[reduction](
        (p * np.log(p / np.exp(log_q))).sum(axis=-1)
    )
}
TORCH = {"kl_divergence": _torch}

"""Softmax and its kin elsewhere."""

import numpy as np


def _softmax(x, axis=-1):
    return np.exp(x) / np.exp(x).sum(axis, keepdims=True)


REFERENCE = {
    "softmax": _softmax,
    "log_softmax": lambda x, axis=-1: np.log(_softmax(x, axis)),
    "logsumexp": lambda x, **params: np.log(np.exp(x).sum(**params)),
}
TORCH = {
    "softmax": lambda torch, x, axis=-1: torch.softmax(x, axis),
    "log_softmax": lambda torch, x, axis=-1: torch.log_softmax(x, axis),
    "logsumexp": lambda torch, x, axis=(0, 1), keepdims=False: torch.logsumexp(x, axis, keepdims),
}

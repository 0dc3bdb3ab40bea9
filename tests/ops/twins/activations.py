"""Activation functions elsewhere."""

import math

import numpy as np

_erf = np.vectorize(math.erf)


def _elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


def _functional(name):
    return lambda torch, x, **params: getattr(torch.nn.functional, name)(x, **params)


def _gelu(x, approximate="none"):
    if approximate == "none":
        return 0.5 * x * (1 + _erf(x / np.sqrt(2)))
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


REFERENCE = {
    "relu": lambda x: np.where(x > 0, x, 0),
    "leaky_relu": lambda x, negative_slope=0.01: np.where(x > 0, x, negative_slope * x),
    "elu": _elu,
    "selu": lambda x: (
        1.0507009873554804934193349852946 * _elu(x, 1.6732632423543772848170429916717)
    ),
    "hardtanh": lambda x, min_val=-1, max_val=1: np.clip(x, min_val, max_val),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "log_sigmoid": lambda x: -np.log(1 + np.exp(-x)),
    "softplus": lambda x, beta=1: np.log(1 + np.exp(beta * x)) / beta,
    "silu": lambda x: x / (1 + np.exp(-x)),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "erf": _erf,
    "gelu": _gelu,
    "NormalCDF": lambda x: 0.5 * (1 + _erf(x / np.sqrt(2))),
}
TORCH = {
    "leaky_relu": _functional("leaky_relu"),
    "elu": _functional("elu"),
    "hardtanh": _functional("hardtanh"),
    "log_sigmoid": _functional("logsigmoid"),
    "softplus": _functional("softplus"),
    "silu": _functional("silu"),
    "softsign": _functional("softsign"),
    "gelu": _functional("gelu"),
    "NormalCDF": lambda torch, x: torch.special.ndtr(x),
}

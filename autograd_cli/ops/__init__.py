"""Every op: its forward and its derivatives. Importing this gives tensors their operators."""

from autograd_cli.ops import operators as operators  # binds the operators of Tensor
from autograd_cli.ops.activations import relu, sigmoid
from autograd_cli.ops.arithmetic import (
    add,
    divide,
    multiply,
    negative,
    power,
    subtract,
)
from autograd_cli.ops.casting import astype, copy
from autograd_cli.ops.exponential import exp, log, logaddexp
from autograd_cli.ops.extrema import max, maximum
from autograd_cli.ops.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    logistic_loss,
    mean_squared_error,
)
from autograd_cli.ops.products import dot, linear, matmul
from autograd_cli.ops.reductions import mean, sum
from autograd_cli.ops.shape import (
    broadcast_to,
    reshape,
    swapaxes,
    transpose,
)

__all__ = [
    "add",
    "astype",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "broadcast_to",
    "copy",
    "cross_entropy",
    "divide",
    "dot",
    "exp",
    "linear",
    "log",
    "logaddexp",
    "logistic_loss",
    "matmul",
    "max",
    "maximum",
    "mean",
    "mean_squared_error",
    "multiply",
    "negative",
    "power",
    "relu",
    "reshape",
    "sigmoid",
    "subtract",
    "sum",
    "swapaxes",
    "transpose",
]

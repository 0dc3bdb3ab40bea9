"""Automatic differentiation in NumPy, and a trainer driven by config files.

    import autograd_cli as ag

    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    ag.sum(x**2).backward()
    x.grad  # array([2., 4.])

Names are loaded when they are first used, so that the command line starts without NumPy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograd_cli.engine import (
        Function,
        GradcheckError,
        GradcheckReport,
        GraphError,
        InputCheck,
        RuleError,
        ShapeError,
        Tensor,
        TensorLike,
        enable_grad,
        grad,
        gradcheck,
        no_grad,
        tensor,
    )
    from autograd_cli.errors import AutogradError
    from autograd_cli.ops import (
        add,
        astype,
        binary_cross_entropy,
        binary_cross_entropy_with_logits,
        broadcast_to,
        copy,
        cross_entropy,
        divide,
        dot,
        exp,
        linear,
        log,
        logaddexp,
        logistic_loss,
        matmul,
        max,
        maximum,
        mean,
        mean_squared_error,
        multiply,
        negative,
        power,
        relu,
        reshape,
        sigmoid,
        subtract,
        sum,
        swapaxes,
        transpose,
    )

__version__ = "0.1.0"

__all__ = [
    "AutogradError",
    "Function",
    "GradcheckError",
    "GradcheckReport",
    "GraphError",
    "InputCheck",
    "RuleError",
    "ShapeError",
    "Tensor",
    "TensorLike",
    "add",
    "astype",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "broadcast_to",
    "copy",
    "cross_entropy",
    "divide",
    "dot",
    "enable_grad",
    "exp",
    "grad",
    "gradcheck",
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
    "no_grad",
    "power",
    "relu",
    "reshape",
    "sigmoid",
    "subtract",
    "sum",
    "swapaxes",
    "tensor",
    "transpose",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'autograd_cli' has no attribute {name!r}")
    for room in ("ops", "engine", "errors"):  # ops first: without it tensors have no operators
        members = vars(import_module(f"autograd_cli.{room}"))
        if name in members:
            globals()[name] = members[name]
            break
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

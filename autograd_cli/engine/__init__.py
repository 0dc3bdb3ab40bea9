"""Automatic differentiation: tensors, functions and the reverse sweep. It knows no op by name."""

from autograd_cli.engine.backward import grad, gradients
from autograd_cli.engine.errors import GradcheckError, GraphError, RuleError, ShapeError
from autograd_cli.engine.function import Function
from autograd_cli.engine.gradcheck import GradcheckReport, InputCheck, gradcheck
from autograd_cli.engine.record import enable_grad, no_grad, observed_by
from autograd_cli.engine.tensor import Array, Tensor, TensorLike, shape_of, tensor

__all__ = [
    "Array",
    "Function",
    "GradcheckError",
    "GradcheckReport",
    "GraphError",
    "InputCheck",
    "RuleError",
    "ShapeError",
    "Tensor",
    "TensorLike",
    "grad",
    "enable_grad",
    "gradcheck",
    "gradients",
    "no_grad",
    "shape_of",
    "tensor",
]

"""Automatic differentiation: tensors, functions and the reverse sweep. It knows no op by name."""

from autograd_cli.engine.anomaly import detect_anomaly
from autograd_cli.engine.backward import gradients
from autograd_cli.engine.errors import (
    AnomalyError,
    GradcheckError,
    GraphError,
    RuleError,
    ShapeError,
    StorageError,
)
from autograd_cli.engine.function import Function
from autograd_cli.engine.grad import grad
from autograd_cli.engine.gradcheck import gradcheck, gradgradcheck
from autograd_cli.engine.jacobians import hessian, jacobian
from autograd_cli.engine.memory import keep_freed
from autograd_cli.engine.record import enable_grad, no_grad, observed_by
from autograd_cli.engine.report import GradcheckReport, InputCheck
from autograd_cli.engine.state import fill_arrays
from autograd_cli.engine.storage import load, save
from autograd_cli.engine.tensor import Array, Tensor, TensorLike, shape_of, tensor
from autograd_cli.engine.transforms import hvp, jvp, value_and_grad, vhp, vjp

__all__ = [
    "AnomalyError",
    "Array",
    "Function",
    "GradcheckError",
    "GradcheckReport",
    "GraphError",
    "InputCheck",
    "RuleError",
    "ShapeError",
    "StorageError",
    "Tensor",
    "TensorLike",
    "detect_anomaly",
    "enable_grad",
    "fill_arrays",
    "grad",
    "gradcheck",
    "gradgradcheck",
    "gradients",
    "hessian",
    "hvp",
    "jacobian",
    "jvp",
    "load",
    "no_grad",
    "observed_by",
    "save",
    "shape_of",
    "tensor",
    "value_and_grad",
    "vhp",
    "vjp",
]

keep_freed()

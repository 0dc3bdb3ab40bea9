"""Automatic differentiation in NumPy, and a trainer driven by config files.

    import autograd_cli as ag

    x = ag.Tensor([1.0, 2.0], requires_grad=True)
    ag.sum(x**2).backward()
    x.grad  # array([2., 4.])

Names are loaded when they are first used, so that the command line starts without NumPy.
"""

# ruff: isort: skip_file
from importlib import import_module
from typing import TYPE_CHECKING, Any

# fmt: off
if TYPE_CHECKING:
    from autograd_cli import nn, optim
    from autograd_cli.engine import (
        AnomalyError, Function, GradcheckError, GradcheckReport, GraphError, InputCheck, RuleError,
        ShapeError, StorageError, Tensor, TensorLike, detect_anomaly, enable_grad, fill_arrays,
        grad, gradcheck, gradgradcheck, hessian, hvp, jacobian, jvp, load, no_grad, save, tensor,
        value_and_grad, vhp, vjp,
    )
    from autograd_cli.errors import AutogradError
    from autograd_cli.ops import (
        abs, absolute, add, amax, amin, append, arccos, arccosh, arcsin, arcsinh, arctan, arctan2,
        arctanh, around, array_split, astype, atleast_1d, atleast_2d, atleast_3d, average,
        avg_pool2d, binary_cross_entropy, binary_cross_entropy_with_logits, block, broadcast_arrays,
        broadcast_to, cbrt, ceil, clip, column_stack, compress, concat, concatenate, conv2d,
        conv_output_size, copy, copysign, cos, cosh, cross, cross_entropy, cumprod, cumsum, deg2rad,
        degrees, delete, diag, diagflat, diagonal, diff, divide, divmod, dot, dsplit, dstack,
        einsum, elu, empty_like, erf, exp, exp2, expand_dims, expm1, extract, fabs, fix, flatten,
        flip, fliplr, flipud, float_power, floor, floor_divide, fmax, fmin, fmod, frexp, full_like,
        gelu, hardtanh, heaviside, hinge_loss, hsplit, hstack, huber_loss, hypot, inner, insert,
        kl_divergence, kron, ldexp, leaky_relu, linalg, linear, log, log1p, log2, log10,
        log_sigmoid, log_softmax, logaddexp, logaddexp2, logistic_loss, logsumexp, matmul,
        matrix_transpose, matvec, max, max_pool2d, maximum, mean, mean_absolute_error,
        mean_squared_error, median, meshgrid, min, minimum, mod, modf, moveaxis, multiply,
        nan_to_num, negative, norm, ones_like, outer, pad, percentile, permute_dims, positive,
        power, prod, ptp, quantile, rad2deg, radians, ravel, reciprocal, relu, remainder, repeat,
        reshape, rint, roll, rollaxis, rot90, round, select, selu, sigmoid, sign, silu, sin, sinc,
        sinh, softmax, softplus, softsign, sort, split, sqrt, square, squeeze, stack, std, subtract,
        sum, swapaxes, take, take_along_axis, tan, tanh, tensordot, tile, trace, transpose,
        trapezoid, tril, triu, trunc, unstack, var, vdot, vecdot, vecmat, vsplit, vstack, where,
        zeros_like,
    )

__version__ = "0.1.0"

__all__ = [
    "AnomalyError", "AutogradError", "Function", "GradcheckError", "GradcheckReport", "GraphError",
    "InputCheck", "RuleError", "ShapeError", "StorageError", "Tensor", "TensorLike", "abs",
    "absolute", "add", "amax", "amin", "append", "arccos", "arccosh", "arcsin", "arcsinh", "arctan",
    "arctan2", "arctanh", "around", "array_split", "astype", "atleast_1d", "atleast_2d",
    "atleast_3d", "average", "avg_pool2d", "binary_cross_entropy",
    "binary_cross_entropy_with_logits", "block", "broadcast_arrays", "broadcast_to", "cbrt", "ceil",
    "clip", "column_stack", "compress", "concat", "concatenate", "conv2d", "conv_output_size",
    "copy", "copysign", "cos", "cosh", "cross", "cross_entropy", "cumprod", "cumsum", "deg2rad",
    "degrees", "delete", "detect_anomaly", "diag", "diagflat", "diagonal", "diff", "divide",
    "divmod", "dot", "dsplit", "dstack", "einsum", "elu", "empty_like", "enable_grad", "erf", "exp",
    "exp2", "expand_dims", "expm1", "extract", "fabs", "fill_arrays", "fix", "flatten", "flip",
    "fliplr", "flipud", "float_power", "floor", "floor_divide", "fmax", "fmin", "fmod", "frexp",
    "full_like", "gelu", "grad", "gradcheck", "gradgradcheck", "hardtanh", "heaviside", "hessian",
    "hinge_loss", "hsplit", "hstack", "huber_loss", "hvp", "hypot", "inner", "insert", "jacobian",
    "jvp", "kl_divergence", "kron", "ldexp", "leaky_relu", "linalg", "linear", "load", "log",
    "log1p", "log2", "log10", "log_sigmoid", "log_softmax", "logaddexp", "logaddexp2",
    "logistic_loss", "logsumexp", "matmul", "matrix_transpose", "matvec", "max", "max_pool2d",
    "maximum", "mean", "mean_absolute_error", "mean_squared_error", "median", "meshgrid", "min",
    "minimum", "mod", "modf", "moveaxis", "multiply", "nan_to_num", "negative", "nn", "no_grad",
    "norm", "ones_like", "optim", "outer", "pad", "percentile", "permute_dims", "positive", "power",
    "prod", "ptp", "quantile", "rad2deg", "radians", "ravel", "reciprocal", "relu", "remainder",
    "repeat", "reshape", "rint", "roll", "rollaxis", "rot90", "round", "save", "select", "selu",
    "sigmoid", "sign", "silu", "sin", "sinc", "sinh", "softmax", "softplus", "softsign", "sort",
    "split", "sqrt", "square", "squeeze", "stack", "std", "subtract", "sum", "swapaxes", "take",
    "take_along_axis", "tan", "tanh", "tensor", "tensordot", "tile", "trace", "transpose",
    "trapezoid", "tril", "triu", "trunc", "unstack", "value_and_grad", "var", "vdot", "vecdot",
    "vecmat", "vhp", "vjp", "vsplit", "vstack", "where", "zeros_like",
]
# fmt: on


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'autograd_cli' has no attribute {name!r}")
    if name in ("nn", "optim"):
        return import_module(f"autograd_cli.{name}")
    for room in ("ops", "engine", "errors"):  # ops first: without it tensors have no operators
        members = vars(import_module(f"autograd_cli.{room}"))
        if name in members:
            globals()[name] = members[name]
            break
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

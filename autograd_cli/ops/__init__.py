"""Every op: its forward and its derivatives. Importing this gives tensors their operators."""

# ruff: isort: skip_file
# fmt: off
from autograd_cli.ops import linalg as linalg
from autograd_cli.ops import methods as methods  # binds the methods of Tensor
from autograd_cli.ops import operators as operators  # binds its operators
from autograd_cli.ops.absolute import abs, absolute, copysign, fabs
from autograd_cli.ops.activations import elu, hardtanh, leaky_relu, relu, selu
from autograd_cli.ops.arithmetic import (
    add, divide, multiply, negative, positive, reciprocal, subtract,
)
from autograd_cli.ops.average import average
from autograd_cli.ops.average_pooling import avg_pool2d
from autograd_cli.ops.broadcasting import broadcast_arrays, meshgrid
from autograd_cli.ops.casting import astype, copy
from autograd_cli.ops.clipping import clip
from autograd_cli.ops.convolution import conv2d
from autograd_cli.ops.cumulative import cumprod, cumsum
from autograd_cli.ops.diagonals import diag, diagflat, diagonal, trace
from autograd_cli.ops.differences import diff, trapezoid
from autograd_cli.ops.division import divmod, fmod, mod, remainder
from autograd_cli.ops.einsum import einsum
from autograd_cli.ops.exponential import (
    exp, exp2, expm1, log, log10, log1p, log2, logaddexp, logaddexp2,
)
from autograd_cli.ops.extrema import fmax, fmin, maximum, minimum
from autograd_cli.ops.floats import frexp, ldexp, modf
from autograd_cli.ops.gelu import erf, gelu
from autograd_cli.ops.hyperbolic import arccosh, arcsinh, arctanh, cosh, sinh, tanh
from autograd_cli.ops.joining import (
    append, block, column_stack, concat, concatenate, dstack, hstack, stack, vstack,
)
from autograd_cli.ops.likes import empty_like, full_like, ones_like, zeros_like
from autograd_cli.ops.losses_binary import (
    binary_cross_entropy, binary_cross_entropy_with_logits, hinge_loss, logistic_loss,
)
from autograd_cli.ops.losses_divergence import kl_divergence
from autograd_cli.ops.losses_multiclass import cross_entropy
from autograd_cli.ops.losses_regression import huber_loss, mean_absolute_error, mean_squared_error
from autograd_cli.ops.max_min import amax, amin, max, min, ptp
from autograd_cli.ops.norm import norm
from autograd_cli.ops.padding import pad
from autograd_cli.ops.permuting import (
    matrix_transpose, moveaxis, permute_dims, rollaxis, swapaxes, transpose,
)
from autograd_cli.ops.picking import compress, delete, extract, insert, take, take_along_axis
from autograd_cli.ops.pooling import max_pool2d
from autograd_cli.ops.powers import float_power, power, square
from autograd_cli.ops.prod import prod
from autograd_cli.ops.products import dot, inner, kron, linear, matmul, outer, vdot
from autograd_cli.ops.quantiles import median, percentile, quantile
from autograd_cli.ops.rearranging import flip, fliplr, flipud, roll, rot90
from autograd_cli.ops.reductions import mean, sum
from autograd_cli.ops.repeating import repeat, tile
from autograd_cli.ops.roots import cbrt, hypot, sqrt
from autograd_cli.ops.selection import nan_to_num, select, where
from autograd_cli.ops.shape import (
    atleast_1d, atleast_2d, atleast_3d, broadcast_to, expand_dims, flatten, ravel, reshape, squeeze,
)
from autograd_cli.ops.sigmoids import log_sigmoid, sigmoid, silu, softplus, softsign
from autograd_cli.ops.sinc import sinc
from autograd_cli.ops.softmax import log_softmax, logsumexp, softmax
from autograd_cli.ops.sorting import sort
from autograd_cli.ops.splitting import array_split, dsplit, hsplit, split, unstack, vsplit
from autograd_cli.ops.steps import (
    around, ceil, fix, floor, floor_divide, heaviside, rint, round, sign, trunc,
)
from autograd_cli.ops.tensordot import tensordot
from autograd_cli.ops.triangles import tril, triu
from autograd_cli.ops.trigonometric import (
    arccos, arcsin, arctan, arctan2, cos, deg2rad, degrees, rad2deg, radians, sin, tan,
)
from autograd_cli.ops.variance import std, var
from autograd_cli.ops.vector_products import cross, matvec, vecdot, vecmat
from autograd_cli.ops.windows import conv_output_size

__all__ = [
    "abs", "absolute", "add", "amax", "amin", "append", "arccos", "arccosh", "arcsin", "arcsinh",
    "arctan", "arctan2", "arctanh", "around", "array_split", "astype", "atleast_1d", "atleast_2d",
    "atleast_3d", "average", "avg_pool2d", "binary_cross_entropy",
    "binary_cross_entropy_with_logits", "block", "broadcast_arrays", "broadcast_to", "cbrt", "ceil",
    "clip", "column_stack", "compress", "concat", "concatenate", "conv2d", "conv_output_size",
    "copy", "copysign", "cos", "cosh", "cross", "cross_entropy", "cumprod", "cumsum", "deg2rad",
    "degrees", "delete", "diag", "diagflat", "diagonal", "diff", "divide", "divmod", "dot",
    "dsplit", "dstack", "einsum", "elu", "empty_like", "erf", "exp", "exp2", "expand_dims", "expm1",
    "extract", "fabs", "fix", "flatten", "flip", "fliplr", "flipud", "float_power", "floor",
    "floor_divide", "fmax", "fmin", "fmod", "frexp", "full_like", "gelu", "hardtanh", "heaviside",
    "hinge_loss", "hsplit", "hstack", "huber_loss", "hypot", "inner", "insert", "kl_divergence",
    "kron", "ldexp", "leaky_relu", "linalg", "linear", "log", "log1p", "log2", "log10",
    "log_sigmoid", "log_softmax", "logaddexp", "logaddexp2", "logistic_loss", "logsumexp", "matmul",
    "matrix_transpose", "matvec", "max", "max_pool2d", "maximum", "mean", "mean_absolute_error",
    "mean_squared_error", "median", "meshgrid", "min", "minimum", "mod", "modf", "moveaxis",
    "multiply", "nan_to_num", "negative", "norm", "ones_like", "outer", "pad", "percentile",
    "permute_dims", "positive", "power", "prod", "ptp", "quantile", "rad2deg", "radians", "ravel",
    "reciprocal", "relu", "remainder", "repeat", "reshape", "rint", "roll", "rollaxis", "rot90",
    "round", "select", "selu", "sigmoid", "sign", "silu", "sin", "sinc", "sinh", "softmax",
    "softplus", "softsign", "sort", "split", "sqrt", "square", "squeeze", "stack", "std",
    "subtract", "sum", "swapaxes", "take", "take_along_axis", "tan", "tanh", "tensordot", "tile",
    "trace", "transpose", "trapezoid", "tril", "triu", "trunc", "unstack", "var", "vdot", "vecdot",
    "vecmat", "vsplit", "vstack", "where", "zeros_like",
]

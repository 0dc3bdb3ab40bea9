"""The op table: for every function of the public page a call to check, a file per file of ops."""

from autograd_cli.ops.checks import (
    activations,
    arithmetic,
    cumulative,
    diagonals,
    einsum,
    exponential,
    extrema,
    hyperbolic,
    images,
    indexing,
    joining,
    linalg,
    losses_binary,
    losses_divergence,
    losses_multiclass,
    losses_regression,
    max_min,
    norm,
    permuting,
    powers,
    products,
    reductions,
    repeating,
    selection,
    shape,
    softmax,
    sorting,
    trigonometric,
    variance,
    vector_products,
)
from autograd_cli.ops.checks.row import OpCheck

__all__ = ["OpCheck", "op_checks"]

_FILES = (
    arithmetic,
    powers,
    exponential,
    trigonometric,
    hyperbolic,
    activations,
    softmax,
    extrema,
    selection,
    reductions,
    max_min,
    variance,
    norm,
    cumulative,
    sorting,
    shape,
    permuting,
    joining,
    repeating,
    diagonals,
    indexing,
    products,
    vector_products,
    einsum,
    linalg,
    images,
    losses_regression,
    losses_binary,
    losses_multiclass,
    losses_divergence,
)


def op_checks() -> list[OpCheck]:
    """One row or more for every function, in the order of the files."""
    return [row for file in _FILES for row in file.rows()]

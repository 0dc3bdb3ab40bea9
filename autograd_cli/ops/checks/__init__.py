"""The op table: for every function of the public page a call to check, a file per file of ops."""

from autograd_cli.ops.checks import (
    activations,
    arithmetic,
    exponential,
    extrema,
    indexing,
    losses,
    products,
    reductions,
    shape,
)
from autograd_cli.ops.checks.row import OpCheck

__all__ = ["OpCheck", "op_checks"]

_FILES = (
    arithmetic,
    exponential,
    activations,
    extrema,
    reductions,
    shape,
    indexing,
    products,
    losses,
)


def op_checks() -> list[OpCheck]:
    """One row or more for every function, in the order of the files."""
    return [row for file in _FILES for row in file.rows()]

"""Rows of exponential.py."""

from autograd_cli.ops.checks.row import OpCheck, elementwise


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    return [
        elementwise("exp", (-3.0, 3.0)),
        elementwise("log", (0.5, 3.0)),
        elementwise("logaddexp", (-3.0, 3.0), (-3.0, 3.0)),
    ]

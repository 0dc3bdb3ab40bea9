"""Rows of exponential.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise
from autograd_cli.ops.exponential import Share


def rows() -> list[OpCheck]:
    """For every function of the file, one row or more."""
    draw = Draw(2)
    anywhere, positive = (-3.0, 3.0), (0.5, 3.0)
    return [
        elementwise("exp", anywhere),
        elementwise("exp2", anywhere),
        elementwise("expm1", anywhere),
        elementwise("log", positive),
        elementwise("log2", positive),
        elementwise("log10", positive),
        elementwise("log1p", (-0.5, 3.0)),
        elementwise("logaddexp", anywhere, anywhere),
        elementwise("logaddexp2", anywhere, anywhere),
        OpCheck(
            "Share",
            {"a": draw.normal(2, 3), "b": draw.normal(3)},
            via=lambda _, a, b: Share.apply(a, b),
        ),
    ]

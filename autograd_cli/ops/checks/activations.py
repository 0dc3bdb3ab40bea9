"""Rows of activations.py, sigmoids.py and gelu.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck, elementwise
from autograd_cli.ops.gelu import NormalCDF


def rows() -> list[OpCheck]:
    """For every function of the files, one row or more."""
    draw = Draw(3)
    anywhere = (-5.0, 5.0)
    return [
        OpCheck("relu", {"x": draw.apart(2, 3)}),
        OpCheck("leaky_relu", {"x": draw.apart(2, 3)}),
        OpCheck("leaky_relu", {"x": draw.apart(2, 3)}, "steep", {"negative_slope": 1.5}),
        OpCheck("elu", {"x": draw.apart(2, 3)}),
        OpCheck("elu", {"x": draw.apart(2, 3)}, "alpha", {"alpha": 0.7}),
        OpCheck("selu", {"x": draw.apart(2, 3)}),
        OpCheck("hardtanh", {"x": draw.between(-0.9, 0.9, 2, 3)}, "inside"),
        OpCheck("hardtanh", {"x": draw.apart(2, 3)}, "bounds", {"min_val": -1.05, "max_val": 2.05}),
        elementwise("sigmoid", anywhere),
        elementwise("log_sigmoid", anywhere),
        elementwise("softplus", anywhere),
        OpCheck("softplus", {"x": draw.normal(2, 3)}, "beta", {"beta": 2.5}),
        elementwise("silu", anywhere),
        OpCheck("softsign", {"x": draw.apart(2, 3)}),
        elementwise("erf", (-2.0, 2.0)),
        elementwise("gelu", (-3.0, 3.0)),
        OpCheck("gelu", {"x": draw.normal(2, 3)}, "tanh", {"approximate": "tanh"}),
        OpCheck("NormalCDF", {"x": draw.normal(2, 3)}, via=lambda _, x: NormalCDF.apply(x)),
    ]

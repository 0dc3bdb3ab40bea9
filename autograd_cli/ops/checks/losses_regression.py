"""Rows of losses_regression.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck

_REDUCTIONS = ("mean", "sum", "none")


def rows() -> list[OpCheck]:
    """For every function of the file, a row for every reduction."""
    draw = Draw(91)
    return [
        OpCheck(name, inputs, of, {**params, "reduction": of})
        for name, inputs, params in (
            ("mean_squared_error", {"p": draw.normal(2, 3), "t": draw.normal(2, 3)}, {}),
            (
                "mean_absolute_error",
                {"p": draw.apart(2, 3), "t": draw.between(-0.1, 0.1, 2, 3)},
                {},
            ),
            (
                "huber_loss",
                {"p": draw.apart(2, 3), "t": draw.between(-0.1, 0.1, 2, 3)},
                {"delta": 1.7},
            ),
        )
        for of in _REDUCTIONS
    ]

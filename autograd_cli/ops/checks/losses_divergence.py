"""Rows of losses_divergence.py."""

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """For every function of the file, a row for every reduction."""
    draw = Draw(93)
    log_q, p = draw.between(-2.0, -0.1, 2, 3, 4), draw.between(0.5, 1.0, 2, 3, 4)
    return [
        *(
            OpCheck("kl_divergence", {"log_q": log_q, "p": p}, of, {"reduction": of})
            for of in ("mean", "sum", "none")
        ),
        OpCheck("kl_divergence", {"log_q": log_q[0, 0], "p": p[0, 0]}, "of one distribution"),
    ]

"""Rows of linalg/, at matrices that are well conditioned and have singular values far apart."""

from typing import Any

import numpy as np

from autograd_cli.engine import Array
from autograd_cli.ops.checks.row import Draw, OpCheck
from autograd_cli.ops.linalg.determinant import Cofactors, SecondCofactors


def rows() -> list[OpCheck]:
    """For every function of the folder, one row or more."""
    normal = Draw(83).normal

    def matrix(*shape: int) -> dict[str, Array]:
        return {
            "a": 0.3 * normal(*shape) + np.eye(shape[-2], shape[-1]) * np.linspace(1, 3, shape[-1])
        }

    def row(function: str, inputs: dict[str, Array], note: str = "", **params: Any) -> OpCheck:
        return OpCheck(f"linalg.{function}", inputs, note, params)

    def via(function: str, inputs: dict[str, Array], note: str, call: Any) -> OpCheck:
        return OpCheck(f"linalg.{function}", inputs, note, via=call)

    return [
        row("inv", matrix(3, 3)),
        row("inv", matrix(2, 2, 2), "batch"),
        row("solve", {**matrix(3, 3), "b": normal(3, 2)}),
        row("solve", {**matrix(3, 3), "b": normal(3)}, "vector"),
        row("solve", {**matrix(2, 3, 3), "b": normal(3)}, "batch, vector"),
        row("solve", {**matrix(2, 1, 2, 2), "b": normal(3, 2, 1)}, "batches"),
        row("tensorinv", {"a": normal(4, 2, 2)}, ind=1),
        row("tensorsolve", {"a": normal(4, 2, 2), "b": normal(4)}),
        row("tensorsolve", {"a": normal(2, 4, 2), "b": normal(4)}, "axes", axes=(0,)),
        row("det", matrix(3, 3)),
        row("det", {"a": normal(2, 2, 2)}, "batch"),
        OpCheck("Cofactors", matrix(3, 3), via=lambda _, a: Cofactors.apply(a)),
        OpCheck(
            "SecondCofactors",
            {"x": normal(3, 3), **matrix(2, 3, 3)},
            via=lambda _, x, a: SecondCofactors.apply(x, a),
        ),
        via("slogdet", matrix(3, 3), "logarithm", lambda xp, a: xp.linalg.slogdet(-a)[1]),
        via("slogdet", matrix(2, 2, 2), "batch", lambda xp, a: xp.linalg.slogdet(a)[1]),
        via("cholesky", matrix(3, 3), "lower", lambda xp, a: xp.linalg.cholesky(_positive(a))),
        via("cholesky", matrix(2, 2, 2), "batch", lambda xp, a: xp.linalg.cholesky(_positive(a))),
        via(
            "cholesky",
            matrix(3, 3),
            "upper",
            lambda xp, a: xp.linalg.cholesky(_positive(a), upper=True),
        ),
        via("qr", matrix(3, 2), "Q", lambda xp, a: xp.linalg.qr(a)[0]),
        via("qr", matrix(2, 3, 3), "R", lambda xp, a: xp.linalg.qr(a)[1]),
        via("qr", matrix(2, 4), "wide", lambda xp, a: xp.linalg.qr(a)[1]),
        via("eigh", matrix(3, 3), "values", lambda xp, a: xp.linalg.eigh(_symmetric(a))[0]),
        via("eigh", matrix(3, 3), "vectors", lambda xp, a: xp.linalg.eigh(_symmetric(a))[1] ** 2),
        via("eigh", matrix(2, 2, 2), "upper", lambda xp, a: xp.linalg.eigh(_symmetric(a), "U")[0]),
        via("eigvalsh", matrix(3, 3), "symmetric", lambda xp, a: xp.linalg.eigvalsh(_symmetric(a))),
        via("svd", matrix(3, 3), "square", lambda xp, a: xp.linalg.svd(a)[0] ** 2),
        via("svd", matrix(2, 3, 2), "tall", lambda xp, a: _rotation(xp.linalg.svd(a, False))),
        via("svd", matrix(2, 3), "wide", lambda xp, a: _rotation(xp.linalg.svd(a, False))),
        via("svd", matrix(3, 2), "values", lambda xp, a: xp.linalg.svd(a, False)[1]),
        row("svdvals", matrix(2, 3)),
        row("pinv", matrix(3, 2)),
        row("pinv", matrix(2, 2, 3), "wide, batch"),
        via(
            "lstsq",
            {"a": normal(4, 2), "b": normal(4, 3)},
            "x",
            lambda xp, *ab: xp.linalg.lstsq(*ab)[0],
        ),
        via(
            "lstsq",
            {"a": normal(4, 2), "b": normal(4)},
            "error",
            lambda xp, *ab: xp.linalg.lstsq(*ab)[1],
        ),
        via(
            "lstsq",
            {"a": normal(2, 3), "b": normal(2)},
            "wide",
            lambda xp, *ab: xp.linalg.lstsq(*ab)[0],
        ),
        *[row("matrix_power", matrix(2, 2), f"{n}", n=n) for n in (-2, 0, 1, 3)],
        via("multi_dot", _chain(normal), "matrices", lambda xp, *xs: xp.linalg.multi_dot(xs)),
        row("diagonal", matrix(2, 2, 3), offset=1),
        row("trace", matrix(2, 3, 3)),
        row("matrix_norm", matrix(2, 3, 3)),
        row("vector_norm", matrix(3, 2), axis=0),
    ]


def _positive(a: Any) -> Any:
    return a @ a.mT


def _symmetric(a: Any) -> Any:
    return a + a.mT


def _rotation(factors: Any) -> Any:
    """U Vh, which no choice of signs changes."""
    return factors[0] @ factors[2]


def _chain(normal: Any) -> dict[str, Array]:
    return {"a": normal(3), "b": normal(3, 2), "c": normal(2, 3), "d": normal(3, 2)}

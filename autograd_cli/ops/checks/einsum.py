"""Rows of einsum.py."""

from typing import Any

from autograd_cli.ops.checks.row import Draw, OpCheck


def rows() -> list[OpCheck]:
    """What einsum does to one operand, to two, and to more."""
    normal = Draw(82).normal
    a, b, c = normal(2, 3), normal(3, 4), normal(4, 2)
    return [
        _row("ij,jk->ik", a, b),
        _row("ij,jk->ki", a, b),
        _row("ij,jk", a, b),
        _row("ij,kj,j->", a, normal(4, 3), normal(3)),
        _row("ij,jk,kl->li", a, b, c),
        _row("i,j,k->kij", normal(2), normal(3), normal(2)),
        _row("ij,ij->ij", a, normal(2, 3)),
        _row("bij,bjk->bik", normal(3, 2, 3), normal(3, 3, 2)),
        _row("bij,bj->ib", normal(3, 2, 3), normal(3, 3)),
        _row("bi,bi->b", a, normal(2, 3)),
        _row("...ij,...jk->...ik", normal(2, 1, 2, 3), normal(3, 3, 2)),
        _row("...i,i...->...", normal(2, 3), normal(3, 2)),
        _row("ii->i", normal(3, 3)),
        _row("iij->j", normal(2, 2, 3)),
        _row("ij->", a),
        _row("ijk->kij", normal(2, 3, 2)),
        _row("ij,k->i", a, normal(2)),
        _row("ij,ij->j", normal(1, 3), normal(2, 1)),
        _row("ijkl,lkm->mij", normal(2, 2, 3, 2), normal(2, 3, 2)),
        OpCheck(
            "einsum", {"a": a, "b": b}, "lists", via=lambda xp, a, b: xp.einsum(a, _IJ, b, _JK, _KI)
        ),
    ]


_IJ, _JK, _KI = [0, 1], [1, 2], [2, 0]


def _row(subscripts: str, *operands: Any) -> OpCheck:
    inputs = dict(zip("abc", operands, strict=False))
    return OpCheck("einsum", inputs, subscripts, via=lambda xp, *xs: xp.einsum(subscripts, *xs))

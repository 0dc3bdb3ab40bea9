"""tensordot: sums of products over pairs of axes."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from autograd_cli.engine import ShapeError, Tensor, TensorLike, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.contraction import Contract, Terms, letters


def tensordot(a: TensorLike, b: TensorLike, axes: Any = 2) -> Tensor:
    """The product of `a` and `b` summed over pairs of axes: the other axes of a, then those of b.

    `axes` is how many, the last ones of a and the first of b; or which, as a pair: the axis or axes
    of a, and those of b.
    Raises ShapeError for axes that do not exist, are named twice, or differ in number or length.
    """
    shapes = shape_of(a), shape_of(b)
    try:
        terms = _tensordot_terms(*shapes, *_pairs(axes))
    except ValueError as error:
        raise ShapeError(
            f"tensordot of shapes {shapes[0]} and {shapes[1]} over axes {axes}: {error}"
        ) from None
    return Contract.apply(a, b, terms=terms)


def _pairs(axes: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    try:
        of_a, of_b = axes
    except TypeError:  # a number of axes
        return tuple(range(-axes, 0)), tuple(range(axes))
    return tuple(np.atleast_1d(of_a).tolist()), tuple(np.atleast_1d(of_b).tolist())


@lru_cache(maxsize=1024)
def _tensordot_terms(
    a_shape: tuple[int, ...], b_shape: tuple[int, ...], of_a: tuple[int, ...], of_b: tuple[int, ...]
) -> Terms:
    a, b = len(a_shape), len(b_shape)
    of_a = normalize_axis_tuple(of_a, a, "a")
    of_b = normalize_axis_tuple(of_b, b, "b")
    if [a_shape[i] for i in of_a] != [b_shape[i] for i in of_b]:
        raise ValueError("they differ in number or length")
    a_term, b_letters = letters(a), [*letters(b, start=a)]
    for i, j in zip(of_a, of_b, strict=True):
        b_letters[j] = a_term[i]
    b_term = "".join(b_letters)
    free = [c for c in a_term if c not in b_term], [c for c in b_term if c not in a_term]
    return a_term, b_term, "".join(free[0] + free[1])


register(np.tensordot, tensordot)
register(np.linalg.tensordot, tensordot)
register((np.multiply, "outer"), lambda a, b: tensordot(a, b, 0))

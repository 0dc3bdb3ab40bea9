"""The product of two arrays, summed over axes that they share: the core of einsum and tensordot."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from math import prod
from typing import Any, TypeAlias

import numpy as np

from autograd_cli.engine import Array, Function, shape_of

__all__: list[str] = []  # einsum and tensordot are the public ones

Terms: TypeAlias = tuple[str, str, str]  # of a, b and y: a letter for each axis
Shape: TypeAlias = tuple[int, ...]
Lengths: TypeAlias = dict[str, int]  # of the axes with each letter
Group: TypeAlias = list[str]  # of letters
Arrange: TypeAlias = Callable[[Array], Array]
Kernel: TypeAlias = Callable[[Array, Array], Any]

_MANY = "*"  # the axis of many cotangents at once, which the saved operand does not have

# Below these sizes NumPy's own loops beat a call of BLAS for each matrix of a batch; above the
# second, BLAS sums float32 more exactly.
_SMALL_MATRICES, _SHORT_SUM = 64, 1024


class Contract(Function):
    """The einsum of two operands, as one product of matrices or of batches of them.

    Shapes    a, b and y have an axis for each letter of their terms. A letter has one length, is in
              two or three of the terms, and in none of them twice
    Formula   y = einsum("a,b->y"), the product summed over the letters that y does not have;
              da = einsum("y,b->a") of g and b,  db = einsum("y,a->b") of g and a
    Source    Laue, Mitterreiter and Giesen, Computing higher order derivatives of matrix and tensor
              expressions (2018).
    """

    @staticmethod
    def forward(a, b, *, terms):
        return _kernel(terms, shape_of(a), shape_of(b))(a, b)

    @staticmethod
    def vjp_a(g, b, *, terms):
        a_term, b_term, y_term = terms
        return Contract.compute(g, b, terms=(y_term, b_term.lstrip(_MANY), a_term))

    @staticmethod
    def vjp_b(g, a, *, terms):
        a_term, b_term, y_term = terms
        return Contract.compute(g, a, terms=(y_term, a_term.lstrip(_MANY), b_term))

    @classmethod
    def batched(cls, params, x_shape):
        return {"terms": tuple(_MANY + term for term in params["terms"])}


def letters(n: int, start: int = 0) -> str:
    """`n` letters that are all different, from the one numbered `start` in the order of einsum."""
    return "".join(map(_letter, range(start, start + n)))


def _letter(i: int) -> str:
    if i < 52:
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[i]
    return chr(0x4E00 + i)  # the alphabet is used up: go on in one that has enough


@lru_cache(maxsize=1024)
def _kernel(terms: Terms, a_shape: Shape, b_shape: Shape) -> Kernel:
    """What computes the product of arrays of these shapes."""
    a, b, y = terms
    length = dict(zip(a + b, a_shape + b_shape, strict=True))
    batch = [c for c in y if c in a and c in b]
    rows = [c for c in a if c not in b]
    columns = [c for c in b if c not in a]
    summed = [c for c in (a if len(a) >= len(b) else b) if c not in y]
    if not summed:
        return _broadcast(terms, length)
    if batch and _is_for_loops(terms, batch, rows, columns, summed, length):
        return _loops(terms)
    if next((c for c in y if c not in batch), None) in columns:  # b first: then y comes in order
        product = _matrices((b, a, y), batch, columns, rows, summed, length)
        return lambda a, b: product(b, a)
    return _matrices(terms, batch, rows, columns, summed, length)


def _broadcast(terms: Terms, length: Lengths) -> Kernel:
    """Nothing is summed: the arrays, with their axes in the order of y, broadcast."""
    a, b, y = terms
    arrange_a, arrange_b = (
        _arrangement(
            term,
            [c for c in y if c in term],
            tuple(length[c] if c in term else 1 for c in y) if term else (),  # maybe no array
            length,
        )
        for term in (a, b)
    )
    return lambda a, b: arrange_a(a) * arrange_b(b)


def _is_for_loops(
    terms: Terms, batch: Group, rows: Group, columns: Group, summed: Group, length: Lengths
) -> bool:
    a, b, _ = terms
    m, n, k = (_size(group, length) for group in (rows, columns, summed))
    if len(length) > 52:
        return False
    if m == n == 1:
        return k <= _SHORT_SUM or a[-1] not in summed
    batch_is_inner = a[-1] in batch and b[-1] in batch
    return m * n * k <= _SMALL_MATRICES and (batch_is_inner or 1 in (m, n))


def _loops(terms: Terms) -> Kernel:
    own = {c: letters(1, i) for i, c in enumerate(dict.fromkeys(terms[0] + terms[1]))}
    a, b, y = ("".join(own[c] for c in term) for term in terms)
    return partial(np.einsum, f"{a},{b}->{y}")


def _matrices(
    terms: Terms, batch: Group, rows: Group, columns: Group, summed: Group, length: Lengths
) -> Kernel:
    """One product of matrices or batches of them, whose rows and columns are groups of axes."""
    a, b, y = terms
    arrange_a = _as_matrices(a, batch, rows, summed, length)
    arrange_b = _as_matrices(b, batch, summed, columns, length)
    order = "".join([*batch, *rows, *columns])
    arrange_y = _arrangement(order, y, tuple(length[c] for c in y), length)
    if arrange_a is arrange_b is arrange_y is _unchanged and len(rows) == len(columns) == 1:
        return np.matmul
    shape = tuple(length[c] for c in order)
    return lambda a, b: arrange_y(np.matmul(arrange_a(a), arrange_b(b)).reshape(shape))


def _as_matrices(term: str, batch: Group, rows: Group, columns: Group, length: Lengths) -> Arrange:
    """A batch of matrices; where their columns come first, that of the transposed ones, turned."""
    inner = [c for c in term if c not in batch]
    is_turned = bool(inner) and inner[-1] in rows
    first, second = (columns, rows) if is_turned else (rows, columns)
    shape = (*(length[c] for c in batch), _size(first, length), _size(second, length))
    arrange = _arrangement(term, [*batch, *first, *second], shape, length)
    return (lambda x: arrange(x).mT) if is_turned else arrange


def _arrangement(term: str, order: Iterable[str], shape: Shape, length: Lengths) -> Arrange:
    """The axes in another order, then another shape."""
    axes = tuple(term.index(c) for c in order)
    is_in_order = axes == tuple(range(len(axes)))
    if shape == tuple(length[term[axis]] for axis in axes):
        return _unchanged if is_in_order else lambda x: x.transpose(axes)
    if is_in_order:
        return lambda x: x.reshape(shape)
    return lambda x: x.transpose(axes).reshape(shape)


def _unchanged(x: Array) -> Array:
    return x


def _size(group: Group, length: Lengths) -> int:
    return prod(length[c] for c in group)

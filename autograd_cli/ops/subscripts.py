"""What the subscripts of einsum say: a letter for each axis of each operand and of the result."""

from collections import Counter
from typing import Any

import numpy as np

from autograd_cli.engine import ShapeError
from autograd_cli.ops.contraction import letters

__all__: list[str] = []  # einsum alone uses it

_LETTERS = frozenset(letters(52))


def from_lists(operands: tuple[Any, ...]) -> tuple[str, list[Any]]:
    """`a, [0, 1], b, [1, 2], [0, 2]` as the subscripts "AB,BC->AC" and the operands a and b."""
    arrays, lists = operands[::2], list(operands[1::2])
    result = ""
    if len(operands) % 2:
        result = "->" + _term(arrays[-1])
        arrays = arrays[:-1]
    return ",".join(map(_term, lists)) + result, list(arrays)


def _term(labels: Any) -> str:
    """The letters of a list of axes, which are numbers from 0 to 51 or the ellipsis."""
    if not isinstance(labels, (list, tuple, np.ndarray)):
        raise TypeError(
            "einsum takes subscripts first, or after each operand the list of its axes; "
            f"given {type(labels).__name__} for such a list"
        )
    term = ""
    for label in labels:
        if label is Ellipsis:
            term += "..."
        elif 0 <= label < 52:
            term += letters(1, label)
        else:
            raise ShapeError(f"einsum: axes are numbered from 0 to 51; given {label}")
    return term


def parse(subscripts: str, dims: tuple[int, ...]) -> tuple[list[str], str]:
    """The terms of operands of so many axes, and that of the result, with letters for each "...".

    Raises ShapeError, naming the term, for subscripts that do not fit.
    """
    inputs, arrow, result = subscripts.replace(" ", "").partition("->")
    terms = inputs.split(",")
    for term in [*terms, result]:
        strange = {*term.replace("...", "", 1)} - _LETTERS
        if strange:
            raise _error(subscripts, f"{min(strange)!r} is neither a letter nor one ... of a term")
    if len(terms) != len(dims):
        raise _error(subscripts, f"{len(terms)} terms for {len(dims)} operands")
    hidden = [_hidden(subscripts, term, n) for term, n in zip(terms, dims, strict=True)]
    free = [c for c in letters(52) if c not in subscripts]
    if len(free) < max(hidden):
        raise _error(subscripts, "the operands have more than 52 different axes")
    ellipsis = free[: max(hidden)]  # of the longest; the others have the last ones of these
    terms = [
        term.replace("...", "".join(ellipsis[len(ellipsis) - n :]))
        for term, n in zip(terms, hidden, strict=True)
    ]
    used = Counter("".join(terms))
    if not arrow:
        once = sorted(c for c, n in used.items() if n == 1 and c not in ellipsis)
        return terms, "".join(ellipsis + once)
    if ellipsis and "..." not in result:
        raise _error(subscripts, "the operands have axes under ..., the result has no ...")
    result = result.replace("...", "".join(ellipsis))
    for c, n in Counter(result).items():
        if n > 1 or c not in used:
            what = "twice in the result" if n > 1 else "in the result but in no operand"
            raise _error(subscripts, f"{c} is {what}")
    return terms, result


def lengths(
    subscripts: str, terms: list[str], shapes: tuple[tuple[int, ...], ...]
) -> dict[str, int]:
    """The length of each letter's axes; those of length 1 are broadcast.

    Raises ShapeError, naming the letter, if two of them differ.
    """
    found: dict[str, int] = {}
    for term, shape in zip(terms, shapes, strict=True):
        own: dict[str, int] = {}
        for c, n in zip(term, shape, strict=True):
            other = found.setdefault(c, n)
            if n != own.setdefault(c, n) or (n != other and 1 not in (n, other)):
                raise _error(
                    subscripts, f"{c} has lengths {min(other, n)} and {max(other, n)}", shapes
                )
            if n != 1:
                found[c] = n
    return found


def _hidden(subscripts: str, term: str, ndim: int) -> int:
    """How many axes "..." stands for in a term."""
    named = len(term.replace("...", ""))
    n = ndim - named
    if n < 0 or (n > 0 and "..." not in term):
        raise _error(subscripts, f"the term {term!r} is for {named} axes, its operand has {ndim}")
    return n


def _error(subscripts: str, what: str, shapes: Any = None) -> ShapeError:
    of = f" of shapes {' and '.join(map(str, shapes))}" if shapes else ""
    return ShapeError(f"einsum {subscripts!r}{of}: {what}")

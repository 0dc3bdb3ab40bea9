"""einsum: sums of products, spelled with a letter for each axis."""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from autograd_cli.engine import Tensor, shape_of
from autograd_cli.engine.dispatch import register
from autograd_cli.ops.arithmetic import Mul
from autograd_cli.ops.contraction import Contract, Terms
from autograd_cli.ops.diagonals import Diagonal
from autograd_cli.ops.permuting import Transpose
from autograd_cli.ops.queries import query
from autograd_cli.ops.reductions import Sum
from autograd_cli.ops.shape import Reshape
from autograd_cli.ops.subscripts import from_lists, lengths, parse

_NO_LIMIT = 1 << 62  # of memory: else np.einsum_path would multiply several operands at once
Step: TypeAlias = tuple[Callable[..., Tensor], dict[str, Any]]  # an op and its parameters


def einsum(*operands: Any, optimize: Any = True) -> Tensor:
    """The sum of products that the subscripts describe, as np.einsum computes it.

    `einsum("ij,jk->ik", a, b)` or `einsum(a, [0, 1], b, [1, 2], [0, 2])`: with or without a result,
    with "...", with letters repeated in a term, and with lengths of 1 that are broadcast. Three
    operands or more are multiplied two at a time; `optimize` says in which order, as it does to
    np.einsum_path ("greedy" if True, as they come if False).
    Raises ShapeError for subscripts that do not fit the operands.
    """
    if operands and isinstance(operands[0], str):
        subscripts, xs = operands[0], list(operands[1:])
    else:
        subscripts, xs = from_lists(operands)
    if isinstance(optimize, list):  # a path
        optimize = tuple(step if isinstance(step, str) else tuple(step) for step in optimize)
    program = _program(subscripts, tuple([shape_of(x) for x in xs]), optimize)
    for i, steps in program.prepare:
        for function, params in steps:
            xs[i] = function(xs[i], **params)
    for i, j, terms in program.products:
        b, a = xs.pop(j), xs.pop(i)
        xs.append(Contract.apply(a, b, terms=terms) if terms else Mul.apply(a, b))
    return xs[0] if program.order is None else Transpose.apply(xs[0], axes=program.order)


class _Program(NamedTuple):
    """What a call does, found once for its subscripts and shapes."""

    prepare: list[tuple[int, list[Step]]]
    # Of operands i < j, whose product becomes the last one; no terms if one of them is a number.
    products: list[tuple[int, int, Terms | None]]
    order: tuple[int, ...] | None  # of the axes that are left, unless it is the result's


@lru_cache(maxsize=1024)
def _program(subscripts: str, shapes: tuple[tuple[int, ...], ...], optimize: Any) -> _Program:
    terms, result = parse(subscripts, tuple(map(len, shapes)))
    length = lengths(subscripts, terms, shapes)
    steps: list[list[Step]] = []
    for i, shape in enumerate(shapes):
        terms[i], taken = _distinct(terms[i], dict(zip(terms[i], shape, strict=True)), length)
        steps.append(taken)
    users = Counter("".join(terms) + result)
    for i, term in enumerate(terms):
        alone = tuple(axis for axis, c in enumerate(term) if users[c] == 1)
        if alone:
            steps[i].append((Sum.apply, {"axis": alone, "keepdims": False}))
            terms[i] = "".join(c for c in term if users[c] > 1)
    prepare = [(i, taken) for i, taken in enumerate(steps) if taken]
    products, last = _products(terms, result, length, optimize)
    in_order = last == result and (products or prepare)
    return _Program(prepare, products, None if in_order else tuple(map(last.index, result)))


def _distinct(term: str, own: dict[str, int], length: dict[str, int]) -> tuple[str, list[Step]]:
    """Take diagonals until no letter is repeated, and drop the axes that are to be broadcast."""
    steps: list[Step] = []
    for c, n in Counter(term).items():
        for _ in range(n - 1):
            one = term.index(c)
            two = term.index(c, one + 1)
            steps.append((Diagonal.apply, {"offset": 0, "axes": (one, two)}))
            term = term[:one] + term[one + 1 : two] + term[two + 1 :] + c  # NumPy puts it last
    kept = "".join(c for c in term if own[c] == length[c])
    if kept != term:
        steps.append((Reshape.apply, {"shape": tuple(own[c] for c in kept)}))
    return kept, steps


def _products(
    terms: list[str], result: str, length: dict[str, int], optimize: Any
) -> tuple[list[tuple[int, int, Terms | None]], str]:
    """The products along a path, of two operands at a time, and the term of the last one."""
    products: list[tuple[int, int, Terms | None]] = []
    for step in _path(terms, result, length, optimize):
        together = sorted(step)
        if together[-1] >= len(terms):
            raise ValueError(f"einsum along {optimize}: there are {len(terms)} operands at {step}")
        while len(together) > 1:
            i, j = together[0], together[1]
            b, a = terms.pop(j), terms.pop(i)
            y = _term_of_product(a, b, terms, result)
            products.append((i, j, (a, b, y) if a and b else None))
            terms.append(y)
            together = [*(k - 2 for k in together[2:]), len(terms) - 1]
    if len(terms) > 1:
        raise ValueError(f"einsum along {optimize}: {len(terms)} operands are left over")
    return products, terms[0]


def _term_of_product(a: str, b: str, others: list[str], result: str) -> str:
    if not a or not b:
        return a + b
    if not others:
        return result
    needed = {*result, *"".join(others)}
    shared = [c for c in a if c in b]
    return "".join(c for c in [*shared, *(c for c in a + b if c not in shared)] if c in needed)


def _path(terms: list[str], result: str, length: dict[str, int], optimize: Any) -> Any:
    """Which operands to multiply at each step, in the form of np.einsum_path."""
    if isinstance(optimize, tuple) and optimize[:1] == ("einsum_path",):
        return optimize[1:]
    if len(terms) <= 2 or optimize is False or optimize is None:
        return [tuple(range(len(terms)))]
    method = "greedy" if optimize is True else optimize
    dummies = [np.broadcast_to(0.0, tuple(length[c] for c in term)) for term in terms]
    return np.einsum_path(
        f"{','.join(terms)}->{result}",
        *dummies,
        optimize=(method, _NO_LIMIT) if isinstance(method, str) else method,
    )[0][1:]


register(np.einsum, einsum)
register(np.einsum_path, query(np.einsum_path))

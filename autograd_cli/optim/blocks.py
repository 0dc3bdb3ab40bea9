"""Weights in blocks of a size at which NumPy is fast: small ones together, large ones in pieces."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

BLOCK = 16_384  # numbers: so many of all arrays of a step fit the processor's cache


class Piece(NamedTuple):
    """Weight `number`, or its flat part `rows` if it is not whole."""

    number: int
    rows: slice | None
    weight: Array


class Block:
    """Some pieces that are moved at a time.

    `change`, which is an optimizer's to fill, and `gradient` have its numbers, and so has every
    array in `state`; they are flat where there are several pieces, and have the shape of a single
    one. `change` and `gradient` share their memory with those of other blocks.
    """

    def __init__(self, pieces: Sequence[Piece], work: tuple[Array, Array]) -> None:
        self.pieces = pieces
        self.size = sum(piece.weight.size for piece in pieces)
        self.shape = pieces[0].weight.shape if len(pieces) == 1 else (self.size,)
        self.state: list[Array] = []
        self.change, self.gradient = (buffer[: self.size].reshape(self.shape) for buffer in work)
        self._moved = list(zip(self._weights(), self.cut(self.change), strict=True))
        self._gathered = list(zip(pieces, self.cut(self.gradient), strict=True))

    def cut(self, array: Array) -> list[Array]:
        """An array of the block's shape as a view for each piece, of its weight's shape."""
        if len(self.pieces) == 1:
            return [array]
        ends = np.cumsum([weight.size for weight in self._weights()])
        return [
            array[end - weight.size : end].reshape(weight.shape)
            for end, weight in zip(ends, self._weights(), strict=True)
        ]

    def gather(self, gradients: Sequence[Array], decay: Array | None) -> Array:
        """Those of this block, to be read only, with `decay` times the weights added."""
        if decay is None and len(self.pieces) == 1:
            return _part(gradients, self.pieces[0])
        for piece, place in self._gathered:
            if decay is None:
                place[...] = _part(gradients, piece)
            else:
                np.multiply(piece.weight, decay, place)
                np.add(place, _part(gradients, piece), place)
        return self.gradient

    def scale(self, factor: Array) -> None:
        """Multiply the weights."""
        for weight, _ in self._moved:
            np.multiply(weight, factor, weight)

    def apply(self) -> None:
        """Subtract `change` from the weights."""
        for weight, change in self._moved:
            np.subtract(weight, change, weight)

    def _weights(self) -> list[Array]:
        return [piece.weight for piece in self.pieces]


def blocks(weights: Mapping[str, Array], *, together: bool) -> list[Block]:
    """All weights in their order; `together` if small ones may share a block."""
    work: dict[np.dtype[Any], tuple[Array, Array]] = {}
    found = []
    for pieces in _groups(list(weights.values()), together):
        dtype, size = pieces[0].weight.dtype, sum(piece.weight.size for piece in pieces)
        if dtype not in work or len(work[dtype][0]) < size:
            work[dtype] = np.empty(size, dtype), np.empty(size, dtype)
        found.append(Block(pieces, work[dtype]))
    return found


def zeros(blocks: Sequence[Block], weights: Sequence[Array]) -> list[Array]:
    """Arrays of 0 for all weights; what they hold for a block becomes one more of its `state`."""
    found: dict[int, Array] = {}
    for block in blocks:
        first = block.pieces[0]
        if first.rows is None:
            array = np.zeros(block.shape, first.weight.dtype)
            numbers = [piece.number for piece in block.pieces]
            found.update(zip(numbers, block.cut(array), strict=True))
        else:
            whole = found.setdefault(first.number, np.zeros_like(weights[first.number]))
            array = whole.reshape(-1)[first.rows]
        block.state.append(array)
    return [found[number] for number in range(len(weights))]


def _groups(weights: Sequence[Array], together: bool) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    size = 0
    for number, weight in enumerate(weights):
        alike = group and group[0].weight.dtype == weight.dtype
        if group and not (together and alike and size + weight.size <= BLOCK):
            yield group
            group, size = [], 0
        if weight.size > BLOCK and weight.flags.c_contiguous:
            yield from _pieces(number, weight)
        else:
            group.append(Piece(number, None, weight))
            size += weight.size
    if group:
        yield group


def _pieces(number: int, weight: Array) -> Iterator[list[Piece]]:
    flat = weight.reshape(-1)
    for start in range(0, len(flat), BLOCK):
        rows = slice(start, start + BLOCK)
        yield [Piece(number, rows, flat[rows])]


def _part(gradients: Sequence[Array], piece: Piece) -> Array:
    g = gradients[piece.number]
    return g if piece.rows is None else g[piece.rows]

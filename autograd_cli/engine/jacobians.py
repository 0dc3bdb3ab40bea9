"""Whole matrices of derivatives, first and second, by a sweep for each row or column."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograd_cli.engine.evaluation import (
    Argnums,
    Evaluation,
    Push,
    as_trees,
    positions,
    pulled,
    unpacked,
)
from autograd_cli.engine.node import Node
from autograd_cli.engine.record import OBSERVED, current_mode
from autograd_cli.engine.schedule import Schedule
from autograd_cli.engine.tensor import Array, Tensor
from autograd_cli.engine.transforms import gradient_function
from autograd_cli.engine.trees import with_leaves

# How many numbers the cotangents that are swept at once may have: 32 MB of float64.
_NUMBERS = 1 << 22


def jacobian(
    f: Callable[..., Any], argnums: Argnums = 0, *, mode: str = "auto"
) -> Callable[..., Any]:
    """The function that returns the Jacobian of `f`.

    For an output of shape S and an input of shape T it has shape S + T. Where the output or the
    argument is a tree, the result is the output's tree with the argument's tree at each leaf.
    `mode` is "reverse", a sweep for each element of the output; "forward", one for each element of
    the input; or "auto", which takes the cheaper.
    """
    if mode not in ("auto", "forward", "reverse"):
        raise ValueError(f"mode={mode!r} of jacobian: it is 'auto', 'forward' or 'reverse'")

    def differentiated(*args: Any, **kwargs: Any) -> Any:
        run = Evaluation(partial(f, **kwargs) if kwargs else f, args, positions(argnums))
        rows, columns = (sum(t.size for t in ts) for ts in (run.outputs, run.inputs))
        # A forward sweep goes through the graph of the reverse one, which is about twice as long.
        forward = mode == "forward" or (mode == "auto" and rows > 2 * columns)
        blocks = _by_columns(run) if forward else _by_rows(run)
        trees = [unpacked(as_trees(run, row), argnums) for row in blocks]
        return with_leaves(run.output, trees)

    return differentiated


def hessian(f: Callable[..., Any], argnums: Argnums = 0) -> Callable[..., Any]:
    """The function that returns the matrix of second derivatives of `f`, which returns one number.

    For an argument of shape T it has shape T + T; for a tree, the tree with the tree at each leaf.
    """
    return jacobian(gradient_function(f, argnums), argnums, mode="reverse")


def _by_rows(run: Evaluation) -> list[list[Any]]:
    """For each output, for each input: the Jacobian, by one reverse sweep an element."""
    return [_blocks(y, run.inputs, run.nodes, record=run.is_inner) for y in run.outputs]


def _by_columns(run: Evaluation) -> list[list[Any]]:
    """The same by one forward sweep for each element of the inputs."""
    push = Push(run)
    nodes = [g._node for g in push.cotangents]
    blocks = [_blocks(s, push.cotangents, nodes, record=run.is_inner) for s in push.slopes]
    turned = [
        [np.moveaxis(block, range(x.ndim), range(-x.ndim, 0)).astype(x.dtype) for block in row]
        for x, row in zip(run.inputs, blocks, strict=True)
    ]
    return [list(row) for row in zip(*turned, strict=True)]


def _blocks(
    source: Tensor, targets: list[Tensor], nodes: list[Node | None], *, record: bool
) -> list[Any]:
    """The derivative of a tensor with respect to each target, by a sweep for each of its elements.

    Arrays, or tensors if they are to be recorded.
    """
    if source._node is not None and not record and not current_mode() & OBSERVED:
        schedule = Schedule(source._node, nodes)
        if not schedule.hooked:
            return _at_once(schedule, source, targets)
    rows: list[list[Any]] = [[] for _ in targets]
    for i in range(source.size):
        unit = Tensor._of(_units(source, i, 1)[0], None)
        for row, g in zip(rows, pulled([source], [unit], nodes, record, free=False), strict=True):
            row.append(g)
    return [_stacked(row, source, x) for row, x in zip(rows, targets, strict=True)]


def _at_once(schedule: Schedule, source: Tensor, targets: list[Tensor]) -> list[Any]:
    """The blocks by as many rows at a time as memory allows."""
    blocks = [np.empty((source.size, *x.shape), x.dtype) for x in targets]
    rows = max(1, _NUMBERS // max(1, schedule.numbers))
    for start in range(0, source.size, rows):
        units = _units(source, start, min(rows, source.size - start))
        for block, gs in zip(blocks, schedule.run(units), strict=True):
            block[start : start + len(units)] = gs
    return [block.reshape(source.shape + x.shape) for block, x in zip(blocks, targets, strict=True)]


def _units(x: Tensor, start: int, count: int) -> Array:
    """Cotangents of `x` that select one element each, along a first axis."""
    units = np.zeros((count, x.size), x.dtype)
    units[np.arange(count), np.arange(start, start + count)] = 1
    return units.reshape(count, *x.shape)


def _stacked(rows: list[Any], source: Tensor, target: Tensor) -> Any:
    shape = source.shape + target.shape
    if not rows:
        return np.zeros(shape, target.dtype)
    if any(isinstance(row, Tensor) for row in rows):
        return np.stack(rows).reshape(shape)
    return np.array(rows, target.dtype).reshape(shape)

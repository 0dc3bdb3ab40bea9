"""One evaluation of a function, with the graph from its inputs to its outputs."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograd_cli.engine.errors import GraphError, ShapeError
from autograd_cli.engine.function import Function
from autograd_cli.engine.node import Node, next_order
from autograd_cli.engine.record import is_recording, recorded
from autograd_cli.engine.sweep import sweep
from autograd_cli.engine.tensor import Tensor, refuse_integers
from autograd_cli.engine.trees import leaves, with_leaves
from autograd_cli.engine.unwrap import array_of

Argnums = int | tuple[int, ...]


class Alias(Function):
    """y = x, under a node of its own;  dx = g."""

    elementwise = True

    @staticmethod
    def forward(x):  # type: ignore[no-untyped-def]
        return x

    @staticmethod
    def vjp_x(g):  # type: ignore[no-untyped-def]
        return g


class Evaluation:
    """`f` evaluated once on tensors of its own, so that it can be differentiated at that point.

    Attributes
    ----------
        inputs    the leaves of the arguments at `argnums`, as tensors that begin a graph
        nodes     theirs
        output    what `f` returned, a tree of tensors
        outputs   its leaves
        is_inner  whether derivatives must be recorded because the graph reaches further back, to
                  tensors of a derivative around this one, or of the user's own

    Raises GraphError if `f` returns something else than tensors, TypeError for arguments that are
    no real numbers or not there.

    """

    def __init__(
        self, f: Callable[..., Any], args: tuple[Any, ...], argnums: tuple[int, ...]
    ) -> None:
        self._was_recording = is_recording()
        self._start = next_order()
        self.arguments = tuple(_argument(args, i) for i in argnums)
        self.inputs = [_input(x) for x in leaves(self.arguments)]
        self.nodes = [x._node for x in self.inputs]  # f may assign to its arguments
        mine = dict(zip(argnums, with_leaves(self.arguments, self.inputs), strict=True))
        with recorded(True):
            result = f(*(mine.get(i, x) for i, x in enumerate(args)))
        self.output = result
        self.outputs = [_output(y, f) for y in leaves(result)]
        if not self.outputs:
            _output(result, f)
        self.is_inner = self._is_needed(self.outputs)

    def value(self, tree: Any) -> Any:
        """Tensors that `f` has returned, with their graph only if somebody around needs it."""
        given = leaves(tree)
        if self._is_needed([y for y in given if isinstance(y, Tensor)]):
            return tree
        plain = [y.detach() if isinstance(y, Tensor) else y for y in given]
        return with_leaves(tree, plain)

    def _is_needed(self, tensors: Sequence[Tensor]) -> bool:
        """Whether the graph of some tensors is of use to somebody around this evaluation."""
        return self._was_recording and _reaches_back(tensors, self._start)

    def pull(
        self,
        cotangents: Sequence[Any],
        *,
        record: bool,
        free: bool = False,
        outputs: Sequence[Tensor] | None = None,
    ) -> list[Any]:
        """The vector-Jacobian product for each input: arrays, or tensors if they are recorded.

        It begins at the outputs of `f` or at others that were computed from the inputs.
        """
        sources = self.outputs if outputs is None else outputs
        return pulled(sources, cotangents, self.nodes, record, free)


class Push:
    """The forward derivative of an evaluation, out of the graph of its reverse one."""

    def __init__(self, run: Evaluation) -> None:
        with recorded(True):
            self.cotangents = [
                Tensor(np.ones(y.shape), True, dtype=y.dtype if y.dtype.kind == "f" else None)
                for y in run.outputs
            ]
        slopes = run.pull(self.cotangents, record=True)
        self.slopes = [g if isinstance(g, Tensor) else Tensor(g) for g in slopes]

    def push(self, tangents: list[Tensor], record: bool) -> list[Any]:
        """The derivative of each output along a tangent of each input."""
        nodes = [g._node for g in self.cotangents]
        return pulled(self.slopes, tangents, nodes, record, free=False)


def pulled(
    outputs: Sequence[Tensor],
    cotangents: Sequence[Any],
    nodes: Sequence[Node | None],
    record: bool,
    free: bool,
) -> list[Any]:
    """The cotangents at `nodes` of those at `outputs`, zero where none arrives."""
    roots = [
        (y._node, g if record else array_of(g))
        for y, g in zip(outputs, cotangents, strict=True)
        if y._node is not None
    ]
    wanted = [node for node in nodes if node is not None]
    found = sweep(roots, wanted=wanted, free=free, record=record)
    return [found[node] if node in found else np.zeros(node.shape, node.dtype) for node in wanted]


def as_tensor(g: Any, like: Tensor) -> Tensor:
    """A result of `pull` as a tensor of the input's dtype that shares no memory with others."""
    return g if isinstance(g, Tensor) else Tensor._of(np.array(g, like.dtype), None)


def as_trees(run: Evaluation, found: list[Any]) -> tuple[Any, ...]:
    """A tree for each argument, from a result for each input."""
    tensors = [as_tensor(g, x) for g, x in zip(found, run.inputs, strict=True)]
    trees: tuple[Any, ...] = with_leaves(run.arguments, tensors)
    return trees


def positions(argnums: Argnums) -> tuple[int, ...]:
    """The positions of the arguments that `argnums` names, each once.

    Raises TypeError if it is neither a position nor a tuple of them.
    """
    several = argnums if isinstance(argnums, (tuple, list)) else (argnums,)
    if not all(isinstance(i, (int, np.integer)) and not isinstance(i, bool) for i in several):
        raise TypeError(f"argnums is the position of an argument, or several; not {argnums!r:.60}")
    return tuple(dict.fromkeys(several))


def unpacked(trees: tuple[Any, ...], argnums: Argnums) -> Any:
    """The only tree, if `argnums` is one position, or a tuple of one for each that it names."""
    if not isinstance(argnums, (tuple, list)):
        return trees[0]
    return tuple(trees[positions(argnums).index(i)] for i in argnums)


def cotangent(given: Any, output: Tensor, role: str) -> Tensor:
    """A cotangent or tangent as a tensor; raises ShapeError if it has another shape."""
    g = given if isinstance(given, Tensor) else Tensor(given)
    if g.shape != output.shape:
        raise ShapeError(f"{role} has shape {g.shape}, and should have {output.shape}")
    return g if g.dtype == output.dtype else g.astype(output.dtype)


def _argument(args: tuple[Any, ...], position: int) -> Any:
    if not 0 <= position < len(args):
        raise TypeError(f"argnums names argument {position}; the function was given {len(args)}")
    return args[position]


def _input(x: Any) -> Tensor:
    """`x` under a node of its own, which leads further back only if somebody around records."""
    tensor = Tensor(x)  # a copy: f may write into it
    refuse_integers(tensor)
    parent = x._node if isinstance(x, Tensor) and is_recording() else None
    data = tensor._data
    tensor._node = Node(Alias, (parent,), (), {}, data.shape, data.dtype)
    return tensor


def _output(y: Any, f: Callable[..., Any]) -> Tensor:
    if not isinstance(y, Tensor):
        raise GraphError(
            f"{getattr(f, '__name__', 'the function')} returned {type(y).__name__}, not a tensor",
            "Compute the result from the arguments with operators and functions of NumPy's names.",
        )
    return y


def _reaches_back(outputs: Sequence[Tensor], start: int) -> bool:
    """Whether the graph behind the outputs goes on to nodes that are older than `start`."""
    pending = [y._node for y in outputs if y._node is not None]
    seen = set()
    while pending:
        node = pending.pop()
        if node.order < start:
            return True
        if node not in seen:
            seen.add(node)
            pending.extend(parent for parent in node.parents if parent is not None)
    return False

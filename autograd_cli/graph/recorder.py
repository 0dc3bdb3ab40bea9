"""The observer that writes down a computation while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from autograd_cli.engine import Array, Function, Tensor
from autograd_cli.engine.fitting import fitted
from autograd_cli.engine.node import Node
from autograd_cli.engine.sweep import rules_of
from autograd_cli.graph.formulas import formulas
from autograd_cli.graph.model import Edge, Graph, Kind, Value
from autograd_cli.graph.names import name_of, name_of_constant, sign_of


class Recorder:
    """Hears of every op and of every rule, and keeps copies of what they compute.

    A value is known by its node in the engine's graph, or by its array where it has none. What is
    not known when an op takes it is a constant. What is computed in no module is in the one called
    `outside`, if that has a name.
    """

    def __init__(self) -> None:
        self._values: list[Value] = []
        self._edges: list[Edge] = []
        self._gradients: dict[int, Array] = {}
        self._numbers: dict[int, int] = {}  # of values, by the id of their node or array,
        self._alive: list[Any] = []  # which nothing else gets as long as these live
        self._places: dict[tuple[int, int], int] = {}  # of edges, by target and position
        self._modules: list[str] = []
        self._classes: dict[str, str] = {}  # of modules, by their path
        self._in_rule = False
        self.outside = ""

    def input(self, name: str, x: Tensor | Array, kind: Kind = "input") -> None:
        """Let `x` be known by this name."""
        self._know(x, self._add(kind, name, x))

    def after_op(
        self, op: type[Function], inputs: tuple[Any, ...], params: dict[str, Any], y: Tensor
    ) -> None:
        """Write down the value and what it was computed from."""
        if self._in_rule:
            return
        sources = [self.number(x) for x in inputs]
        target = self._add("op", name_of(op), y, op, params)
        self._know(y, target)
        for position, source in enumerate(sources):
            name = f"{op.inputs[0]}[{position}]" if op.variadic else op.inputs[position]
            self._places[target, position] = len(self._edges)
            self._edges.append(Edge(source, target, position, name))

    def before_rule(self, node: Node, position: int, g: Any) -> None:
        """Keep the cotangent of the op's value, which is all there by now."""
        self._in_rule = True
        if id(node) in self._numbers:
            self._gradients[self._numbers[id(node)]] = _kept(g)

    def after_rule(self, node: Node, position: int, g: Any, result: Any) -> None:
        """Write down what flows back to an input."""
        self._in_rule = False
        parent: Node | None = node.parents[position]
        if id(node) not in self._numbers or parent is None or result is None:
            return
        cotangent = _kept(fitted(result, parent.shape, parent.dtype, rules_of(node)[position].vjp))
        place = self._places[self._numbers[id(node)], position]
        edge = self._edges[place]
        op: Any = node.function
        name, said = edge.name.partition("[")[0], formulas(op)
        self._edges[place] = replace(
            edge,
            rule=said.rules.get(name, ""),
            local=said.local(name),
            cotangent=cotangent,
            summed_from=None if result.shape == parent.shape else result.shape,
        )
        before = self._gradients.get(edge.source)
        self._gradients[edge.source] = cotangent if before is None else before + cotangent

    def number(self, x: Any) -> int:
        """The number of the value that `x` is: of a new constant, if it is not known."""
        for thing in (x._node, x._data) if isinstance(x, Tensor) else (x,):
            if id(thing) in self._numbers:
                return self._numbers[id(thing)]
        return self._add("constant", "", x)

    def graph(self, title: str, output: Tensor | None = None) -> Graph:
        """What was written down, with `output` for its result, or what was computed last."""
        last = len(self._values) - 1 if output is None else self.number(output)
        if output is not None and output.requires_grad:
            self._gradients.setdefault(last, np.ones(output.shape, output.dtype))
        values = [replace(v, gradient=self._gradients.get(v.number)) for v in self._values]
        return Graph(title, tuple(values), tuple(self._edges), (last,), self._classes)

    @contextmanager
    def inside(self, path: str, kind: str = "") -> Iterator[None]:
        """Within it, values are made in the module of this path, an instance of class `kind`."""
        self._classes[path] = kind
        self._modules.append(path)
        try:
            yield
        finally:
            self._modules.pop()

    def _add(
        self,
        kind: Kind,
        name: str,
        x: Any,
        op: type[Function] | None = None,
        params: dict[str, Any] | None = None,
    ) -> int:
        value = _kept(x)
        about = Value(
            len(self._values),
            kind,
            name or name_of_constant(value),
            value,
            op=op.__name__ if op else "",
            sign=sign_of(op) if op else "",
            formula=formulas(op).forward if op else "",
            params=dict(params) if params else None,
            module=() if kind in ("input", "parameter") else self._module(),
        )
        self._values.append(about)
        return about.number

    def _module(self) -> tuple[str, ...]:
        return tuple(self._modules or filter(None, [self.outside]))

    def _know(self, x: Tensor | Array, number: int) -> None:
        for thing in (x._node, x._data) if isinstance(x, Tensor) else (x,):
            if thing is not None:
                self._alive.append(thing)
                self._numbers.setdefault(id(thing), number)


def _kept(x: Any) -> Array:
    """A copy that nobody writes into."""
    array: Array = np.array(x._data if isinstance(x, Tensor) else x)
    array.flags.writeable = False
    return array

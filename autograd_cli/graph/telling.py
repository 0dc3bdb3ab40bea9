"""A recorded step as a teacher writes it on the board: each op, then each rule."""

from collections import Counter
from collections.abc import Iterator

from autograd_cli.engine import Array
from autograd_cli.graph.model import Edge, Graph, Value
from autograd_cli.graph.text import WHOLE, edges_into, edges_out_of, written

_DIGITS = 4
_NUMBERS = 16  # of the examples whose numbers are written
_LONG = 20  # letters of a parameter that is written


class Telling:
    """The lines of a graph whose results are called y1, y2, ... as they were computed.

    Of an array that is too large to be written, and has a row for each of the `batch` examples, the
    rows of the first `examples` are, if they are not too long.
    """

    def __init__(self, graph: Graph, *, batch: int, examples: int) -> None:
        self.graph = graph
        self._batch, self._examples = batch, examples
        self._into, self._out_of = edges_into(graph), edges_out_of(graph)
        self._ops = [value for value in graph.values if value.kind == "op"]
        self._names = {v.number: v.name for v in graph.values}
        self._names |= {v.number: f"y{i}" for i, v in enumerate(self._ops, start=1)}

    def forward(self) -> Iterator[str]:
        """What each op computed, from what."""
        module: tuple[str, ...] = ()
        for value in self._ops:
            if value.module != module and value.module:
                yield f"  in {self._module(value)}"
            module = value.module
            inputs = self._into[value.number]
            yield f"  {self._names[value.number]} = {self._call(value, inputs)}"
            if value.formula:
                yield f"      {value.formula}"
            for edge in inputs:
                source = self.graph.values[edge.source]
                yield f"      {edge.name} = {self._named(source, source.value)}"
            yield f"      y = {self._array(value.value)}"

    def backward(self) -> Iterator[str]:
        """What each rule made of the cotangent of its op's result, the last op's first."""
        for value in reversed(self._ops):
            if value.gradient is None:
                continue
            yield f"  {self._names[value.number]} = {self._call(value, self._into[value.number])}"
            yield f"      g = {self._array(value.gradient)}{self._origin(value)}"
            for edge in self._into[value.number]:
                if edge.cotangent is not None:
                    yield from self._rule(edge, edge.cotangent)

    def gradients(self) -> Iterator[str]:
        """What has arrived at each parameter."""
        for value in self.graph.values:
            if value.kind == "parameter" and value.gradient is not None:
                yield f"  d {self._named(value, value.gradient)}{self._origin(value)}"

    def values(self, kind: str) -> Iterator[str]:
        """The values of a kind, with their numbers."""
        for value in self.graph.values:
            if value.kind == kind:
                yield f"  {self._named(value, value.value)}"

    def _rule(self, edge: Edge, cotangent: Array) -> Iterator[str]:
        summed = _summed(edge.summed_from, cotangent.shape) if edge.summed_from else ""
        yield f"      {edge.rule or f'd{edge.name}, by a rule that is not documented'}"
        yield f"        = {self._array(cotangent)}{summed}, to {self._names[edge.source]}"

    def _origin(self, value: Value) -> str:
        """Where a gradient comes from, if that is not one place."""
        edges = self._out_of[value.number]
        if value.number in self.graph.outputs and not edges:
            return ", the derivative of the result in itself"
        users = Counter(self._names[edge.target] for edge in edges)
        names = [name if n == 1 else f"{name} {_times(n)}" for name, n in users.items()]
        return f", the sum of what came from {' and '.join(names)}" if len(edges) > 1 else ""

    def _call(self, value: Value, inputs: list[Edge]) -> str:
        names = [self._names[edge.source] for edge in inputs]
        if value.sign:
            return f" {value.sign} ".join(names) if len(names) > 1 else value.sign + names[0]
        params = [f"{name}={x}" for name, x in (value.params or {}).items() if _is_short(x)]
        return f"{value.name}({', '.join([*names, *params])})"

    def _module(self, value: Value) -> str:
        kind = self.graph.modules.get(value.module[-1], "")
        return f"{value.module[-1]}{f', {kind}' if kind else ''}"

    def _named(self, value: Value, array: Array) -> str:
        text = self._array(array)
        name = self._names[value.number]
        return name if name == text else f"{name} {text}" if array.ndim else f"{name}: {text}"

    def _array(self, array: Array) -> str:
        text = written(array, _DIGITS)
        if array.ndim == 0:
            return text
        rows = ""
        some = array[: max(0, self._examples)]
        if array.size > WHOLE and len(array) == self._batch and 0 < some.size <= _NUMBERS:
            rows = f", first {written(some, _DIGITS, most=_NUMBERS)}"
        return f"{array.shape}: {text}{rows}"


def _summed(before: tuple[int, ...], after: tuple[int, ...]) -> str:
    """Over which axes broadcasting was undone."""
    extra = len(before) - len(after)
    axes = [*range(extra)]
    axes += [extra + i for i, n in enumerate(after) if n == 1 and before[extra + i] != 1]
    plural = "axes" if len(axes) > 1 else "axis"
    return f", summed over {plural} {', '.join(map(str, axes))} of {before}" if axes else ""


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _is_short(x: object) -> bool:
    return x is not None and x is not False and len(str(x)) <= _LONG

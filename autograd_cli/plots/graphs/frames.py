"""Which nodes stand in a frame together: the ops of a module's call, and what only they use."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from autograd_cli.graph import Graph

_Call: TypeAlias = tuple[str, int]  # the module's path, and the first value of what hangs together
_Calls: TypeAlias = tuple[_Call, ...]


@dataclass(frozen=True)
class Framed:
    """The modules of the frames, and by values' numbers the frames around them, outside first."""

    modules: tuple[str, ...]
    paths: tuple[tuple[int, ...], ...]


def framed(graph: Graph) -> Framed:
    """A frame for each module's ops that hang together, if there is more than one thing in it."""
    calls = _calls_of_ops(graph)
    users: dict[int, list[int]] = defaultdict(list)
    for edge in graph.edges:
        users[edge.source].append(edge.target)
    for value in graph.values:
        if value.kind in ("parameter", "constant") and users[value.number]:
            calls[value.number] = _shared([calls[user] for user in users[value.number]])
    sizes = Counter(call for found in calls for call in found)
    inner = {above: below for found in calls for above, below in pairwise(found)}
    kept = [c for c, n in sizes.items() if n > 1 and (c not in inner or sizes[inner[c]] < n)]
    numbers = {call: number for number, call in enumerate(kept)}
    return Framed(
        tuple(module for module, _ in kept),
        tuple(tuple(numbers[call] for call in found if call in numbers) for found in calls),
    )


def _calls_of_ops(graph: Graph) -> list[_Calls]:
    """The calls of modules that each op is in; ops next to each other in a module are in one."""
    parents: dict[_Call, _Call] = {}

    def first(call: _Call) -> _Call:
        while parents[call] != call:
            parents[call] = call = parents[parents[call]]
        return call

    ops = [value for value in graph.values if value.kind == "op"]
    parents |= {
        (path, value.number): (path, value.number) for value in ops for path in value.module
    }
    modules = [value.module if value.kind == "op" else () for value in graph.values]
    for edge in graph.edges:
        for one, other in zip(modules[edge.source], modules[edge.target], strict=False):
            if one != other:
                break
            roots = sorted([first((one, edge.source)), first((one, edge.target))])
            parents[roots[1]] = roots[0]
    return [
        tuple(first((path, number)) for path in module) for number, module in enumerate(modules)
    ]


def _shared(calls: Sequence[_Calls]) -> _Calls:
    """The beginning that all have."""
    found = calls[0]
    for other in calls[1:]:
        same = sum(a == b for a, b in zip(found, other, strict=False))
        found = found[:same]
    return found

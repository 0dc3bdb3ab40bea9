"""A graph with the parts of a model as single values, so that a large one stays readable."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from autograd_cli.graph.model import Edge, Graph, Value


def collapsed(graph: Graph) -> Graph:
    """The graph with each outermost module as one value, together with its own parameters.

    What a module computes from one call to the next is a value of kind `module`, if it has one
    result and is more than a single op on its own.
    """
    groups = list(_groups(graph))
    group_of = {number: group for group in groups for number in group.members}
    values: list[Value] = []
    new: dict[int, int] = {}
    for value in graph.values:
        group = group_of.get(value.number)
        if group is None or value.number == group.result:
            about = value if group is None else _as_one(graph, group)
            members = [value.number] if group is None else group.members
            new |= dict.fromkeys(members, len(values))
            values.append(replace(about, number=len(values)))
    return replace(
        graph,
        values=tuple(values),
        edges=tuple(_between(graph, values, new)),
        outputs=tuple(new[number] for number in graph.outputs),
    )


@dataclass(frozen=True)
class _Group:
    """A call of the module `path`: its members are `ops` ops, and values that only they use."""

    path: str
    members: frozenset[int]
    result: int
    ops: int


def _groups(graph: Graph) -> Iterator[_Group]:
    users: dict[int, set[int]] = {value.number: set() for value in graph.values}
    for edge in graph.edges:
        users[edge.source].add(edge.target)
    ops = [value for value in graph.values if value.kind == "op"]
    used_alone = [value for value in graph.values if value.kind in ("parameter", "constant")]
    for module, run in groupby(ops, lambda value: value.module[:1]):
        inner = {value.number for value in run}
        results = [n for n in inner if n in graph.outputs or not users[n] <= inner]
        own = {v.number for v in used_alone if users[v.number] and users[v.number] <= inner}
        if module and len(results) == 1 and len(inner | own) > 1:
            yield _Group(module[0], frozenset(inner | own), results[0], len(inner))


def _as_one(graph: Graph, group: _Group) -> Value:
    members = [graph.values[number] for number in group.members]
    result = graph.values[group.result]
    return replace(
        result,
        kind="module",
        name=group.path,
        op=graph.modules.get(group.path, ""),
        sign="",
        formula=result.formula if group.ops == 1 else "",
        params={
            v.name: v.shape
            for v in sorted(members, key=lambda v: v.number)
            if v.kind == "parameter"
        },
        module=result.module[:1],
        inside=group.ops,
    )


def _between(graph: Graph, values: list[Value], new: dict[int, int]) -> Iterator[Edge]:
    """The edges that are left. Those from one value into one module are one, and have no rule."""
    merged: dict[tuple[int, int, int], Edge] = {}
    for edge in graph.edges:
        source, target = new[edge.source], new[edge.target]
        if source == target:
            continue
        into_module = values[target].inside > 1
        if into_module:
            edge = replace(edge, rule="", local="", summed_from=None)
        before = merged.get(key := (source, target, -1 if into_module else edge.position))
        if before is not None and edge.cotangent is not None:
            given = before.cotangent
            edge = replace(
                edge, cotangent=edge.cotangent if given is None else given + edge.cotangent
            )
        merged[key] = edge if before is None or edge.cotangent is not None else before
    taken: Counter[int] = Counter()
    for (source, target, _), edge in sorted(merged.items(), key=lambda item: item[0][1]):
        yield replace(edge, source=source, target=target, position=taken[target])
        taken[target] += 1

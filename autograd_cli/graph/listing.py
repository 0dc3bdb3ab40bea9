"""A graph as two tables: values in topological order, and gradients in reverse."""

from autograd_cli.graph.model import Edge, Graph
from autograd_cli.graph.text import computed, edges_into, edges_out_of, heading, written

VALUES = ("#", "node", "computed", "shape", "value")
GRADIENTS = ("#", "node", "shape", "gradient", "summed from")


def values(graph: Graph) -> list[tuple[str, ...]]:
    """A row of `VALUES` for every value: what it needs stands above it."""
    into = edges_into(graph)
    return [
        (
            f"#{value.number}",
            heading(value),
            computed(value, into[value.number]),
            str(value.shape),
            written(value.value, 0),
        )
        for value in graph.values
    ]


def gradients(graph: Graph) -> list[tuple[str, ...]]:
    """A row of `GRADIENTS` for every value that a gradient reaches: where it comes from, above."""
    out_of = edges_out_of(graph)
    return [
        (
            f"#{value.number}",
            heading(value),
            str(value.shape),
            written(value.gradient, 0),
            "; ".join(_share(edge) for edge in out_of[value.number]),
        )
        for value in reversed(graph.values)
        if value.gradient is not None
    ]


def _share(edge: Edge) -> str:
    """What comes from one user of the value."""
    how = f" ({edge.local})" if edge.local else ""
    if edge.cotangent is not None and edge.cotangent.ndim == 0:
        return f"{written(edge.cotangent)} from #{edge.target}{how}"
    return f"#{edge.target}{how}"

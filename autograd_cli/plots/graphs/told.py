"""All that there is to tell about nodes and edges, for those who point at one."""

from autograd_cli.graph import Edge, Graph, Value
from autograd_cli.graph.text import heading, written
from autograd_cli.plots.lettering import in_line

_MOST = 300  # characters of what a config or a dataset contributes


def about_node(value: Value, symbol: str) -> str:
    """A line for each thing to know; `symbol` is that of its gradient."""
    op = f" ({value.op})" if value.op and value.kind == "op" else ""
    lines = [f"{value.kind} #{value.number}: {heading(value)}{op}"]
    if value.formula:
        lines.append(value.formula)
    if value.inside > 1:
        lines.append(f"{value.inside} ops")
    if value.params and value.kind == "op":
        lines.append(", ".join(f"{name}={given!r}" for name, given in value.params.items()))
    lines.append(f"value: {written(value.value)}")
    lines.append(f"shape {value.shape}, {value.value.dtype}")
    if value.gradient is not None:
        lines.append(f"{symbol}: {written(value.gradient)}")
    if value.module and value.kind != "module":
        lines.append(f"in {value.module[-1]}")
    return _in_lines(lines)


def about_edge(graph: Graph, edge: Edge) -> str:
    """From where to where, the rule, and what flows back."""
    source, target = graph.values[edge.source], graph.values[edge.target]
    lines = [f"#{source.number} {source.name} → {edge.name} of #{target.number} {target.name}"]
    lines += [said for said in (edge.local, edge.rule) if said]
    if edge.cotangent is not None:
        lines.append(f"flows back: {written(edge.cotangent)}")
    elif any(value.gradient is not None for value in graph.values):
        lines.append("no gradient flows here")
    return _in_lines(lines)


def _in_lines(lines: list[str]) -> str:
    shown = [in_line(line) for line in dict.fromkeys(lines)]
    return "\n".join(s if len(s) <= _MOST else f"{s[:_MOST]}…" for s in shown)

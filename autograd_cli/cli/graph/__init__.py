"""autograd graph: the graph of a computation, as text, data or a picture."""

from autograd_cli.cli.graph.command import graph, graph_cli

__all__ = ["graph", "graph_cli"]

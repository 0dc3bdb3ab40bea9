"""The graph of a computation, recorded as it runs, for people to look at."""

from autograd_cli.graph.model import Edge, Graph, Kind, Value

__all__ = ["Edge", "Graph", "Kind", "Value"]

"""The graph of a computation, recorded as it runs, for people to look at."""

from autograd_cli.graph import listing
from autograd_cli.graph.as_json import as_json
from autograd_cli.graph.collapse import collapsed
from autograd_cli.graph.dot import dot
from autograd_cli.graph.formulas import Formulas, formulas
from autograd_cli.graph.model import Edge, Graph, Kind, Value
from autograd_cli.graph.record import of_expression, of_step
from autograd_cli.graph.tree import tree

__all__ = [
    "Edge",
    "Formulas",
    "Graph",
    "Kind",
    "Value",
    "as_json",
    "collapsed",
    "dot",
    "formulas",
    "listing",
    "of_expression",
    "of_step",
    "tree",
]

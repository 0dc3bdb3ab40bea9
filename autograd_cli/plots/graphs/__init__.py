"""Pictures of computation graphs, laid out and drawn without any other program."""

from typing import TYPE_CHECKING

from autograd_cli.graph import Graph
from autograd_cli.plots.graphs.compose import composed
from autograd_cli.plots.graphs.raster import raster
from autograd_cli.plots.graphs.vector import vector

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["picture", "svg"]


def svg(graph: Graph, *, reverse: bool = False) -> str:
    """The graph as the text of an SVG, which scales, and tells more of what is pointed at.

    In `reverse` everything is in the same place, and arrows show where the gradient flows. Raises
    NoPictureError if the graph is empty or too large.
    """
    return vector(composed(graph, reverse=reverse))


def picture(graph: Graph, *, reverse: bool = False) -> "Figure":
    """The same drawing as a figure, to be saved as PNG or PDF; raises NoPictureError too."""
    return raster(composed(graph, reverse=reverse))

"""A graph on the terminal, or in a file of a form that its suffix tells."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.glyphs import suited, write_suited
from autograd_cli.cli.terminal import write_table
from autograd_cli.files import write_atomically
from autograd_cli.runs import RunWriteError

if TYPE_CHECKING:
    from autograd_cli.graph import Graph

Encode = Callable[["Graph", bool], bytes]


def encoder(path: Path) -> Encode:
    """What makes the content of the file. Raises UsageError for a suffix that means nothing."""
    found = _FORMS.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"cannot write {path}: it should end in {', '.join(_FORMS)}")
    return found


def save(graph: "Graph", path: Path, encode: Encode, *, reverse: bool) -> None:
    """Write the file, whole or not at all. Raises RunWriteError."""
    content = encode(graph, reverse)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise RunWriteError(f"cannot write {path}: {error.strerror or error}") from error


def show_tree(graph: "Graph", *, reverse: bool) -> None:
    """The tree of the values, or of the gradients."""
    from autograd_cli.graph import tree

    write_suited("\n".join([graph.title, *tree(graph, reverse=reverse)]), sys.stdout)


def show_lists(graph: "Graph") -> None:
    """The values in topological order, and the gradients in reverse."""
    from autograd_cli.graph import listing

    def shown(headers: tuple[str, ...], rows: list[tuple[str, ...]], title: str) -> None:
        cells = [[suited(cell, sys.stdout) for cell in row] for row in rows]
        write_table(headers, cells, sys.stdout, title=title, right=["#"])

    shown(listing.VALUES, listing.values(graph), "Values, in topological order")
    write_suited("", sys.stdout)
    shown(listing.GRADIENTS, listing.gradients(graph), "Gradients, in reverse")


def _as_dot(graph: "Graph", reverse: bool) -> bytes:
    from autograd_cli.graph import dot

    return dot(graph, reverse=reverse).encode()


def _as_json(graph: "Graph", reverse: bool) -> bytes:
    from autograd_cli.graph import as_json

    return f"{json.dumps(as_json(graph), indent=2, allow_nan=False)}\n".encode()


def _as_svg(graph: "Graph", reverse: bool) -> bytes:
    from autograd_cli.plots import graphs

    return graphs.svg(graph, reverse=reverse).encode()


def _as_png(graph: "Graph", reverse: bool) -> bytes:
    from autograd_cli.plots import graphs
    from autograd_cli.plots.saving import encode

    return encode(graphs.picture(graph, reverse=reverse), "png")


def _as_pdf(graph: "Graph", reverse: bool) -> bytes:
    from autograd_cli.plots import graphs
    from autograd_cli.plots.saving import encode

    return encode(graphs.picture(graph, reverse=reverse), "pdf")


_FORMS: dict[str, Encode] = {
    ".svg": _as_svg,
    ".png": _as_png,
    ".pdf": _as_pdf,
    ".dot": _as_dot,
    ".json": _as_json,
}

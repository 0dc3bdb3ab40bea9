"""autograd graph: the graph of a computation, as text, data or a picture."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import tell, write

if TYPE_CHECKING:
    from autograd_cli.graph import Graph

_MANY = 40  # values; of more each module is shown as one


def graph_cli(
    subject: Annotated[
        str,
        typer.Argument(metavar="SUBJECT", help="A config, a run, or a formula as 'x**2 + 1'."),
    ],
    overrides: options.Overrides = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write here (.svg, .png, .pdf, .dot or .json)."),
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Where a formula is computed; a list is an array."),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="The way back, with the gradients.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Print tables of all values and gradients.")
    ] = False,
    full: Annotated[
        bool | None,
        typer.Option("--full/--collapse", help="Show every op, or each module as one."),
    ] = None,
    batch: Annotated[
        int | None, typer.Option(min=1, help="Examples of the batch of a config or run.")
    ] = None,
    runs_dir: options.RunsDir = options.RUNS,
) -> None:
    """Show how a result is computed, and how its gradient comes back.

    The graph of a formula, of the first training step of a config, or of a step with a run's best
    weights: its inputs, ops and values as a tree, or in a file. Of a large one each module is shown
    as one.

    \b
    Example:
      autograd graph "x**3 + x**2 - 6*x + 1" --at x=2 --list
      autograd graph configs/digits_convnet.yaml -o convnet.svg
    """
    from autograd_cli.cli.graph import output  # which --help does without

    os.environ["MPLBACKEND"] = "agg"  # the user's may be one that is not there
    with reported():
        encode = None if out is None else output.encoder(out)
        found, notes = graph(
            subject=subject,
            overrides=overrides or [],
            at=at or [],
            full=full,
            batch=batch,
            runs_dir=runs_dir,
        )
        for note in notes:
            tell(f"note: {note}")
        if out is not None and encode is not None:
            output.save(found, out, encode, reverse=reverse)
            write(str(out), sys.stdout)
        if listed:
            output.show_lists(found)
        elif out is None:
            output.show_tree(found, reverse=reverse)


def graph(
    *,
    subject: str,
    overrides: list[str],
    at: list[str],
    full: bool | None,
    batch: int | None,
    runs_dir: Path,
) -> "tuple[Graph, list[str]]":
    """The graph of a config, a run or an expression, and what is to be noted of it.

    Its modules are single values if it is not to be `full`, by default if it is large.

    Raises UsageError, ConfigError, DataError, RunError or ExpressionError.
    """
    from autograd_cli.cli.graph.subjects import Options, graph_of
    from autograd_cli.graph import collapsed  # loads NumPy

    found, notes = graph_of(subject, Options(overrides, batch, at, runs_dir))
    whole = len(found.values) <= _MANY if full is None else full
    return found if whole else collapsed(found), notes

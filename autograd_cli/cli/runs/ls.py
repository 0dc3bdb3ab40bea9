"""autograd runs ls: the runs of a folder."""

from typing import Annotated

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.runs import listing
from autograd_cli.cli.runs.options import AsCSV, Filters, check_one_of


def ls_cli(
    runs_dir: options.RunsDir = options.RUNS,
    sort: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Order: metrics from worst to best, all else upwards."),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order round.")] = False,
    filters: Filters = None,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Only the last N of them.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Columns to show, with commas between.")
    ] = None,
    as_json: options.AsJson = False,
    as_csv: AsCSV = False,
) -> None:
    """List runs, the newest at the bottom.

    A metric of the last epoch is called val/loss, of the best epoch best/val/loss; settings are
    columns too, as optimizer.lr. JSON and CSV have all columns unless --columns chooses.

    \b
    Example:
      autograd runs ls --filter status=completed --sort val/loss --limit 10
    """
    with reported():
        check_one_of(as_json=as_json, as_csv=as_csv)
        found = listing.select(
            runs_dir=runs_dir,
            filters=filters or [],
            names=columns,
            sort=sort,
            reverse=reverse,
            limit=limit,
        )
        if as_json:
            found.write_json()
        elif as_csv:
            found.write_csv()
        else:
            found.write()

"""Arguments that the commands on runs share."""

from typing import Annotated, TypeAlias

import typer

from autograd_cli.cli.errors import UsageError

Runs: TypeAlias = Annotated[
    list[str],
    typer.Argument(metavar="RUN", help="Folders, ids, beginnings of ids, or latest."),
]
Filters: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="EXPR",
        help="COLUMN, one of = != < <= > >= ~ (contains), and a value. All given must hold.",
    ),
]
AsCSV: TypeAlias = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


def check_one_of(*, as_json: bool, as_csv: bool) -> None:
    """Raises UsageError for both."""
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other", "Give one of them.")

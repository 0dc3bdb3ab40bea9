"""Arguments that several commands share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

RUNS = Path("runs")

ConfigFile: TypeAlias = Annotated[Path, typer.Argument(metavar="CONFIG", help="A YAML config.")]
Overrides: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY=VALUE", help="Settings that win over the config's."),
]
RunsDir: TypeAlias = Annotated[Path, typer.Option(help="The folder that holds the runs.")]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]

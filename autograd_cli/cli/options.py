"""Arguments that several commands share."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

RUNS = Path("runs")

ConfigFile: TypeAlias = Annotated[
    Path, typer.Argument(metavar="CONFIG", help="A config: a YAML file.")
]
Overrides: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY=VALUE", help="Settings that win over the config's."),
]
RunsDir: TypeAlias = Annotated[Path, typer.Option(help="The folder that holds the runs.")]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Run: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="RUN", help="Its folder, id, unique beginning, or latest."),
]
Weights: TypeAlias = Annotated[
    Literal["best", "last"], typer.Option(help="Of the best epoch, or of the last.")
]
Plots: TypeAlias = Annotated[bool, typer.Option(help="Draw pictures into the run's plots/.")]
Quiet: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing but the run's path.")
]
SummaryAsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print the summary on stdout, all else on stderr.")
]

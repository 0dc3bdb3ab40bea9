"""autograd config init: a new config for a model."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograd_cli.cli.config.output import write_new, write_over
from autograd_cli.cli.config.schema import schema
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import write

_STDOUT = Path("-")


def init_cli(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="As autograd list model has it.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="By default MODEL.yaml; - is stdout."),
    ] = None,
    dataset: Annotated[str | None, typer.Option(help="By default one that fits the model.")] = None,
) -> None:
    """Write a new config, complete and commented.

    It has every setting with its default and its meaning. A JSON Schema is written beside it, by
    which editors check and complete the config.

    \b
    Example:
      autograd config init mlp --dataset moons -o moons.yaml
    """
    with reported():
        if output == _STDOUT:
            from autograd_cli.config.template import template  # loads pydantic

            write(template(model, dataset).removesuffix("\n"), sys.stdout)
            return
        for path in init(model=model, output=output, dataset=dataset):
            write(str(path), sys.stdout)


def init(*, model: str, output: Path | None, dataset: str | None) -> list[Path]:
    """Write the config to `output`, by default MODEL.yaml, and its schema; returns both paths.

    Raises ConfigError for names that are not there or do not fit, UsageError if the config is there
    already, or AutogradError if a file cannot be written.
    """
    from autograd_cli.config.template import SCHEMA_FILE, template  # loads pydantic

    text = template(model, dataset)
    path = output or Path(f"{model}.yaml")
    write_new(path, text)
    beside = path.with_name(SCHEMA_FILE)
    write_over(beside, schema())
    return [path, beside]

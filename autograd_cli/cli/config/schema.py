"""autograd config schema: a JSON Schema of configs, for editors."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from autograd_cli.cli.config.output import write_over
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import write


def schema_cli(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="By default stdout.")
    ] = None,
) -> None:
    """Print the JSON Schema of a config.

    Editors that know YAML check and complete a config by it if the config's first line is
    `# yaml-language-server: $schema=FILE`.

    \b
    Example:
      autograd config schema -o autograd.schema.json
    """
    with reported():
        if output is None:
            write(schema().removesuffix("\n"), sys.stdout)
            return
        write_over(output, schema())
        write(str(output), sys.stdout)


def schema() -> str:
    """The JSON Schema, of draft 2020-12, as it stands in its file."""
    from autograd_cli.config.json_schema import json_schema  # loads pydantic

    return json.dumps(json_schema(), indent=2) + "\n"

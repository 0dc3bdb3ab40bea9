"""autograd list: what a config may say, read off the schema."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import write, write_json, write_table


def list_cli(
    section: Annotated[
        str | None,
        typer.Argument(metavar="SECTION", help="Only this one, as dataset or optimizer."),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Show what a config may say.

    Its sections: dataset, model, loss, optimizer, schedule, train, early_stopping, checkpoint,
    metrics and seed; what each may name, with its settings and defaults. And layer: what a list of
    model.layers may hold.

    \b
    Example:
      autograd list optimizer
    """
    with reported():
        listing = list_(section=section)
        if as_json:
            write_json(listing)
            return
        for title, variants in listing.items():
            write_table(("name", "setting", "default", ""), _rows(variants), sys.stdout, title)
            write("", sys.stdout)


def list_(*, section: str | None) -> dict[str, list[dict[str, Any]]]:
    """By section, the variants that a config may name; of one section, if `section` is given.

    Raises ConfigError for a section that does not exist.
    """
    from autograd_cli.config import ConfigError, Problem, describe  # loads pydantic

    sections = describe()
    if section is None:
        return sections
    if section not in sections:
        what = f"there is no section {section!r}; choose from {', '.join(sections)}"
        raise ConfigError([Problem("", "", what)])
    return {section: sections[section]}


def _rows(variants: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    for variant in variants:
        yield variant["name"], "", "", variant["about"]
        for setting in variant["settings"]:
            first, *others = _lines(setting)
            yield "", setting["key"], first, setting["about"]
            yield from (("", "", line, "") for line in others)


def _lines(setting: dict[str, Any]) -> list[str]:
    """The default; of a list of sections each in its line."""
    default = setting["default"]
    if setting["required"]:
        return ["required"]
    if not isinstance(default, list) or not any(isinstance(item, dict) for item in default):
        return [json.dumps(default)]
    items = ",\n ".join(map(json.dumps, default))
    return f"[{items}]".split("\n")

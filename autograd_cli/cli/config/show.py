"""autograd config show: the complete settings, and where each comes from."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.terminal import write, write_json

if TYPE_CHECKING:
    from autograd_cli.config.origins import Origin

_WIDEST = 60  # of the settings that the origins are aligned after


def show_cli(
    config: options.ConfigFile,
    overrides: options.Overrides = None,
    as_json: options.AsJson = False,
) -> None:
    """Show a config's complete settings, and where each comes from.

    What is printed is itself a config. A comment tells who gave the setting: a file, the command
    line, the default, or the data.

    \b
    Example:
      autograd config show configs/iris_logreg.yaml optimizer.lr=0.1
    """
    with reported():
        found = show(config=config, overrides=overrides or [])
        if as_json:
            write_json(
                [
                    {
                        "key": ".".join(map(str, each.path)),
                        "value": each.value,
                        "origin": each.source,
                    }
                    for each in found
                ]
            )
            return
        lines = list(_lines(found))
        width = max((len(line) for line, _ in lines if len(line) <= _WIDEST), default=0)
        for line, source in lines:
            write(f"{line:{width}}  # {source}" if source else line, sys.stdout)


def show(*, config: Path, overrides: list[str]) -> "list[Origin]":
    """Every setting with its origin; data whose task no setting tells are read.

    Raises ConfigError or DataError.
    """
    from autograd_cli.config import load  # loads pydantic
    from autograd_cli.config.origins import origins

    configured = load(config, overrides)
    settings = configured.settings
    if settings.dataset.known_task() is None:
        from autograd_cli import data  # loads NumPy
        from autograd_cli.seeds import Seeds

        with configured.locating():
            splits = data.build(settings, Seeds(settings.seed))
        configured = configured.completed(splits.task)
    return origins(configured)


def _lines(found: "list[Origin]") -> Iterator[tuple[str, str]]:
    """YAML, a setting on each line, with what is to be said of it."""
    from autograd_cli.config.writer import inline

    before: tuple[str | int, ...] = ()
    for each in found:
        *above, last = each.path
        new = [
            depth for depth in range(len(above)) if before[: depth + 1] != each.path[: depth + 1]
        ]
        for depth in new:
            if isinstance(above[depth], str):
                yield f"{'  ' * depth}{above[depth]}:", ""
        indent = "  " * len(above)
        if new and isinstance(above[-1], int):
            indent = indent[:-2] + "- "
        yield f"{indent}{last}: {inline(each.value)}", each.source
        before = each.path

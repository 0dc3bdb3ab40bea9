"""autograd trace: one training step told op by op."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograd_cli.cli import options
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import reported
from autograd_cli.cli.glyphs import write_suited
from autograd_cli.cli.terminal import write_json

if TYPE_CHECKING:
    from autograd_cli.config import Settings
    from autograd_cli.train.traced import TracedStep


def trace_cli(
    config: options.ConfigFile,
    overrides: options.Overrides = None,
    step: Annotated[int, typer.Option(help="Which step, counted from 1.")] = 1,
    examples: Annotated[
        int, typer.Option(help="Of long arrays, show the rows of so many examples.")
    ] = 2,
    as_json: options.AsJson = False,
) -> None:
    """Tell one step of a training op by op.

    What every op computes, the loss, what every rule makes of it on the way back, and how the
    optimizer moves each weight: the very step that the training of this config takes. Writes no
    run.

    \b
    Example:
      autograd trace configs/iris_logreg.yaml --step 3
    """
    with reported():
        found, settings = trace(config=config, overrides=overrides or [], step=step)
        from autograd_cli.cli.trace.board import as_object, board  # load NumPy

        if as_json:
            write_json(as_object(found, settings))
            return
        title = (
            f"Step {found.number}: epoch {found.epoch}, "
            f"batch {found.batch} of {found.batches_in_epoch}"
        )
        write_suited(title, sys.stdout)
        for heading, lines in board(found, settings, examples):
            write_suited("\n".join(["", heading, *lines]), sys.stdout)


def trace(*, config: Path, overrides: list[str], step: int) -> "tuple[TracedStep, Settings]":
    """Step number `step` of the training of a config, with the settings of that.

    Raises ConfigError, DataError, DivergedError, or UsageError if there is no such step.
    """
    if step < 1:
        raise UsageError(f"there is no step {step}", "The first is step 1.")
    from autograd_cli.cli.prepare import prepare
    from autograd_cli.config import load

    ready = prepare(load(config, overrides))
    settings = ready.config.settings
    from autograd_cli.train.traced import traced  # loads the engine

    with ready.config.locating():
        found = traced(ready.model, ready.splits, settings, step)
    if found is None:
        raise UsageError(
            f"the training ends before step {step}",
            f"It has {settings.train.epochs} epochs: give a smaller --step or more train.epochs.",
        )
    return found, settings

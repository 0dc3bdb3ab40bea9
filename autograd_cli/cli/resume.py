"""autograd resume: a run goes on where it stopped, as if it had not."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import reported
from autograd_cli.cli.interrupt import INTERRUPTED
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.cli.prepare import prepare
from autograd_cli.cli.progress import Reporter, reporter
from autograd_cli.cli.resume_checks import (
    check_data,
    check_fit,
    check_unchanged,
    has_more_to_do,
    pointing_to_moved_data,
    touches,
)
from autograd_cli.cli.terminal import tell
from autograd_cli.cli.training import carry_out

# What keeps something between steps, and the settings without which that would mean nothing.
_KEEPING = {
    "optimizer": ("optimizer",),
    "schedule": ("schedule", "train.monitor"),
    "early_stopping": ("train.monitor",),
}


def resume_cli(
    context: typer.Context,
    run: options.Run,
    changes: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    epochs: Annotated[
        int | None, typer.Option(help="Epochs in all, with those that are done.")
    ] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option(
            "--override", metavar="KEY=VALUE", help="Change a setting from here on; noted down."
        ),
    ] = None,
    runs_dir: options.RunsDir = options.RUNS,
    plots: options.Plots = True,
    quiet: options.Quiet = False,
    as_json: options.SummaryAsJson = False,
) -> None:
    """Go on with a run that was stopped.

    Interrupted, killed, or complete but for more epochs: weights, metrics and files become the
    same, byte for byte, as if it had never stopped.

    \b
    Example:
      autograd resume latest --epochs 40
    """
    with reported():
        if changes:
            raise UsageError(
                f"{changes[0]}: a resumed run keeps its settings",
                f"To change one from here on: --override {changes[0]}",
            )
        extension = [] if epochs is None else [f"train.epochs={epochs}"]
        summary = resume(
            run=run,
            overrides=[*(overrides or []), *extension],
            runs_dir=runs_dir,
            plots=plots,
            painter=context.obj,
            report=reporter(quiet=quiet, as_json=as_json),
        )
    if summary["status"] == "interrupted":
        raise typer.Exit(INTERRUPTED)


def resume(
    *,
    run: str,
    overrides: list[str],
    runs_dir: Path,
    plots: bool,
    painter: PlotProcess | None = None,
    report: Reporter,
) -> dict[str, Any]:
    """Go on with a run to its last epoch. Returns its summary.

    Raises ConfigError, DataError, RunError, RunWriteError or DivergedError.
    """
    with ExitStack() as stack:
        painter = stack.enter_context(painter or PlotProcess()) if plots else None

        from autograd_cli import runs  # loads NumPy, which --help does without
        from autograd_cli.config import load
        from autograd_cli.train import loop, predictions

        paused = stack.enter_context(runs.PausedRun(runs.find(run, runs_dir)))
        config = load(paused.folder.resolved_config, overrides)
        check_unchanged(paused, load(paused.folder.resolved_config), overrides)
        if not has_more_to_do(paused, config, overrides):
            report.end(str(paused.folder.path), paused.summary)
            return paused.summary
        with pointing_to_moved_data(), report.reading(config.settings.dataset.name):
            ready = prepare(config)
        check_data(paused, ready.splits, overrides)
        check_fit(paused, ready, overrides)
        for difference in paused.changed_machine():
            tell(f"warning: {difference}: the numbers may differ in their last digits")
        settings = ready.config.settings
        writer = stack.enter_context(paused.resume(ready.config, ready.splits.about(), overrides))
        records = partial(
            loop,
            ready.model,
            ready.splits,
            settings,
            checkpoint=paused.checkpoint,
            renewed=[
                part
                for part, keys in _KEEPING.items()
                if any(touches(overrides, key) for key in keys)
            ],
            seconds=paused.seconds(),
        )
        predict = partial(predictions, ready.model, ready.splits)
        carry_out(records, writer, predict, painter, report, settings.train.epochs)
        return writer.summary

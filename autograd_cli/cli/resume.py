"""autograd resume: a run goes on where it stopped, as if it had not."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import INTERRUPTED, reported
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.cli.prepare import Prepared, prepare
from autograd_cli.cli.progress import Reporter, reporter
from autograd_cli.cli.training import carry_out

if TYPE_CHECKING:
    from autograd_cli.config import Config
    from autograd_cli.data import Splits
    from autograd_cli.runs import PausedRun

# The sections whose parts keep between steps what would not fit other settings.
_KEEPING = ("optimizer", "schedule")
# What the order of examples within an epoch depends on.
_ORDER = ("seed", "dataset", "train.batch_size", "train.shuffle")


def resume_cli(
    context: typer.Context,
    run: options.Run,
    changes: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    epochs: Annotated[
        int | None, typer.Option(help="Train until so many epochs are done in all.")
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

    Interrupted, killed, or complete but for more epochs: weights, metrics and files become the same, byte for byte, as if it had never stopped.

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
        from autograd_cli.train import loop

        paused = stack.enter_context(runs.PausedRun(runs.find(run, runs_dir)))
        config = load(paused.folder.resolved_config, overrides)
        _check_unchanged(paused, load(paused.folder.resolved_config), overrides)
        if not _has_more_to_do(paused, config, overrides):
            report.end(str(paused.folder.path), paused.summary)
            return paused.summary
        ready = prepare(config)
        _check_data(paused, ready.splits, overrides)
        _check_fit(paused, ready, overrides)
        for difference in paused.changed_machine():
            _tell(f"warning: {difference}: the numbers may differ in their last digits")
        settings = ready.config.settings
        writer = stack.enter_context(paused.resume(ready.config, ready.splits.about(), overrides))
        records = partial(
            loop,
            ready.model,
            ready.splits,
            settings,
            checkpoint=paused.checkpoint,
            renewed=[key for key in _KEEPING if _touches(overrides, key)],
            seconds=paused.seconds(),
        )
        carry_out(records, writer, painter, report, settings.train.epochs)
        return writer.summary


def _check_unchanged(paused: "PausedRun", written: "Config", overrides: Sequence[str]) -> None:
    """Raise ConfigError if settings were edited that are not overridden. More epochs may be."""
    from autograd_cli.config import SettingError

    was = _flat(paused.summary.get("settings") or {})
    now = _flat(written.settings.as_dict())
    for key, value in now.items():
        if was.get(key, value) != value and not _touches([*overrides, "train.epochs"], key):
            with written.locating():
                raise SettingError(
                    tuple(key.split(".")),
                    f"was {json.dumps(was[key])} in the run's training; a resumed run keeps its "
                    f"settings, unless told otherwise: --override {key}={json.dumps(value)}",
                )


def _flat(settings: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Settings by their dotted keys."""
    found: dict[str, Any] = {}
    for key, value in settings.items():
        path = f"{above}{key}"
        found |= _flat(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return found


def _has_more_to_do(paused: "PausedRun", config: "Config", overrides: Sequence[str]) -> bool:
    """Whether there is an epoch to train, or an end to write.

    Raises RunError for fewer epochs than there are.
    """
    from autograd_cli.runs import RunError, where

    run, checkpoint = paused.folder, paused.checkpoint
    done = checkpoint.epoch if checkpoint else 0
    epochs = config.settings.train.epochs
    if checkpoint and epochs < done + bool(checkpoint.batch):
        raise RunError(
            f"{run.id} is {where(checkpoint)} already, past {epochs} epochs",
            f"Give more: autograd resume {run.id} --epochs {2 * done}",
        )
    status = paused.summary.get("status")
    if status == "completed" and done == epochs:
        _tell(f"nothing to do: all {epochs} epochs are done; --epochs N trains on")
        return False
    if status == "early_stopped" and not _touches(overrides, "early_stopping"):
        _tell(
            f"nothing to do: it stopped early, after epoch {done}; "
            "--override early_stopping=null trains on"
        )
        return False
    return True


def _check_data(paused: "PausedRun", splits: "Splits", overrides: Sequence[str]) -> None:
    """Raise RunError if the data is not what the run has seen, and nobody said that it changes."""
    from autograd_cli.runs import RunError, preprocessing

    was = preprocessing(paused.folder).get("dataset_sha256")
    if was != splits.fingerprint and not _touches(overrides, "dataset"):
        raise RunError(
            f"the data is not what {paused.folder.id} was trained on: its fingerprint has changed",
            "Put the data back, or train a new run.",
        )


def _check_fit(paused: "PausedRun", ready: Prepared, overrides: Sequence[str]) -> None:
    """Raise RunError if the run cannot go on from its checkpoint with these settings."""
    from autograd_cli.engine import ShapeError
    from autograd_cli.runs import RunError, where

    run, checkpoint = paused.folder, paused.checkpoint
    if checkpoint is None:
        return
    moved = [key for key in _ORDER if _touches(overrides, key)]
    if checkpoint.batch and moved:
        raise RunError(
            f"{moved[0]} can change between epochs only, and {run.id} is {where(checkpoint)}",
            f"First finish that: autograd resume {run.id} --epochs {checkpoint.epoch + 1}",
        )
    try:
        ready.model.load_state_dict(checkpoint.weights)
    except ShapeError as error:
        raise RunError(
            f"the weights of {run.id} do not fit these settings: {error.message}",
            "A run keeps its model; train a new run for another.",
        ) from error


def _touches(overrides: Sequence[str], key: str) -> bool:
    """Whether an override sets `key`, something below it, or the section around it."""
    given = [override.partition("=")[0].strip() for override in overrides]
    return any(f"{g}.".startswith(f"{key}.") or f"{key}.".startswith(f"{g}.") for g in given)


def _tell(what: str) -> None:
    print(what, file=sys.stderr)

"""autograd train: a config in, a run on disk out."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.interrupt import INTERRUPTED
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.cli.prepare import prepare
from autograd_cli.cli.progress import Reporter, reporter
from autograd_cli.cli.training import carry_out


def train_cli(
    context: typer.Context,
    config: options.ConfigFile,
    overrides: options.Overrides = None,
    runs_dir: options.RunsDir = options.RUNS,
    name: Annotated[
        str | None, typer.Option(help="Name of the run; by default the config file's.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Of every random number; the same as seed=N.")
    ] = None,
    plots: options.Plots = True,
    quiet: options.Quiet = False,
    as_json: options.SummaryAsJson = False,
) -> None:
    """Train the model of a config.

    Writes RUNS_DIR/<id>/: settings, metrics, weights, summary and pictures.

    \b
    Example:
      autograd train configs/iris_logreg.yaml optimizer.lr=0.1 train.epochs=50
    """
    with reported():
        summary, _ = train(
            config=config,
            overrides=[*(overrides or []), *([] if seed is None else [f"seed={seed}"])],
            runs_dir=runs_dir,
            name=name,
            plots=plots,
            painter=context.obj,
            report=reporter(quiet=quiet, as_json=as_json),
        )
    if summary["status"] == "interrupted":
        raise typer.Exit(INTERRUPTED)


def train(
    *,
    config: Path,
    overrides: list[str],
    runs_dir: Path,
    name: str | None,
    plots: bool,
    painter: PlotProcess | None = None,
    report: Reporter,
) -> tuple[dict[str, Any], Path]:
    """Train as the config says. Returns the run's summary and its folder.

    The pictures, if there are to be `plots`, are drawn by `painter` or by a new process.

    Raises ConfigError, DataError, RunError, RunWriteError or DivergedError.
    """
    with ExitStack() as stack:
        painter = stack.enter_context(painter or PlotProcess()) if plots else None
        # Imported only now: they load NumPy, which neither --help nor a wrong config has to wait
        # for, and which Matplotlib in the other process is loaded beside.
        from autograd_cli.config import load

        configured = load(config, overrides)

        from autograd_cli import runs
        from autograd_cli.train import loop, predictions

        with report.reading(configured.settings.dataset.name):
            ready = prepare(configured)
        run = runs.create(ready.config, ready.splits.about(), runs_dir=runs_dir, name=name)
        with run:
            settings = ready.config.settings
            records = partial(loop, ready.model, ready.splits, settings)
            predict = partial(predictions, ready.model, ready.splits)
            carry_out(records, run, predict, painter, report, settings.train.epochs)
        return run.summary, run.folder.path

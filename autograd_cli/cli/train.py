"""autograd train: a config in, a run on disk out."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import INTERRUPTED, reported
from autograd_cli.cli.interrupt import stop_requests
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.cli.prepare import prepare
from autograd_cli.cli.progress import Reporter, reporter


def train_cli(
    context: typer.Context,
    config: options.ConfigFile,
    overrides: options.Overrides = None,
    runs_dir: options.RunsDir = options.RUNS,
    name: Annotated[
        str | None, typer.Option(help="Name of the run; by default that of the config file.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The same as seed=N.")] = None,
    plots: Annotated[bool, typer.Option(help="Draw the curves into the run's plots/.")] = True,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but the run's path.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary on stdout, all else on stderr.")
    ] = False,
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

    Raises ConfigError, RunError, RunWriteError or DivergedError.
    """
    with ExitStack() as stack:
        painter = stack.enter_context(painter or PlotProcess()) if plots else None
        # Imported only now: they load NumPy, which neither --help nor a wrong config has to wait
        # for, and which Matplotlib in the other process is loaded beside.
        from autograd_cli.config import load

        configured = load(config, overrides)
        settings = configured.settings

        from autograd_cli import runs, train

        with configured.locating():
            splits, model = prepare(settings)
            train.check(settings, splits)
        run = stack.enter_context(runs.create(configured, runs_dir=runs_dir, name=name))
        run.preprocessing(splits.preprocessing())

        def end(status: str, **facts: str) -> None:
            run.finish(status, **facts)
            try:
                if painter:
                    painter.draw(run.folder.path)
            finally:
                report.end(str(run.folder.path), run.summary)

        report.start(str(run.folder.path), settings.train.epochs)
        stack.callback(report.close)
        stop_asked = stack.enter_context(stop_requests())
        try:
            for record in train.loop(model, splits, settings, should_stop=stop_asked):
                run.append(record)
                report.epoch(record)
        except train.DivergedError as error:
            try:
                end("diverged", error=error.message)
            except runs.RunWriteError as second:
                print(f"warning: {second}", file=sys.stderr)
            raise
        end("completed" if record.epoch == settings.train.epochs else "interrupted")
        return run.summary, run.folder.path

"""autograd evaluate: the metrics of a run's weights, on its own data or on a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.numbers import number
from autograd_cli.cli.terminal import write, write_json, write_table
from autograd_cli.errors import AutogradError

if TYPE_CHECKING:
    from autograd_cli.data import Part
    from autograd_cli.runs import RunFolder, Which
    from autograd_cli.train import Restored


def evaluate_cli(
    run: options.Run,
    data: Annotated[
        Path | None,
        typer.Option(help="On this file (CSV, parquet, npz, npy) or folder of classes' images."),
    ] = None,
    weights: options.Weights = "best",
    runs_dir: options.RunsDir = options.RUNS,
    as_json: options.AsJson = False,
) -> None:
    """Compute a run's metrics again, or on new data.

    With the scaler, categories and class names that the run has stored; by default on the run's
    own training and validation data. New data has its targets: a column of the table, or a folder
    for each class of images.

    \b
    Example:
      autograd evaluate latest
      autograd evaluate latest --data flowers.csv
    """
    with reported():
        found = evaluate(run=run, data=data, weights=weights, runs_dir=runs_dir)
        if as_json:
            write_json(found)
            return
        parts = found["metrics"]
        names = list(next(iter(parts.values())))
        rows = [[name, *(number(values[name]) for values in parts.values())] for name in names]
        write(f"{found['run']}, {weights} weights, of epoch {found['epoch']}", sys.stdout)
        write_table(
            ["", *(f"{part} ({found['examples'][part]})" for part in parts)], rows, sys.stdout
        )


def evaluate(*, run: str, data: Path | None, weights: "Which", runs_dir: Path) -> dict[str, Any]:
    """`run`, `weights`, their `epoch`, and by part `examples` and `metrics`, which may be None.

    The parts are train and val of the run's own data, or the name of `data`.

    Raises ConfigError, DataError or RunError.
    """
    from autograd_cli import train  # loads NumPy, which --help does without
    from autograd_cli.runs import find

    folder = find(run, runs_dir)
    restored = train.restore(folder, weights)
    parts = _own(folder, restored) if data is None else _given(data, restored)
    settings = restored.config.settings
    loss = restored.loss()
    metrics = {
        name: train.evaluate(
            restored.model, loss, part, restored.preprocessing.task, settings.metrics or ()
        )
        for name, part in parts.items()
    }
    return {
        "run": folder.id,
        "weights": weights,
        "epoch": restored.epoch,
        "examples": {name: len(part) for name, part in parts.items()},
        "metrics": metrics,
    }


def _given(path: Path, restored: "Restored") -> "dict[str, Part]":
    from autograd_cli import data

    dtype = restored.config.settings.train.dtype
    found = data.examples(path, restored.preprocessing, with_target=True, dtype=dtype)
    return {path.name or path.absolute().name: found.part}


def _own(run: "RunFolder", restored: "Restored") -> "dict[str, Part]":
    """The parts of the run's own data, which has to be what it was."""
    from autograd_cli import data, runs
    from autograd_cli.seeds import Seeds

    settings = restored.config.settings
    try:
        with restored.config.locating():
            splits = data.build(settings, Seeds(settings.seed))
    except AutogradError as error:
        error.hint = f"{error.hint}\nTo evaluate on other data: --data FILE".strip()
        raise
    if splits.fingerprint != runs.preprocessing(run).get("dataset_sha256"):
        raise runs.RunError(
            f"the data of {run.id} has changed since it was trained",
            "To evaluate the data as it is now: --data FILE",
        )
    parts = {"train": splits.train}
    return parts if splits.validation is None else {**parts, "val": splits.validation}

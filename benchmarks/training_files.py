"""What it costs to write a run: rows, checkpoints and the summary of a training of a minute."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.process import fresh
from benchmarks.rows import Row, compared
from benchmarks.timing import Cost
from benchmarks.training import start

GOAL = 0.02
TRAINING, CHECKPOINTS = "all of the training", "its checkpoints"
ALL_FILES = "its checkpoints and rows"  # and what is made ready for a checkpoint to come
# A model of 21 numbers whose epochs are short, and one of 270,000 with Adam's two of each.
SETTINGS: dict[str, dict[str, Any]] = {
    "small model": {
        "dataset": {"name": "synthetic_regression", "n": 1000, "d": 20},
        "model": {"name": "least_squares", "bias": True},
        "train": {"batch_size": 32, "epochs": 1_000_000_000},
    },
    "large model": {
        "dataset": {"name": "synthetic_regression", "n": 10_000, "d": 20},
        "model": {"name": "mlp", "hidden": [500, 500]},
        "optimizer": {"name": "adam"},
        "train": {"batch_size": 100, "epochs": 1_000_000_000},
    },
}


def measure(*, quick: bool) -> list[Row]:
    """The rows of this benchmark for both models."""
    rows: list[Row] = []
    for name, settings in SETTINGS.items():
        seconds = fresh(_train, settings, 1.0 if quick else 60.0)
        rows += compared(
            f"files of a training, {name}",
            {part: Cost((spent,)) for part, spent in seconds.items()},
            baseline=TRAINING,
            unit="s",
            goals={CHECKPOINTS: GOAL},
        )
    return rows


def _train(settings: dict[str, Any], seconds: float) -> dict[str, float]:
    """Train for so long; the seconds that this took, and those in which files were written."""
    writing = 0.0

    def timed(call: Callable[..., object], *arguments: object) -> None:
        nonlocal writing
        begin = time.perf_counter()
        call(*arguments)
        writing += time.perf_counter() - begin

    with TemporaryDirectory() as folder:
        end = float("inf")
        training = start(Path(folder), settings, lambda: time.perf_counter() > end)
        begin = time.perf_counter()
        end = begin + seconds
        with training.run as run:
            for record in training.records:
                timed(run.append, record)
            timed(run.finish, run.reached)
        whole = time.perf_counter() - begin
    return {TRAINING: whole, CHECKPOINTS: run.seconds_writing, ALL_FILES: writing}

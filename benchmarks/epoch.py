"""An epoch on a large table: everything that a training does with a row, beside other libraries."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.candidate import Arrays, Candidate, Run
from benchmarks.contest import contest
from benchmarks.peers import epoch as peers
from benchmarks.problems import Rows
from benchmarks.process import fresh
from benchmarks.rows import Row
from benchmarks.training import start

GOAL = 1.0
LOADER = "PyTorch, DataLoader"


def measure(*, quick: bool) -> list[Row]:
    """The rows of this benchmark for each of two sizes of a batch, from a process of its own."""
    rows: list[Row] = fresh(_measure, quick, patience=3600)
    return rows


def ours(
    stack: ExitStack, folder: Path, size: int, dataset: Callable[[Path], dict[str, Any]]
) -> Run:
    """Each run is the next epoch of one training."""
    own = Path(stack.enter_context(TemporaryDirectory(dir=folder)))
    settings = {
        "dataset": {**dataset(folder), "validation_fraction": Rows.HELD_OUT},
        "model": {"name": "logistic_regression"},
        "optimizer": {"lr": Rows.LR},
        "train": {"batch_size": size, "epochs": 1_000_000},
    }
    training = start(own, settings)
    run = stack.enter_context(training.run)
    run.append(next(training.records))

    def epoch() -> Arrays:
        record = next(training.records)
        while not record.metrics:  # in the middle of the epoch, to be written
            run.append(record)
            record = next(training.records)
        run.append(record)
        return (np.array([record.metrics[f"{part}/accuracy"] for part in ("train", "val")]),)

    return epoch


def _measure(quick: bool) -> list[Row]:
    n = 10_000 if quick else 1_000_000
    rows: list[Row] = []
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        Rows.write(_npy(folder), n)
        table = np.load(_npy(folder))
        np.savez(_npz(folder), x=table[:, :-1], y=table[:, -1])
        held_out = round(Rows.HELD_OUT * n)
        for size in (64, 256) if quick else (256, 4096):
            problem = peers.Problem(table[held_out:], table[:held_out], size, Rows.LR)
            build = partial(ours, stack, folder, size)
            field = [
                Candidate("autograd-cli", partial(build, _in_memory), goal=GOAL),
                Candidate("autograd-cli, from the disk", partial(build, _on_disk), goal=GOAL),
                Candidate(
                    "scikit-learn, partial_fit", partial(peers.scikit_learn, problem), "sklearn"
                ),
                Candidate(LOADER, partial(peers.pytorch_loader, problem), "torch"),
                Candidate("PyTorch, slices", partial(peers.pytorch_slices, problem), "torch"),
            ]
            rows += contest(
                f"epoch of {n:,} rows, batches of {size:,}",
                field,
                units=n - held_out,
                unit="ns",
                rounds=2 if quick else 7,
                patience=30,
                tolerance=0.02,
                baseline=LOADER,
            )
    return rows


def _npy(folder: Path) -> Path:
    return folder / "table.npy"


def _npz(folder: Path) -> Path:
    return folder / "table.npz"


def _on_disk(folder: Path) -> dict[str, Any]:
    return {"name": "npy", "path": str(_npy(folder))}


def _in_memory(folder: Path) -> dict[str, Any]:
    return {"name": "npz", "path": str(_npz(folder)), "target": "y"}

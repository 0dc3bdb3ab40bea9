"""Peak memory of a training on a table that stays on the disk, which should not grow with it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import memory
from benchmarks.problems import Rows
from benchmarks.process import fresh
from benchmarks.rows import Outcome, Row, compared
from benchmarks.timing import Cost
from benchmarks.training import start

GOAL = 1.5
BATCH = 4096


def measure(*, quick: bool) -> list[Row]:
    """A row for each length of the table, compared with a table of one batch."""
    one = round(BATCH / (1 - Rows.HELD_OUT))
    lengths = [one, 10_000, 100_000] if quick else [one, 10_000, 1_000_000, 10_000_000]
    peaks: dict[str, list[int]] = {_name(rows): [] for rows in lengths}
    if memory.is_counted():
        for rows in lengths:
            with TemporaryDirectory() as folder:
                Rows.write(Path(folder) / "table.npy", rows)
                for _ in range(1 if quick else 3):
                    peaks[_name(rows)].append(fresh(_peak, Path(folder)))
    outcomes: dict[str, Outcome] = {
        name: Cost(tuple(map(float, found))) if found else "not counted here"
        for name, found in peaks.items()
    }
    return compared(
        f"memory of a training, batches of {BATCH:,}",
        outcomes,
        baseline=_name(one),
        unit="MB",
        goals=dict.fromkeys(map(_name, lengths[1:]), GOAL),
    )


def _name(rows: int) -> str:
    return f"a table of {rows:,} rows"


def _peak(folder: Path) -> int:
    """That of this process after two epochs on the table in the folder."""
    settings = {
        "dataset": {
            "name": "npy",
            "path": str(folder / "table.npy"),
            "validation_fraction": Rows.HELD_OUT,
            "standardize": True,
        },
        "model": {"name": "logistic_regression"},
        "train": {"batch_size": BATCH, "epochs": 2},
    }
    with TemporaryDirectory() as own:
        training = start(Path(own), settings)
        with training.run as run:
            for record in training.records:
                run.append(record)
            run.finish(run.reached)
    return memory.peak()

"""Tables of numbers that may be larger than the memory: .npy files, trained on from the disk."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograd_cli.config import SettingError, Settings
from autograd_cli.config.schema import NPY
from autograd_cli.data.dataset import Splits
from autograd_cli.data.errors import DataError
from autograd_cli.data.mapped.blocks import Blocks
from autograd_cli.data.mapped.columns import Columns
from autograd_cli.data.mapped.draw import Draw
from autograd_cli.data.mapped.part import MappedPart
from autograd_cli.data.mapped.survey import survey
from autograd_cli.data.mapped.table import Table
from autograd_cli.data.mapped.target import Target
from autograd_cli.data.part import Array, Part
from autograd_cli.data.split import held_out_count
from autograd_cli.data.table_file import table_file
from autograd_cli.data.table_preprocessing import TablePreprocessing
from autograd_cli.data.tasks import task
from autograd_cli.seeds import Seeds

__all__ = ["build", "examples"]


@dataclass(frozen=True)
class _Counted(Splits):
    """Splits whose classes were counted in the one pass over the table."""

    counts: Array

    def class_counts(self) -> Array:
        return self.counts


def build(settings: Settings, seeds: Seeds) -> Splits:
    """The table of a config, split by the stream `split`; the columns are named by position.

    Raises DataError if the file is no table of finite numbers, SettingError if a setting does not
    fit it.
    """
    dataset = settings.dataset
    if not isinstance(dataset, NPY):
        raise TypeError(f"{dataset.name} is not in a .npy file")
    table = Table.read(table_file(dataset.path))
    columns = Columns(table, _target(dataset.target, table))
    blocks = Blocks.of(table.rows, table.row_bytes)
    draw = _draw(table.rows, dataset.validation_fraction, seeds)
    found = survey(columns, blocks, draw)

    different = found.different
    what = task(
        settings, different=None if different is None else len(different), whole=found.whole
    )
    target = Target(what, np.zeros(0) if what == "regression" or different is None else different)
    scaler = found.scaler if dataset.standardize else None
    names = [str(i) for i in columns.features]
    fitted = TablePreprocessing.of_numbers(what, names, target.names, scaler, str(columns.target))
    train, validation = (
        MappedPart(columns, blocks, draw, held_out, target, scaler) for held_out in (False, True)
    )
    return _Counted(
        train,
        validation if draw.count else None,
        fitted,
        found.fingerprint,
        found.counts if target.names else np.zeros(0, np.int64),
    )


def examples(path: Path, preprocessing: TablePreprocessing, *, with_target: bool) -> Part:
    """The rows of a .npy file (N, D + 1), or without the target (N, D), in their order.

    Where the target is not wanted it is NaN. Raises DataError if they do not fit what was learned,
    perhaps only when the rows are read.
    """
    names = preprocessing.feature_names
    positions = [str(i) for i in range(len(names) + 1)]
    others = [position for position in positions if position != preprocessing.target]
    if list(names) != others or preprocessing.has_gaps:
        raise DataError(
            f"{path} holds numbers by position, and the run does not know its columns so",
            "Give it a csv, parquet or npz file.",
        )
    table = Table.read(path)
    target = int(preprocessing.target) if table.columns > len(names) else None
    if table.columns - (target is not None) != len(names) or (with_target and target is None):
        features = f"{len(names)} or, with the target, "
        wanted = f"{'' if with_target else features}{len(names) + 1}"
        raise DataError(f"{path} has {table.columns} columns; {wanted} are needed")
    numbers = np.array([float(name) for name in preprocessing.class_names])
    return MappedPart(
        Columns(table, target, wanted=with_target),
        Blocks.of(table.rows, table.row_bytes),
        Draw.of(table.rows, 0, 0),
        held_out=False,
        target=Target(preprocessing.task if with_target else "regression", numbers),
        scaler=preprocessing.scaler,
        known=False,
    )


def _target(position: int, table: Table) -> int:
    """The target's position from 0."""
    n = table.columns
    if n == 1:
        raise DataError(f"{table.path} has 1 column; a table has features and a target")
    if not -n <= position < n:
        raise SettingError(
            ("dataset", "target"),
            f"there is no column {position}: {table.path} has {n}, 0 to {n - 1}, or from the end "
            f"-1 to -{n}",
        )
    return position % n


def _draw(rows: int, fraction: float, seeds: Seeds) -> Draw:
    count = held_out_count(rows, fraction)
    return Draw.of(rows, count, int(seeds.stream("split").integers(1 << 63)))

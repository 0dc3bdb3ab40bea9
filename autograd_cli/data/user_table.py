"""The user's own table as a dataset: columns chosen, the task told, split, fitted."""

from dataclasses import replace

import numpy as np

from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data.choice import choose
from autograd_cli.data.columns import NumberColumn, refuse_missing
from autograd_cli.data.dataset import Splits
from autograd_cli.data.fit import Section, fit
from autograd_cli.data.part import ArrayPart
from autograd_cli.data.scaler import Scaler
from autograd_cli.data.split import held_out
from autograd_cli.data.table_file import table_file
from autograd_cli.data.table_preprocessing import NO_TARGET, TablePreprocessing
from autograd_cli.data.tables import Source, Table, TextFormat, Words
from autograd_cli.data.tables.open import open_csv, open_npz, open_parquet
from autograd_cli.data.tables.table import number_name
from autograd_cli.data.tasks import MOST_CLASSES, task
from autograd_cli.seeds import Seeds


def build(settings: Settings, section: Section, seeds: Seeds) -> Splits:
    """The table of a config, split by the stream `split` and fitted to its training part.

    Raises DataError or SettingError.
    """
    source, text = _open(section)
    choice = choose(section, source)
    table = source.read((*choice.features, choice.target), words=choice.categorical)
    learned, classes = _target(settings, section, table, choice.target)
    unfitted = TablePreprocessing(
        learned, (), classes, None, choice.target, section.unknown_category, text
    )
    y = unfitted.targets(table)
    chosen = held_out(y, len(classes), section.validation_fraction, seeds.stream("split"))
    rows = np.flatnonzero(~chosen)
    columns = tuple(fit(table, name, rows, section) for name in choice.features)
    preprocessing = replace(unfitted, columns=columns)
    x = preprocessing.features(table, rows)
    if section.standardize:
        numbers = [isinstance(c, NumberColumn) for c in columns for _ in c.feature_names]
        scaler = Scaler.fit(x, np.array(numbers))
        preprocessing = replace(preprocessing, scaler=scaler)
        x = scaler.apply(x)
    validation = None
    if chosen.any():
        held = np.flatnonzero(chosen)
        validation = ArrayPart(preprocessing.features(table, held), y[held])
    return Splits(ArrayPart(x, y[rows]), validation, preprocessing, table.fingerprint())


def _open(section: Section) -> tuple[Source, TextFormat | None]:
    path = table_file(section.path)
    match section:
        case schema.Parquet():
            return open_parquet(path), None
        case schema.NPZ():
            return open_npz(path), None
    if section.delimiter in '"\r\n':
        raise SettingError(("dataset", "delimiter"), f"{section.delimiter!r} cannot separate cells")
    text = TextFormat(section.delimiter, section.header, tuple(section.missing))
    source = open_csv(path, text)
    return source, text if section.header else replace(text, width=len(source.names))


def _target(
    settings: Settings, section: Section, table: Table, name: str
) -> tuple[schema.Task, tuple[str, ...]]:
    """What is to be learned from the target, and the names of its classes, if it has any."""
    column = table.columns[name]
    refuse_missing(table, name, NO_TARGET)
    if isinstance(column, Words):
        if section.task == "regression":
            first = f"{table.place(0)}: column {name!r} holds {column.names[column.codes[0]]!r}"
            raise SettingError(("dataset", "task"), f"regression needs numbers; {first}")
        names, whole = column.names, False
    else:
        numbers = np.unique(NumberColumn(name).numbers(table, None))
        names = tuple(map(number_name, numbers[: MOST_CLASSES + 1].tolist()))
        whole = bool((numbers == np.trunc(numbers)).all())
    different = len(names) if len(names) <= MOST_CLASSES else None
    learned = task(settings, different=different, whole=whole, words=isinstance(column, Words))
    return learned, () if learned == "regression" else names

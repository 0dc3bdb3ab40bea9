"""New examples for a run that was trained before, from a file."""

import difflib
from dataclasses import replace
from pathlib import Path

import numpy as np

from autograd_cli.config.nearest import nearest_file
from autograd_cli.data.choice import known
from autograd_cli.data.dataset import Examples
from autograd_cli.data.errors import DataError
from autograd_cli.data.part import ArrayPart
from autograd_cli.data.table_preprocessing import TablePreprocessing
from autograd_cli.data.tables import Source, Table, TextFormat, open_table
from autograd_cli.data.tables.open import SUFFIXES, TEXT_SUFFIXES


def read(path: Path, preprocessing: TablePreprocessing, *, with_target: bool) -> Examples:
    """As `data.examples` says."""
    if path.suffix.lower() == ".npy":
        from autograd_cli.data import mapped

        return Examples(mapped.examples(path, preprocessing, with_target=with_target), ())
    if not path.exists():
        raise DataError(f"there is no file {path}", nearest_file(path))
    if path.is_dir():
        what = f"the run was trained on a table, and {path} is a folder"
        raise DataError(what, f"Give it a file that ends in {', '.join(SUFFIXES)}.")
    text = _text_format(path, preprocessing)
    source = open_table(path, text)
    names = source.names
    if path.suffix.lower() in TEXT_SUFFIXES and text.width is not None:
        names = _by_position(source, text.width, preprocessing.target)
    target = preprocessing.target
    wanted = [column.name for column in preprocessing.columns]
    wanted += [target] if with_target else []
    _check(path, wanted, names)
    # What a column is called in the file; without a header that may be another position.
    called = dict(zip(names, source.names, strict=True))
    words = {called[name] for name in preprocessing.words if name in called}
    table = source.read([called[name] for name in wanted], words=words)
    columns = {name: table.columns[called[name]] for name in wanted}
    table = Table(table.source, columns, table.place)
    x = preprocessing.features(table)
    y = preprocessing.targets(table) if with_target else np.full(len(x), np.nan)
    unused = tuple(name for name in names if name not in wanted and name != target)
    return Examples(ArrayPart(x, y), unused)


def _text_format(path: Path, preprocessing: TablePreprocessing) -> TextFormat:
    """As in training, but that .tsv says what stands between its cells."""
    text = preprocessing.text or TextFormat()
    return replace(text, delimiter="\t") if path.suffix.lower() == ".tsv" else text


def _by_position(source: Source, width: int, target: str) -> tuple[str, ...]:
    """What the columns were called in training, where perhaps there was the target among them."""
    all_names = tuple(map(str, range(width)))
    if len(source.names) == width:
        return all_names
    if len(source.names) == width - 1:
        return tuple(name for name in all_names if name != target)
    raise DataError(
        f"{source.path} has {len(source.names)} columns; the table of the training had {width}, "
        f"{width - 1} without the target"
    )


def _check(path: Path, wanted: list[str], names: tuple[str, ...]) -> None:
    absent = [name for name in wanted if name not in names]
    if not absent:
        return
    nearest = [difflib.get_close_matches(name, names, n=1, cutoff=0.6) for name in absent]
    shown = [
        f"{name!r}" + (f" (did you mean {near[0]!r}?)" if near else "")
        for name, near in zip(absent, nearest, strict=True)
    ]
    raise DataError(f"{path} has no column {', '.join(shown)}", f"Its columns are {known(names)}.")

"""Datasets by name and the user's tables, split and fitted: arrays in, arrays out."""

from dataclasses import replace
from pathlib import Path

from numpy.typing import DTypeLike

from autograd_cli.config import Settings, schema
from autograd_cli.data.dataset import Dataset, Examples, Splits
from autograd_cli.data.errors import DataError
from autograd_cli.data.fixed import read
from autograd_cli.data.part import Array, ArrayPart, Part
from autograd_cli.data.preprocessing import Preprocessing
from autograd_cli.data.split import split
from autograd_cli.data.table_preprocessing import TablePreprocessing
from autograd_cli.seeds import Seeds

__all__ = [
    "Array",
    "ArrayPart",
    "DataError",
    "Dataset",
    "Examples",
    "Part",
    "Preprocessing",
    "Splits",
    "TablePreprocessing",
    "build",
    "examples",
    "read",
]


def build(settings: Settings, seeds: Seeds) -> Splits:
    """The dataset of a config, split by the stream `split`, as numbers of `train.dtype`.

    Raises SettingError if a setting does not fit the data, or DataError if a file cannot be used.
    """
    return _build(settings, seeds).astype(settings.train.dtype)


def _build(settings: Settings, seeds: Seeds) -> Splits:
    dataset = settings.dataset
    if isinstance(dataset, schema.Images):
        from autograd_cli.data import images  # as below, loaded where it is needed

        return images.build(settings, dataset, seeds)
    if isinstance(dataset, schema.NPY):
        from autograd_cli.data import mapped  # as below, loaded where it is needed

        return mapped.build(settings, seeds)
    if isinstance(dataset, schema.Table):
        from autograd_cli.data import user_table

        return user_table.build(settings, dataset, seeds)
    return split(
        read(dataset),
        dataset.validation_fraction,
        standardize=dataset.standardize,
        rng=seeds.stream("split"),
    )


def examples(
    path: Path, preprocessing: Preprocessing, *, with_target: bool, dtype: DTypeLike = "float64"
) -> Examples:
    """The rows of a file, as the model of a run sees them; which kind of file, its suffix says.

    For a run on images it is an image, or a folder of them.

    Columns go by name, in any order; in text without a header by position, where the target's may
    be left out. Without the target, the part's y says nothing.

    Raises DataError if the file is no table, a column is not there or a cell does not fit.
    """
    if isinstance(preprocessing, TablePreprocessing):
        from autograd_cli.data import new_examples

        found = new_examples.read(path, preprocessing, with_target=with_target)
    else:
        from autograd_cli.data import images

        found = images.examples(path, preprocessing, with_target=with_target)
    return replace(found, part=found.part.astype(dtype))

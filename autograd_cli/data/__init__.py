"""Datasets by name, split and standardised: arrays in, arrays out."""

from autograd_cli.config import schema
from autograd_cli.data.batches import batches
from autograd_cli.data.dataset import Array, Dataset, Part, Splits
from autograd_cli.data.iris import iris, iris_binary
from autograd_cli.data.split import split
from autograd_cli.data.synthetic_regression import synthetic_regression
from autograd_cli.seeds import Seeds

__all__ = ["Array", "Dataset", "Part", "Splits", "batches", "build", "read"]


def build(settings: schema.DatasetSettings, seeds: Seeds) -> Splits:
    """The dataset of a config, split by the stream `split`.

    Raises SettingError if the split leaves a part empty.
    """
    return split(
        read(settings),
        settings.validation_fraction,
        standardize=settings.standardize,
        rng=seeds.stream("split"),
    )


def read(settings: schema.DatasetSettings) -> Dataset:
    """The whole dataset of a config."""
    match settings:
        case schema.IrisBinary():
            return iris_binary()
        case schema.Iris():
            return iris()
        case schema.SyntheticRegression(n=n, d=d, noise=noise, seed=seed):
            return synthetic_regression(n, d, noise, seed)

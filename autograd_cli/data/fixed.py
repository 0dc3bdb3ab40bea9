"""The datasets that are the same for everyone: brought by scikit-learn, or drawn from a seed."""

from autograd_cli.config import schema
from autograd_cli.config.schema.datasets import FixedSettings
from autograd_cli.data.breast_cancer import breast_cancer
from autograd_cli.data.dataset import Dataset
from autograd_cli.data.diabetes import diabetes
from autograd_cli.data.digits import digits
from autograd_cli.data.drawn import draw
from autograd_cli.data.iris import iris, iris_binary
from autograd_cli.data.wine import wine


def read(settings: FixedSettings) -> Dataset:
    """The whole dataset of a config.

    Raises SettingError if its settings make it too large.
    """
    match settings:
        case schema.IrisBinary():
            return iris_binary()
        case schema.Iris():
            return iris()
        case schema.Wine():
            return wine()
        case schema.BreastCancer():
            return breast_cancer()
        case schema.Digits():
            return digits()
        case schema.Diabetes():
            return diabetes()
        case _:
            return draw(settings)

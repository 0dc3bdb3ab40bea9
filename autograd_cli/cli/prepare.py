"""From validated settings to data and model: what every command that computes begins with."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograd_cli.config import Settings
    from autograd_cli.data import Splits
    from autograd_cli.nn import Module


def prepare(settings: "Settings") -> "tuple[Splits, Module]":
    """The data of a config, split, and its model with its starting weights.

    Raises SettingError if the split leaves a part empty.
    """
    from autograd_cli import data, zoo  # load NumPy, which --help does without
    from autograd_cli.seeds import Seeds

    seeds = Seeds(settings.seed)
    splits = data.build(settings.dataset, seeds)
    return splits, zoo.build(settings.model, splits.features, splits.outputs, seeds)

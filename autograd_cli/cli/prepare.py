"""From validated settings to data and model: what every command that computes begins with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograd_cli.cli.terminal import tell

if TYPE_CHECKING:
    from autograd_cli.config import Config
    from autograd_cli.data import Splits
    from autograd_cli.nn import Module


@dataclass(frozen=True)
class Prepared:
    """The config, completed by what its data is, the data, and the model as it starts."""

    config: "Config"
    splits: "Splits"
    model: "Module"


def prepare(config: "Config") -> Prepared:
    """Everything up to the first step of a training; tells what is to be noted of the data.

    Raises ConfigError if the settings do not fit the data, and what reading the data raises.
    """
    from autograd_cli import data, train, zoo  # load NumPy, which --help does without
    from autograd_cli.seeds import Seeds

    seeds = Seeds(config.settings.seed)
    with config.locating():
        splits = data.build(config.settings, seeds)
        config = config.completed(splits.task)
        train.check(config.settings, splits)
        settings = config.settings
        model = zoo.build(
            settings.model, splits.shape, splits.outputs, seeds, dtype=settings.train.dtype
        )
    if splits.note:
        tell(f"note: {splits.note}")
    return Prepared(config, splits, model)

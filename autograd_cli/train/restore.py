"""From a run on disk to its model, ready for examples: the run's folder is all that is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograd_cli import runs, zoo
from autograd_cli.config import Config, load
from autograd_cli.data import Preprocessing
from autograd_cli.data import preprocessing as of_data
from autograd_cli.engine import ShapeError
from autograd_cli.nn import Module
from autograd_cli.runs import RunFolder, Which
from autograd_cli.seeds import Seeds
from autograd_cli.train import build


@dataclass(frozen=True)
class Restored:
    """A model with the weights of `epoch`, and what examples go through before it.

    `stored` is what the run keeps of its data: the preprocessing, and counts of examples.
    """

    config: Config
    preprocessing: Preprocessing
    model: Module
    epoch: int
    stored: Mapping[str, Any]

    def loss(self) -> zoo.Loss:
        """The loss of the run's settings, with the class weights that its training had."""
        return build.loss(
            self.config.settings,
            self.preprocessing.class_names,
            lambda: self.stored["train_class_counts"],
        )


def restore(run: RunFolder, weights: Which) -> Restored:
    """The model of a run as it was trained, with its `best` or `last` weights.

    Raises RunError if the run has none or if they do not fit its settings, ConfigError if those
    cannot be read.
    """
    config = load(run.resolved_config)
    stored = runs.preprocessing(run)
    try:
        preprocessing = of_data.from_dict(stored)
    except (KeyError, TypeError, ValueError) as error:
        raise runs.RunError(
            f"{run.preprocessing} does not say what its model was trained on: {error!r}",
            "Something else has changed the file; train again.",
        ) from error
    config = config.completed(preprocessing.task)
    settings = config.settings
    model = zoo.build(
        settings.model,
        preprocessing.shape,
        of_data.outputs(preprocessing),
        Seeds(settings.seed),
        dtype=settings.train.dtype,
    )
    checkpoint = runs.saved(run, weights)
    try:
        model.load_state_dict(checkpoint.weights)
    except ShapeError as error:
        raise runs.RunError(
            f"the weights of {run.id} do not fit its settings: {error.message}",
            f"Has {run.resolved_config} or {run.preprocessing} been changed?",
        ) from error
    return Restored(config, preprocessing, model.eval(), checkpoint.epoch, stored)

"""What pictures of a run are drawn from: its files, each read when it is first asked for."""

from functools import cached_property
from typing import Any

from autograd_cli import runs, train
from autograd_cli.runs import Metrics, Predictions, RunFolder


class RunData:
    """A run's folder, read.

    Raises RunError, by whatever is asked for first that cannot be read.
    """

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self.title = run.id

    @cached_property
    def summary(self) -> dict[str, Any]:
        return runs.summary(self.run)

    @cached_property
    def metrics(self) -> Metrics:
        return runs.metrics(self.run)

    @cached_property
    def about(self) -> dict[str, Any]:
        """What `preprocess.json` says."""
        return runs.preprocessing(self.run)

    @cached_property
    def class_names(self) -> list[str]:
        """Empty for regression."""
        return [str(name) for name in self.about.get("class_names", [])]

    @cached_property
    def predictions(self) -> Predictions | None:
        """Those of the best weights; None where there are none, or only of earlier best ones."""
        found = runs.predictions(self.run)
        best = self.summary.get("best") or {}
        return found if found and best.get("epoch", found.epoch) == found.epoch else None

    @cached_property
    def restored(self) -> train.Restored:
        """The model with its best weights, and what examples go through before it."""
        return train.restore(self.run, "best")

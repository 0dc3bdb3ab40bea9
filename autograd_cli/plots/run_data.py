"""What pictures of a run are drawn from: its files, each read when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from autograd_cli import runs
from autograd_cli.plots.curves.curve import quantities
from autograd_cli.plots.errors import NoPictureError
from autograd_cli.runs import Metrics, Predictions, RunError, RunFolder, Steps, WeightHistory
from autograd_cli.runs.listing import status

if TYPE_CHECKING:
    from autograd_cli.train import Restored


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
    def curves(self) -> list[str]:
        """What it has curves of over its epochs. Raises RunError if it has no metrics."""
        if not self.metrics.epochs:
            raise RunError(f"{self.run.id} has no metrics to draw")
        return quantities(self.metrics)

    @cached_property
    def steps(self) -> Steps:
        """Those that were logged; empty columns if none was."""
        return runs.steps(self.run)

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

    @property
    def why_not_predicted(self) -> str:
        """Why there are no predictions of the best weights, and what to do."""
        match status(self.run, self.summary):
            case "running":
                return "is being trained: they are drawn at its end"
            case "completed" | "early_stopped" | "diverged":
                if not self.summary.get("best"):
                    return "has no best weights: see its metrics"
                return "was trained by an earlier version, which kept no predictions"
            case _:
                return f"was not trained to its end; to go on: autograd resume {self.run.id}"

    def predicted(self) -> Predictions:
        """The predictions of the best weights. Raises NoPictureError with the reason for none."""
        if not self.predictions:
            raise NoPictureError(
                f"there are no predictions to draw: {self.run.id} {self.why_not_predicted}"
            )
        return self.predictions

    def classified(self) -> tuple[Predictions, list[str]]:
        """The same, with the names of the classes. Raises NoPictureError for regression, too."""
        names = self.class_names
        if not names:
            raise NoPictureError(f"{self.run.id} predicts no classes")
        predictions = self.predicted()
        if len(predictions.confusion) != len(names):
            raise RunError(
                f"{self.run.predictions} has {len(predictions.confusion)} classes, "
                f"and {self.run.preprocessing} has {len(names)}"
            )
        return predictions, names

    @cached_property
    def weight_history(self) -> WeightHistory:
        """The parameters over the epochs; empty if the run has kept none."""
        return runs.weight_history(self.run)

    @cached_property
    def restored(self) -> "Restored":
        """The model with its best weights, and what examples go through before it."""
        from autograd_cli import train  # loads the engine, which most pictures do without

        return train.restore(self.run, "best")

"""What a picture is of, in the words of its second line."""

from autograd_cli.plots.style import LABELS
from autograd_cli.runs import Predictions


def best_epoch(epoch: int) -> str:
    """The epoch of the best weights; 0 is the model before training."""
    return f"best epoch {epoch}" if epoch else "best epoch 0, the untrained model"


def accuracy(found: Predictions) -> str:
    """Of all examples of the part that was predicted."""
    right, examples = int(found.confusion.trace()), int(found.confusion.sum())
    return (
        f"{LABELS[found.part]}, {best_epoch(found.epoch)}: "
        f"accuracy {right / max(1, examples):.4f}, {right:,} of {examples:,}"
    )

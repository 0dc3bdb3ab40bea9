"""How the progress of a training is put in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from autograd_cli.cli.numbers import number
from autograd_cli.cli.progress.watch import View

if TYPE_CHECKING:
    from autograd_cli.runs import LoggedStep


def head(epoch: int, epochs: int) -> str:
    """Which epoch a line is of, always of the same width."""
    width = len(str(epochs))
    found = f"epoch {epoch:{width}}/{epochs}"
    return found if epoch else "untrained".ljust(len(found))


def figures(metrics: Mapping[str, Any]) -> list[str]:
    """A word and a number for each metric."""
    return [f"{name} {number(value)}" for name, value in metrics.items()]


def of_step(step: "LoggedStep") -> str:
    """What is told of a step, after its epoch."""
    return f"step {step.step}  loss {number(step.loss)}"


def inside(view: View) -> str:
    """What a look inside an epoch shows, in a line."""
    counted = of(view.done, view.total)
    parts = [
        f"batch {counted}" if view.doing == "batches" else f"evaluating {view.doing} {counted}"
    ]
    if view.loss is not None:
        parts.append(f"train/loss {number(view.loss)} so far")
    if view.rate is not None:
        things = "batches" if view.doing == "batches" else "examples"
        parts.append(f"{per_second(view.rate)} {things}/s")
    if view.left is not None:
        whole = "" if view.all_left is None else f", {clock(view.all_left)} in all"
        parts.append(f"{clock(view.left)} left{whole}")
    return "  ".join(parts)


def of(done: int, total: int) -> str:
    """How many of how many, always of the same width."""
    whole = f"{total:,}"
    return f"{done:>{len(whole)},}/{whole}"


def clock(seconds: float) -> str:
    """0:07, 12:34 or 1:23:45."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def per_second(rate: float) -> str:
    """A whole number, or two digits of what is below 10."""
    return f"{rate:,.0f}" if rate >= 9.95 else f"{rate:.2g}"


def last_line(path: str, summary: Mapping[str, Any]) -> str:
    """The end of a training and where it is."""
    status = "stopped early" if summary["status"] == "early_stopped" else summary["status"]
    return f"{status} in {summary.get('train_seconds', 0.0):.2f} s: {path}"

"""Training that cannot go on."""

from autograd_cli.errors import AutogradError


class DivergedError(AutogradError):
    """The loss became NaN or infinite."""

    exit_code = 3

    def __init__(self, epoch: int, batch: int | None, loss: float) -> None:
        where = f"in epoch {epoch}, batch {batch}" if batch else f"after epoch {epoch}"
        where = where if epoch else "before the first step"
        super().__init__(
            f"training diverged: the loss is {loss} {where}",
            "Try a smaller optimizer.lr, or dataset.standardize=true.",
        )

"""How long the gradients of an epoch are, from some of its steps."""

import math
from collections.abc import Mapping, Sequence

from autograd_cli import optim
from autograd_cli.data import Array
from autograd_cli.train.even_distances import at_even_distances

_MOST = 12  # steps of an epoch: of small models, to measure each would take several percent of it


class GradientNorm:
    """The length of all gradients together, before any clipping: its mean over steps of an epoch.

    These are those of the batches `looked_at`, counted from 0. `newest` is the length seen last.
    """

    def __init__(self, batches_in_epoch: int) -> None:
        self.looked_at = frozenset(at_even_distances(batches_in_epoch, _MOST).tolist())
        self.newest = math.nan
        self._sum = 0.0
        self._count = 0

    def see(self, gradients: Sequence[Array]) -> None:
        self.newest = optim.norm(gradients)

    def count(self) -> None:
        """Let the newest be one of those that the mean is taken over."""
        self._sum += self.newest
        self._count += 1

    def begin(self) -> None:
        """Another epoch."""
        self._sum, self._count = 0.0, 0

    @property
    def mean(self) -> float | None:
        """Since the epoch began; None if no step was seen, or one was too long for a number."""
        return finite(self._sum / self._count) if self._count else None

    @property
    def state(self) -> dict[str, float | int]:
        """What the mean depends on, for JSON."""
        return {"sum": self._sum, "count": self._count}

    def load_state(self, state: Mapping[str, float | int]) -> None:
        """Go on from `state`."""
        self._sum, self._count = float(state["sum"]), int(state["count"])


def finite(length: float) -> float | None:
    """A length, if it is a number."""
    return length if math.isfinite(length) else None

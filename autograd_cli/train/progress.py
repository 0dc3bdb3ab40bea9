"""Where a training stands inside an epoch, for those who look at it from outside as it goes on."""

import time
from collections.abc import Callable
from typing import Literal, TypeAlias

Doing: TypeAlias = Literal["batches", "train", "val"]


class Pass:
    """A pass of `epoch`: over its batches to train on them, or over a part for its metrics.

    `done` of `total` batches or examples are done, `first` of them when it began, at `began`.
    `losses` is the sum of the losses of the batches since.
    """

    __slots__ = ("began", "doing", "done", "epoch", "first", "losses", "total")

    def __init__(self, epoch: int, doing: Doing, total: int, first: int, began: float) -> None:
        self.epoch = epoch
        self.doing = doing
        self.total = total
        self.first = self.done = first
        self.began = began
        self.losses = 0.0


class Progress:
    """The newest pass: a training keeps its numbers, and nobody has to be told of a step.

    Who looks, from another thread perhaps, takes `newest` once and reads that: a pass is never used
    again for another.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.newest: Pass | None = None
        self.clock = clock

    def begin(self, epoch: int, doing: Doing, total: int, first: int = 0) -> Pass:
        """The next pass, whose numbers are the caller's to keep."""
        self.newest = Pass(epoch, doing, total, first, self.clock())
        return self.newest

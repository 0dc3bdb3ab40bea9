"""How far a training is and how long it will take, from looking at it now and then."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograd_cli.cli.progress.pace import Pace

if TYPE_CHECKING:
    from autograd_cli.train import Doing, Pass, Progress

_ORDER = ("batches", "train", "val")  # of an epoch's passes
_KNOWN = 2.0  # seconds that the last pass of a kind counts for in the rate of the next
_ENOUGH = 3  # epochs, to tell from them alone how long the others will take


@dataclass(frozen=True)
class View:
    """What a look at a training shows of the pass that it is in, and of all its epochs.

    `doing` it has `done` some of a `total` of batches or examples, so many `rate` a second, for
    `lasted` seconds, and there are so many `left`; the batches' mean `loss` is that since the pass
    began. `passed` epochs are done, with a fraction, and `all_left` is for the rest of them.
    What is not known yet is None.
    """

    epoch: int
    doing: "Doing"
    done: int
    total: int
    loss: float | None
    rate: float | None
    lasted: float
    left: float | None
    passed: float
    all_left: float | None


class Watch:
    """Looks at a training of so many `epochs`."""

    def __init__(self, progress: "Progress", epochs: int) -> None:
        self._progress = progress
        self._epochs = epochs
        self._pass: Pass | None = None
        self._pace = self._of_epochs = Pace(0.0, 0)
        self._took: dict[str, float] = {}  # a whole pass of each kind, as far as it is known

    def look(self) -> View | None:
        """What there is to see, or None before a training begins."""
        newest, now = self._progress.newest, self._progress.clock()
        if newest is None:
            return None
        if newest is not self._pass:
            self._begin(newest)
        return self._view(newest, now)

    def _begin(self, newest: "Pass") -> None:
        if newest.epoch and not (self._pass and self._pass.epoch):
            self._of_epochs = Pace(newest.began, newest.epoch)
        self._pass = newest
        # The first numbers of a pass are too coarse to go by alone.
        took = self._took.get(newest.doing, 0.0)
        known = min(_KNOWN, took)
        before = newest.total * known / took if took else 0.0
        self._pace = Pace(newest.began - known, newest.first - before)
        self._pace.see(newest.began, newest.first)

    def _view(self, of: "Pass", now: float) -> View:
        done, losses = of.done, of.losses
        lasted, new = now - of.began, done - of.first
        self._pace.see(now, done)
        self._of_epochs.see(now, of.epoch)
        if new:
            self._took[of.doing] = lasted * of.total / new
        left = 0.0 if done == of.total else self._pace.left(now, of.total)
        trained = done / of.total if of.doing == "batches" else 1.0
        return View(
            epoch=of.epoch,
            doing=of.doing,
            done=done,
            total=of.total,
            loss=losses / new if new and of.doing == "batches" else None,
            rate=self._pace.rate,
            lasted=lasted,
            left=left,
            passed=max(0.0, of.epoch - 1 + trained) if of.epoch else 0.0,
            all_left=self._all_left(of, now, left),
        )

    def _all_left(self, of: "Pass", now: float, left: float | None) -> float | None:
        if self._of_epochs.counted >= _ENOUGH:
            return self._of_epochs.left(now, self._epochs + 1)
        if "batches" not in self._took:
            return None
        later = _ORDER[_ORDER.index(of.doing) + 1 :]
        in_epoch = (left or 0.0) + sum(self._took.get(doing, 0.0) for doing in later)
        return in_epoch + (self._epochs - of.epoch) * sum(self._took.values())

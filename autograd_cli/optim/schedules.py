"""Schedules: the learning rate of every step."""

import math
from collections.abc import Mapping

from autograd_cli.optim.monitor import Monitor


class Schedule:
    """Base class: `rate(step)` for the steps 0, 1, ..., of which an epoch has `steps_per_epoch`.

    In the first `warmup_steps` steps W the rate rises in a straight line, from lr / W in step 0 to
    lr in step W - 1; what a subclass says in `_after_warmup` holds from step W. `varies` is False
    if the rate is always `lr`.

    Source    of the warm-up: Goyal et al., Accurate, large minibatch SGD (2017), section 2.2.
    """

    varies = True

    def __init__(self, lr: float, steps_per_epoch: int, *, warmup_steps: int = 0) -> None:
        self.lr = lr
        self.steps_per_epoch = steps_per_epoch
        self.warmup_steps = warmup_steps

    def rate(self, step: int) -> float:
        """The learning rate of step number `step`, from 0."""
        if step < self.warmup_steps:
            return self._top() * ((step + 1) / self.warmup_steps)
        return self._after_warmup(step)

    def observe(self, value: float | None) -> None:
        """At the end of an epoch: the metric that is watched."""

    @property
    def state(self) -> dict[str, float | int]:
        """What rates depend on besides the settings and the step, for JSON."""
        return {}

    def load_state(self, state: Mapping[str, float | int]) -> None:
        """Go on from `state`."""

    def _top(self) -> float:
        """Where the warm-up leads to."""
        return self.lr

    def _after_warmup(self, step: int) -> float:
        raise NotImplementedError(f"{type(self).__name__} has no rate")


class Constant(Schedule):
    """One rate throughout."""

    def __init__(self, lr: float, steps_per_epoch: int, *, warmup_steps: int = 0) -> None:
        super().__init__(lr, steps_per_epoch, warmup_steps=warmup_steps)
        self.varies = warmup_steps > 0

    def _after_warmup(self, step: int) -> float:
        return self.lr


class Step(Schedule):
    """lr gamma^k in the epochs k n, ..., k n + n - 1, from 0, with n = `every_epochs`.

    Epochs count from the beginning of the training, warm-up included.
    """

    def __init__(
        self,
        lr: float,
        steps_per_epoch: int,
        *,
        every_epochs: int,
        gamma: float,
        warmup_steps: int = 0,
    ) -> None:
        super().__init__(lr, steps_per_epoch, warmup_steps=warmup_steps)
        self.every_epochs = every_epochs
        self.gamma = gamma

    def _after_warmup(self, step: int) -> float:
        return self.lr * self.gamma ** (step // (self.every_epochs * self.steps_per_epoch))


class Cosine(Schedule):
    """min_lr + (lr - min_lr) (1 + cos(pi (t - W) / (T - W))) / 2 in step t, min_lr from step T.

    T is the number of steps in `epochs`, W that of the warm-up, which is part of them: half a
    period of the cosine, from lr in step W to min_lr in step T, the first that is left out.

    Source    Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts (2017),
              eq. 5, without restarts.
    """

    def __init__(
        self,
        lr: float,
        steps_per_epoch: int,
        *,
        epochs: int,
        min_lr: float = 0.0,
        warmup_steps: int = 0,
    ) -> None:
        super().__init__(lr, steps_per_epoch, warmup_steps=warmup_steps)
        self.steps = epochs * steps_per_epoch
        self.min_lr = min_lr

    def _after_warmup(self, step: int) -> float:
        if step >= self.steps:
            return self.min_lr
        share = (step - self.warmup_steps) / (self.steps - self.warmup_steps)
        return self.min_lr + (self.lr - self.min_lr) * (0.5 * (1 + math.cos(math.pi * share)))


class Plateau(Schedule):
    """lr factor^k, at least min_lr, after k plateaus.

    A plateau is more than `patience` epochs in a row whose metric is not better than the best, as a
    `Monitor` tells; then they are counted anew. Epochs of the warm-up count too, and it leads to
    the rate that is left.

    Source    PyTorch's ReduceLROnPlateau, with an absolute threshold.
    """

    def __init__(
        self,
        lr: float,
        steps_per_epoch: int,
        *,
        patience: int,
        factor: float,
        lower_is_better: bool,
        min_delta: float = 0.0,
        min_lr: float = 0.0,
        warmup_steps: int = 0,
    ) -> None:
        super().__init__(lr, steps_per_epoch, warmup_steps=warmup_steps)
        self.patience = patience
        self.factor = factor
        self.min_lr = min_lr
        self._monitor = Monitor(lower_is_better, min_delta)
        self._plateaus = 0

    def observe(self, value: float | None) -> None:
        self._monitor.observe(value)
        if self._monitor.waited > self.patience:
            self._monitor.waited = 0
            self._plateaus += 1

    @property
    def state(self) -> dict[str, float | int]:
        return {"plateaus": self._plateaus, **self._monitor.state}

    def load_state(self, state: Mapping[str, float | int]) -> None:
        self._plateaus = int(state["plateaus"])
        self._monitor.load_state(state)

    def _top(self) -> float:
        return min(self.lr, max(self.lr * self.factor**self._plateaus, self.min_lr))

    def _after_warmup(self, step: int) -> float:
        return self._top()

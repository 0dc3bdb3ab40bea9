"""Early stopping: the end of a training that does not get better."""

from collections.abc import Mapping

from autograd_cli.optim import Monitor


class EarlyStopping:
    """Says stop after `patience` epochs in a row without improvement by more than `min_delta`."""

    def __init__(self, patience: int, min_delta: float, lower: bool) -> None:
        self.patience = patience
        self._monitor = Monitor(lower, min_delta)

    @property
    def stopped(self) -> bool:
        """Whether it has said stop."""
        return self._monitor.waited >= self.patience

    def observe(self, value: float | None) -> bool:
        """At the end of an epoch: whether to stop, with the metric that is watched at `value`."""
        self._monitor.observe(value)
        return self.stopped

    @property
    def state(self) -> dict[str, float | int]:
        """What the next answer depends on, for JSON."""
        return self._monitor.state

    def load_state(self, state: Mapping[str, float | int]) -> None:
        """Go on from `state`."""
        self._monitor.load_state(state)

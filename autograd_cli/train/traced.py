"""One step of a training as it really happens, with all that is computed in it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from autograd_cli import optim
from autograd_cli.config import Settings
from autograd_cli.data import Array, Splits
from autograd_cli.engine import observed_by
from autograd_cli.graph import Graph
from autograd_cli.graph.modules import in_modules
from autograd_cli.graph.recorder import Recorder
from autograd_cli.nn import Module
from autograd_cli.train.loop import check, epochs
from autograd_cli.train.progress import Progress
from autograd_cli.train.step import Step, Watch
from autograd_cli.train.training import Training


@dataclass(frozen=True)
class TracedStep:
    """Step `number` of a training, the `batch`-th of `epoch`, all counted from 1.

    In `graph` the inputs are `x` and `targets`, the parameters have their names, and modules theirs
    besides `loss` and, for the penalty on weights, `l2`. `loss` is what training shows, without the
    penalty. `gradients` are what the optimizer was given, by weight; before they were clipped, if
    they were, they had the length `norm` together. `weights` and the optimizer's `state` are from
    before the step, `new_weights` and `new_state` from after it.
    """

    number: int
    epoch: int
    batch: int
    batches_in_epoch: int
    graph: Graph
    loss: float
    lr: float
    norm: float
    gradients: Mapping[str, Array]
    weights: Mapping[str, Array]
    new_weights: Mapping[str, Array]
    state: Mapping[str, Array]
    new_state: Mapping[str, Array]


class _Done(Exception):  # noqa: N818  it is none
    """The step that was asked for is done: the training need not go on."""

    def __init__(self, step: TracedStep) -> None:
        self.step = step


def traced(model: Module, splits: Splits, settings: Settings, number: int) -> TracedStep | None:
    """Train `model` in place up to step `number`, from 1, and return that; None if none is so late.

    Raises what training does.
    """
    check(settings, splits)
    training = Training(model, splits, settings, Progress())
    step = training.step

    def told(x: Array, y: Array, watch: Watch | None = None, /) -> float:
        if training.steps + 1 < number:
            return step(x, y, watch)
        return _tell(training, model, x, y, step)

    training.step = told
    try:
        for _ in epochs(training):
            pass
    except _Done as done:
        return done.step
    return None


def _tell(training: Training, model: Module, x: Array, y: Array, step: Step) -> float:
    """Take the step and raise _Done with it; return its loss alone if that is no number."""
    recorder = Recorder()
    recorder.input("x", x)
    recorder.input("targets", y)
    for name, parameter in model.parameters().items():
        recorder.input(name, parameter, "parameter")
    weights, state = _copied(model.state_dict()), _copied(training.optimizer.state)
    seen: list[Array] = []
    with observed_by(recorder), in_modules(recorder, model, after="loss"):
        loss = step(x, y, seen.extend)
    if not math.isfinite(loss):
        return loss
    settings = training.settings
    graph = recorder.graph(f"step {training.steps + 1}")
    limit = settings.train.clip_norm
    given = seen if limit is None else optim.clip_norm(seen, limit)
    raise _Done(
        TracedStep(
            number=training.steps + 1,
            epoch=training.epoch + 1,
            batch=training.batch + 1,
            batches_in_epoch=training.batches_in_epoch,
            graph=_with_penalty(graph) if settings.model.l2 else graph,
            loss=loss,
            lr=training.optimizer.lr,
            norm=optim.norm(seen),
            gradients=_copied(dict(zip(training.optimizer.names, given, strict=True))),
            weights=weights,
            new_weights=_copied(model.state_dict()),
            state=state,
            new_state=_copied(training.optimizer.state),
        )
    )


def _copied(arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {name: array.copy() for name, array in arrays.items()}


def _with_penalty(graph: Graph) -> Graph:
    """The last op adds the penalty to the loss: what was computed since that one is `l2`."""
    loss, _ = (edge.source for edge in graph.edges if edge.target == graph.outputs[-1])
    values = [replace(v, module=("l2",)) if v.number > loss else v for v in graph.values]
    return replace(graph, values=tuple(values))

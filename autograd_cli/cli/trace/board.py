"""A traced step as lines, in the order in which it happens."""

from collections.abc import Iterator
from typing import Any

from autograd_cli.cli.trace.update import clipping, formulas, kept, of_each_weight
from autograd_cli.config import Settings
from autograd_cli.graph import as_json
from autograd_cli.graph.as_json import array
from autograd_cli.graph.telling import Telling
from autograd_cli.graph.text import written
from autograd_cli.train.traced import TracedStep


def board(step: TracedStep, settings: Settings, examples: int) -> Iterator[tuple[str, list[str]]]:
    """Headings, each with the lines below it."""
    batch = len(next(v.value for v in step.graph.values if v.name == "x"))
    telling = Telling(step.graph, batch=batch, examples=examples)
    plural = "s" if batch > 1 else ""
    yield f"The batch: {batch} example{plural}", [*telling.values("input")]
    yield "The parameters", [*telling.values("parameter")]
    yield "Forward: each op", [*telling.forward()]
    yield f"The loss: {step.loss!r}", _with_penalty(step, settings)
    yield "Backward: each rule, with g the derivative in the op's result y", [*telling.backward()]
    yield "The gradients", [*telling.gradients()]
    if told := clipping(step, settings):
        yield "Clipping", [f"  {told}"]
    rules = formulas(settings.optimizer, step.lr, _steps(step))
    yield (
        f"The update: {settings.optimizer.name}, for weight w and gradient g",
        [*(f"  {rule}" for rule in rules), "", *of_each_weight(step)],
    )


def as_object(step: TracedStep, settings: Settings) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "step": step.number,
        "epoch": step.epoch,
        "batch": step.batch,
        "lr": step.lr,
        "loss": step.loss,
        "grad_norm": step.norm,
        "clip_norm": settings.train.clip_norm,
        "graph": as_json(step.graph),
        "optimizer": settings.optimizer.name,
        "formulas": [*formulas(settings.optimizer, step.lr, _steps(step))],
        "updates": [
            {
                "weight": name,
                "shape": list(weight.shape),
                "before": array(weight),
                "gradient": array(step.gradients[name]),
                "kept": {
                    letter: {"before": array(step.state[key]), "after": array(step.new_state[key])}
                    for letter, key in kept(step, name)
                },
                "after": array(step.new_weights[name]),
            }
            for name, weight in step.weights.items()
        ],
    }


def _with_penalty(step: TracedStep, settings: Settings) -> list[str]:
    l2 = settings.model.l2
    if not l2:
        return []
    total = written(step.graph.values[step.graph.outputs[-1]].value, 0)
    return [f"  with {l2:.6g} / 2 times the sum of the squared weights: {total}"]


def _steps(step: TracedStep) -> int:
    """How many steps the optimizer has done, this one included."""
    return int(step.new_state["steps"]) if "steps" in step.new_state else step.number

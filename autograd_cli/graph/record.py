"""Graphs of what can be run: a function of named values, a training step."""

from collections.abc import Callable, Mapping

import numpy as np

from autograd_cli.engine import Array, Tensor, grad, observed_by
from autograd_cli.engine.record import recorded
from autograd_cli.graph.model import Graph
from autograd_cli.graph.modules import in_modules
from autograd_cli.graph.recorder import Recorder
from autograd_cli.nn import Module


def of_expression(
    function: Callable[[Mapping[str, Tensor]], Tensor | float],
    values: Mapping[str, Array | float],
    title: str = "",
) -> Graph:
    """What `function` computes from `values`, and the gradient of its result in each of them.

    It is given tensors under the names of the values. A result that is not one number is
    differentiated along ones: its gradients are those of its sum.
    """
    recorder = Recorder()
    inputs = {name: Tensor(value, requires_grad=True) for name, value in values.items()}
    for name, x in inputs.items():
        recorder.input(name, x)
    with recorded(True), observed_by(recorder), np.errstate(all="ignore"):
        found = function(inputs)
        output = found if isinstance(found, Tensor) else Tensor(found)
        _go_back(output, inputs)
    return recorder.graph(title, output)


def of_step(
    model: Module,
    loss: Callable[[Tensor, Array], Tensor],
    x: Array,
    y: Array,
    title: str = "",
) -> Graph:
    """A training step up to its update: the loss of a batch, and its gradient in each parameter.

    The inputs are called x and targets, parameters and modules as the model calls them, and what
    the loss computes is in the module `loss`. Weights and their `grad` stay as they are.
    """
    recorder = Recorder()
    recorder.input("x", x)
    recorder.input("targets", y)
    parameters = model.parameters()
    for name, parameter in parameters.items():
        recorder.input(name, parameter, "parameter")
    with recorded(True), observed_by(recorder), np.errstate(all="ignore"):
        with in_modules(recorder, model, after="loss"):
            output = loss(model(x), y)
        _go_back(output, parameters)
    return recorder.graph(title, output)


def _go_back(output: Tensor, leaves: Mapping[str, Tensor]) -> None:
    """The reverse sweep, which leaves every `grad` alone."""
    if output.requires_grad and leaves:
        ones = np.ones(output.shape, output.dtype)
        grad(output, list(leaves.values()), ones, allow_unused=True)

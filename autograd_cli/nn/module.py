"""Module: a model or a part of one, which finds its own parameters."""

from collections.abc import Iterator, Mapping
from typing import Self

import numpy as np

from autograd_cli.engine import Array, Tensor, fill_arrays


class Module:
    """Base class of layers and models.

    A subclass sets tensors that require a gradient, modules and lists of modules as attributes and
    writes `forward(x)`. Parameters are named by the path of attributes, as in `layers.0.weight`.

    `training` tells whether it is in training, as it is from the start: layers such as Dropout then
    compute something else, from random numbers drawn from `rng`.
    """

    training = True
    rng: np.random.Generator | None = None

    def forward(self, x: Array | Tensor) -> Tensor:
        raise NotImplementedError(f"{type(self).__name__} has no forward")

    def __call__(self, x: Array | Tensor) -> Tensor:
        return self.forward(x)

    def parameters(self) -> dict[str, Tensor]:
        """The tensors that training changes, by name, in the order they were set."""
        return dict(_parameters(self, ""))

    def modules(self) -> list["Module"]:
        """The module itself, and then all below it, in the order they were set."""
        found: list[Module] = []
        _collect_modules(self, found)
        return found

    def train(self, mode: bool = True) -> Self:
        """Put the module and all below it into training, or out of it; returns itself."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Self:
        """Put the module and all below it out of training; returns itself."""
        return self.train(False)

    def use_rng(self, rng: np.random.Generator) -> None:
        """Let the module and all below it draw from one generator, in the order they run."""
        for module in self.modules():
            module.rng = rng

    def state_dict(self) -> dict[str, Array]:
        """The parameters' own arrays, by name: changing one changes the module."""
        return {name: tensor.data for name, tensor in self.parameters().items()}

    def load_state_dict(self, state: Mapping[str, Array]) -> None:
        """Copy the arrays of `state` into the parameters.

        Raises ShapeError, before anything is changed, if a name is missing or unknown or a shape
        differs.
        """
        fill_arrays(
            self.state_dict(),
            state,
            what=f"these weights do not fit {type(self).__name__}",
            hint="Build the model with the settings that the weights were saved with.",
        )


def _parameters(value: object, path: str) -> Iterator[tuple[str, Tensor]]:
    if isinstance(value, Tensor):
        if value.requires_grad:
            yield path, value
        return
    parts: list[tuple[object, object]] = []
    if isinstance(value, Module):
        parts = list(vars(value).items())
    elif isinstance(value, (list, tuple)):
        parts = list(enumerate(value))
    for name, part in parts:
        yield from _parameters(part, f"{path}.{name}" if path else str(name))


def _collect_modules(value: object, found: list[Module]) -> None:
    # Without the generators of `_parameters`: every evaluation of a model walks through it.
    if isinstance(value, Module):
        found.append(value)
        for part in vars(value).values():
            _collect_modules(part, found)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _collect_modules(part, found)

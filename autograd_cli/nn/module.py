"""Module: a model or a part of one, which finds its own parameters."""

from collections.abc import Iterator, Mapping

import numpy as np

from autograd_cli.engine import Array, ShapeError, Tensor


class Module:
    """Base class of layers and models.

    A subclass sets tensors that require a gradient, modules and lists of modules as attributes and
    writes `forward(x)`. Parameters are named by the path of attributes, as in `layers.0.weight`.
    """

    def forward(self, x: Array | Tensor) -> Tensor:
        raise NotImplementedError(f"{type(self).__name__} has no forward")

    def __call__(self, x: Array | Tensor) -> Tensor:
        return self.forward(x)

    def parameters(self) -> dict[str, Tensor]:
        """The tensors that training changes, by name, in the order they were set."""
        return dict(_parameters(self, ""))

    def state_dict(self) -> dict[str, Array]:
        """The parameters' own arrays, by name: changing one changes the module."""
        return {name: tensor.data for name, tensor in self.parameters().items()}

    def load_state_dict(self, state: Mapping[str, Array]) -> None:
        """Copy the arrays of `state` into the parameters.

        Raises ShapeError, before anything is changed, if a name is missing or unknown or a shape
        differs.
        """
        own = self.state_dict()
        wrong = sorted(own.keys() ^ state.keys())
        wrong += [
            name for name in own.keys() & state.keys() if np.shape(state[name]) != own[name].shape
        ]
        if wrong:
            raise ShapeError(
                f"these weights do not fit {type(self).__name__}: {', '.join(wrong)}",
                "Build the model with the settings that the weights were saved with.",
            )
        for name, array in own.items():
            array[...] = state[name]


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

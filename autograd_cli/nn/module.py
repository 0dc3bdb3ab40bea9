"""Module: a model or a part of one, which finds its own parameters."""

from collections.abc import Iterator, Mapping
from reprlib import recursive_repr
from textwrap import indent
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from autograd_cli.engine import Array, Tensor, TensorLike, fill_arrays


class Module:
    """Base class of layers and models.

    A subclass sets tensors that require a gradient, modules and lists of modules as attributes and
    writes `forward(x)`. Parameters are named by the path of attributes, as in `layers.0.weight`;
    what is found twice is shared, and has the first of its names.

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
        found = ((path, v) for path, v in _walk(self, "", set()) if isinstance(v, Tensor))
        return {path: v for path, v in found if v.requires_grad and v.is_leaf}

    def modules(self) -> list["Module"]:
        """The module itself, and then all below it, in the order they were set."""
        found: dict[int, Module] = {}
        _collect_modules(self, found)
        return list(found.values())

    def named_modules(self) -> dict[str, "Module"]:
        """The module itself, as "", and all below it, each by its path of attributes."""
        return {path: part for path, part in _walk(self, "", set()) if isinstance(part, Module)}

    def train(self, mode: bool = True) -> Self:
        """Put the module and all below it into training, or out of it; returns itself."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Self:
        """Put the module and all below it out of training; returns itself."""
        return self.train(False)

    def astype(self, dtype: DTypeLike) -> Self:
        """Convert the parameters, and other tensors of floats, to `dtype`; returns itself.

        They are new tensors, without `grad`: make optimizers after it. Raises TypeError, before
        anything is changed, unless `dtype` is float32 or float64.
        """
        wanted: np.dtype[Any] = np.dtype(dtype)
        if wanted not in (np.float32, np.float64):
            raise TypeError(f"parameters are of float32 or float64, not {wanted}")
        converted: dict[int, tuple[Tensor, Tensor]] = {}
        for module in self.modules():
            for name, value in vars(module).items():
                setattr(module, name, _converted(value, wanted, converted))
        return self

    def use_rng(self, rng: np.random.Generator) -> None:
        """Let the module and all below it draw from one generator, in the order they run."""
        for module in self.modules():
            module.rng = rng

    def state_dict(self) -> dict[str, Array]:
        """The parameters' own arrays, by name: changing one changes the module."""
        return {name: tensor.data for name, tensor in self.parameters().items()}

    def load_state_dict(self, state: Mapping[str, TensorLike]) -> None:
        """Copy what `state` holds, arrays or tensors of real numbers, into the parameters.

        These keep their dtype. Raises ShapeError, before anything is changed, if a name is missing
        or unknown, a shape differs, or something is not made of real numbers.
        """
        fill_arrays(
            self.state_dict(),
            state,
            what=f"these weights do not fit {type(self).__name__}",
            hint="Build the model with the settings that the weights were saved with.",
        )

    def extra_repr(self) -> str:
        """What stands in the parentheses of its `repr`, besides the modules below it."""
        return ""

    @recursive_repr()
    def __repr__(self) -> str:
        own = self.extra_repr()
        parts = [f"({path}): {module!r}" for path, module in _children(self, "")]
        if parts:
            lines = "\n".join([own, *parts] if own else parts)
            own = f"\n{indent(lines, '  ')}\n"
        return f"{type(self).__name__}({own})"


def _parts(value: object) -> list[tuple[str, object]]:
    """What a module or a list holds, by name."""
    if isinstance(value, Module):
        return list(vars(value).items())
    if isinstance(value, (list, tuple)):
        return [(str(number), part) for number, part in enumerate(value)]
    return []


def _walk(value: object, path: str, seen: set[int]) -> Iterator[tuple[str, "Module | Tensor"]]:
    """All modules and tensors in `value`, each once, by the path that first leads to it."""
    if isinstance(value, (Module, Tensor)):
        if id(value) in seen:
            return
        seen.add(id(value))
        yield path, value
    for name, part in _parts(value):
        yield from _walk(part, f"{path}.{name}" if path else name, seen)


def _children(value: object, path: str) -> Iterator[tuple[str, Module]]:
    """The modules right below, also in lists."""
    for name, part in _parts(value):
        place = f"{path}.{name}" if path else name
        if isinstance(part, Module):
            yield place, part
        else:
            yield from _children(part, place)


def _converted(
    value: object, dtype: np.dtype[Any], done: dict[int, tuple[Tensor, Tensor]]
) -> object:
    """A tensor of floats as `dtype`, the same one each time it is met; so in lists."""
    if isinstance(value, Tensor):
        if value.dtype.kind != "f" or value.dtype == dtype or not value.is_leaf:
            return value
        if id(value) not in done:  # the old one is kept, so that no other can have its id
            new = Tensor(value.data, value.requires_grad, dtype=dtype)
            done[id(value)] = value, new
        return done[id(value)][1]
    if isinstance(value, list):
        value[:] = [_converted(part, dtype, done) for part in value]
    elif isinstance(value, tuple):
        parts = [_converted(part, dtype, done) for part in value]
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            return type(value)._make(parts) if hasattr(value, "_make") else type(value)(parts)
    return value


def _collect_modules(value: object, found: dict[int, Module]) -> None:
    # Without the generators of `_walk`: every evaluation of a model walks through it.
    if isinstance(value, Module):
        if id(value) in found:
            return
        found[id(value)] = value
        for part in vars(value).values():
            _collect_modules(part, found)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _collect_modules(part, found)

"""Sequential: layers one after the other."""

from collections.abc import Iterator, Mapping
from typing import overload

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.module import Module


class Sequential(Module):
    """Each module takes what the one before it gives.

    They are its attributes, called 0, 1, ... as in PyTorch, so that a parameter is `0.weight`, or
    as the keys of a single mapping.

    Raises TypeError for what is no module, ValueError for a name that is taken.
    """

    def __init__(self, *modules: Module | Mapping[str, Module]) -> None:
        named: Mapping[str, object] = {str(i): module for i, module in enumerate(modules)}
        if len(modules) == 1 and isinstance(modules[0], Mapping):
            named = modules[0]
        for name, module in named.items():
            self._add(name, module)

    def forward(self, x: Array | Tensor) -> Tensor:
        for module in self._named().values():
            x = module(x)
        return x if isinstance(x, Tensor) else Tensor(x)

    def __len__(self) -> int:
        return len(self._named())

    def __iter__(self) -> Iterator[Module]:
        return iter(self._named().values())

    @overload
    def __getitem__(self, index: int) -> Module: ...

    @overload
    def __getitem__(self, index: slice) -> "Sequential": ...

    def __getitem__(self, index: int | slice) -> Module:
        """One of the modules, or some as a Sequential in which they keep their names."""
        if isinstance(index, slice):
            return Sequential(dict(list(self._named().items())[index]))
        return list(self._named().values())[index]

    def _named(self) -> dict[str, Module]:
        return {name: part for name, part in vars(self).items() if isinstance(part, Module)}

    def _add(self, name: str, module: object) -> None:
        if not isinstance(module, Module):
            raise TypeError(
                f"Sequential takes modules; given {module!r:.60}. A function becomes one as the "
                "forward of a class of its own."
            )
        if not name or "." in name or hasattr(self, name):
            raise ValueError(f"a module of {type(self).__name__} cannot be called {name!r}")
        setattr(self, name, module)

"""Flatten: several axes as one."""

from autograd_cli.engine import Array, Tensor
from autograd_cli.nn.module import Module
from autograd_cli.ops import flatten


class Flatten(Module):
    """The axes from `start_dim` to `end_dim` as one: by default images as rows of numbers."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, x: Array | Tensor) -> Tensor:
        return flatten(x, self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"

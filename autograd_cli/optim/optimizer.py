"""What optimizers have in common: named weights, a learning rate, and state to go on from."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from autograd_cli.engine import ShapeError, fill_arrays
from autograd_cli.optim.blocks import Array, Block, blocks, zeros


class Optimizer:
    """Base class: moves `weights`, the arrays to change, by name, whose order `names` keeps.

    `lr` may be set between steps. `state` holds, by name, everything else that the next step
    depends on; its arrays are changed in place.

    A subclass names in `kinds` what it keeps for every weight, an array `<kind>.<weight>` from 0,
    and writes `step`.
    """

    def __init__(
        self, weights: Mapping[str, Array], *, kinds: Sequence[str], lr: float, weight_decay: float
    ) -> None:
        self.names = tuple(weights)
        self.state: dict[str, Array] = {}
        self._dtype = np.result_type(np.float16, *weights.values())
        self._highest = float(np.finfo(self._dtype).max)
        self._lr = self._constant(lr)
        self.lr = lr
        self._decay = self._constant(weight_decay) if weight_decay else None
        self._blocks = blocks(weights, together=bool(kinds))
        self._cut = {b.pieces[0].number for b in self._blocks if b.pieces[0].rows is not None}
        for kind in kinds:
            arrays = zeros(self._blocks, list(weights.values()))
            self.state |= {f"{kind}.{n}": a for n, a in zip(weights, arrays, strict=True)}

    @property
    def lr(self) -> float:
        """The learning rate."""
        return self._exact_lr

    @lr.setter
    def lr(self, value: float) -> None:
        self._exact_lr = float(value)
        self._lr.fill(min(value, self._highest))

    def step(self, gradients: Sequence[Array]) -> None:
        """Move the weights by `gradients`, in the order of `names`, which are only read."""
        raise NotImplementedError(f"{type(self).__name__} has no step")

    def load_state(self, state: Mapping[str, Array]) -> None:
        """Go on from a copy of `state`.

        Raises ShapeError, before anything is changed, if a name is missing or unknown or a shape
        differs.
        """
        fill_arrays(
            self.state,
            state,
            what=f"this state does not fit {type(self).__name__}",
            hint="Build model and optimizer with the settings that it was saved with.",
        )

    def _gathered(self, gradients: Sequence[Array]) -> Iterator[tuple[Block, Array]]:
        """Every block with its gradients, to which weight decay is added."""
        self._check(gradients)
        if self._cut:
            gradients = [g.reshape(-1) if i in self._cut else g for i, g in enumerate(gradients)]
        for block in self._blocks:
            yield block, block.gather(gradients, self._decay)

    def _check(self, gradients: Sequence[Array]) -> None:
        if len(gradients) != len(self.names):
            raise ShapeError(f"{len(gradients)} gradients for {len(self.names)} weights")

    def _constant(self, value: float) -> Array:
        """A number as NumPy computes with it fastest: one of float64 would make float32 slow."""
        return np.array(min(value, self._highest), self._dtype)

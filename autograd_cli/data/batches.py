"""One epoch's examples, a batch at a time."""

from collections.abc import Iterator

import numpy as np

from autograd_cli.data.dataset import Array, Part


def batches(
    part: Part, size: int, rng: np.random.Generator | None
) -> Iterator[tuple[Array, Array]]:
    """The part in batches x (size, D), y (size,), the last one perhaps smaller.

    In the order that `rng` draws, or in the part's own if it is None.
    """
    x, y = part.x, part.y
    if rng is not None:
        order = rng.permutation(len(part))
        x, y = x[order], y[order]
    for start in range(0, len(part), size):
        yield x[start : start + size], y[start : start + size]

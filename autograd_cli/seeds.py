"""Named random streams, all derived from one seed; there is no global generator."""

import numpy as np


class Seeds:
    """The streams of one run.

    A stream is keyed by the seed, a name and numbers (an epoch, say), so that asking for one never
    moves another: adding a consumer, or starting at epoch 7, changes no number drawn elsewhere.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def stream(self, name: str, *numbers: int) -> np.random.Generator:
        """The generator called `name` (of epoch, fold, ... `numbers`), fresh at its beginning."""
        key = (int.from_bytes(name.encode(), "big"), *numbers)
        return np.random.Generator(
            np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key))
        )

"""A table of numbers on the disk, and what becomes of it."""

import numpy as np

from autograd_cli.config import Settings
from autograd_cli.data import mapped
from autograd_cli.seeds import Seeds

RNG = np.random.default_rng(0)
TABLE = np.column_stack([RNG.normal(size=(100, 3)), np.arange(100) % 4])


def settings_of(path, *, model="mlp", **dataset):
    return Settings(
        dataset={"name": "npy", "path": str(path), **dataset},
        model={"name": model},
    )


def build(folder, table, *, seed=0, model="mlp", **dataset):
    np.save(folder / "t.npy", table)
    return mapped.build(settings_of(folder / "t.npy", model=model, **dataset), Seeds(seed))


def rows_of(part):
    batches = list(part.batches(7))
    return np.concatenate([x for x, _ in batches]), np.concatenate([y for _, y in batches])

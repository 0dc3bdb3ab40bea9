"""A trainer of random configs, and the tables that they may name."""

import functools
import importlib.metadata
import os

import numpy as np
import pytest
from trainer import Trainer


@pytest.fixture(scope="module")
def trainer(tmp_path_factory):
    """Trains in a folder with tables; nothing is flushed to the disk, which would take longest."""
    folder = tmp_path_factory.mktemp("fuzz")
    numbers = np.random.default_rng(0).normal(size=(30, 3))
    rows = [f"{u},{v},{'ab'[int(z > 0)]}\n" for u, v, z in numbers]
    (folder / "t.csv").write_text("".join(["u,v,y\n", *rows]))
    np.savez(folder / "t.npz", u=numbers[:, 0], v=numbers[:, 1], y=numbers[:, 2])
    np.save(folder / "t.npy", numbers)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(os, "fsync", lambda descriptor: None)
        version = functools.cache(importlib.metadata.version)
        patch.setattr(importlib.metadata, "version", version)
        yield Trainer(folder)

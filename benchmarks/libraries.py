"""The libraries that autograd-cli is measured beside, and how each is set up, alike everywhere."""

import os
from importlib.util import find_spec

from benchmarks import THREADS

PYTORCH = "PyTorch eager"
JAX = "JAX op by op"
HIPS = "HIPS autograd"
MYGRAD = "MyGrad"


class Unable(Exception):
    """A peer cannot do the work; the message says why, in a few words."""


def prepare(library: str) -> None:
    """Set `library` up for this process; raises Unable if it is not installed."""
    if find_spec(library) is None:
        raise Unable("not installed")
    if library == "torch":
        import torch

        torch.set_num_threads(int(os.environ[THREADS]))
    elif library == "jax":
        import jax

        jax.config.update("jax_enable_x64", True)
    elif library == "mygrad":
        import mygrad

        mygrad.turn_memory_guarding_off()

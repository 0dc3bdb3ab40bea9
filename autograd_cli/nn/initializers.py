"""Random starting weights (K, D): K outputs, D inputs."""

import numpy as np

from autograd_cli.engine import Array


def kaiming_normal(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Normal with variance 2 / D, for layers followed by ReLU.

    Source    He et al., Delving deep into rectifiers (2015), eq. 10.
    """
    return rng.normal(scale=np.sqrt(2 / shape[1]), size=shape)


def xavier_uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Uniform within +- sqrt(6 / (D + K)), for layers followed by sigmoid or nothing.

    Source    Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
              networks (2010), eq. 16.
    """
    bound = np.sqrt(6 / (shape[0] + shape[1]))
    return rng.uniform(-bound, bound, size=shape)

"""Optimizers, which move plain arrays by their gradients, and schedules of learning rates."""

from autograd_cli.optim.adam import Adam, AdamW
from autograd_cli.optim.clipping import clip_norm, norm
from autograd_cli.optim.monitor import Monitor, improves
from autograd_cli.optim.optimizer import Optimizer
from autograd_cli.optim.rmsprop import RMSprop
from autograd_cli.optim.schedules import Constant, Cosine, Plateau, Schedule, Step
from autograd_cli.optim.sgd import SGD

__all__ = [
    "SGD",
    "Adam",
    "AdamW",
    "Constant",
    "Cosine",
    "Monitor",
    "Optimizer",
    "Plateau",
    "RMSprop",
    "Schedule",
    "Step",
    "clip_norm",
    "improves",
    "norm",
]

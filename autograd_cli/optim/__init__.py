"""Optimizers: rules that move plain arrays by their gradients."""

from autograd_cli.optim.sgd import SGD

__all__ = ["SGD"]

"""Modules: layers with parameters, and how those start."""

from autograd_cli.nn.dropout import Dropout
from autograd_cli.nn.initializers import kaiming_normal, xavier_uniform
from autograd_cli.nn.linear import Linear
from autograd_cli.nn.module import Module

__all__ = ["Dropout", "Linear", "Module", "kaiming_normal", "xavier_uniform"]

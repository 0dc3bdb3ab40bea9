"""Modules: layers with parameters, and how those start."""

from autograd_cli.nn.activations import ReLU, Sigmoid, Tanh
from autograd_cli.nn.conv import Conv2d
from autograd_cli.nn.dropout import Dropout
from autograd_cli.nn.flatten import Flatten
from autograd_cli.nn.initializers import (
    Initializer,
    fans,
    gain,
    kaiming_normal,
    kaiming_uniform,
    xavier_normal,
    xavier_uniform,
)
from autograd_cli.nn.linear import Linear
from autograd_cli.nn.module import Module
from autograd_cli.nn.pooling import AvgPool2d, MaxPool2d
from autograd_cli.nn.sequential import Sequential

__all__ = [
    "AvgPool2d",
    "Conv2d",
    "Dropout",
    "Flatten",
    "Initializer",
    "Linear",
    "MaxPool2d",
    "Module",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "Tanh",
    "fans",
    "gain",
    "kaiming_normal",
    "kaiming_uniform",
    "xavier_normal",
    "xavier_uniform",
]

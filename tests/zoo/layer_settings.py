"""Convolutional networks in few words."""

from autograd_cli import zoo
from autograd_cli.config import schema
from autograd_cli.seeds import Seeds


def conv(channels=4, **settings):
    return schema.Conv(name="conv", channels=channels, **settings)


def max_pool(**settings):
    return schema.MaxPool(name="max_pool", **settings)


def avg_pool(**settings):
    return schema.AvgPool(name="avg_pool", **settings)


def dense(units=3):
    return schema.Dense(name="dense", units=units)


def dropout(p=0.5):
    return schema.Dropout(name="dropout", p=p)


def build(*layers, shape=(2, 8, 8), outputs=3, seed=0, **settings):
    chosen = schema.ConvNet(name="convnet", layers=list(layers), **settings)
    return zoo.build(chosen, shape, outputs, Seeds(seed))

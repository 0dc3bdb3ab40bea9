"""The datasets that are drawn from a seed of their own, whatever the run's."""

from typing import TypeAlias

import numpy as np

from autograd_cli.config import SettingError, schema
from autograd_cli.data.circles import circles
from autograd_cli.data.dataset import Dataset
from autograd_cli.data.linear import linear
from autograd_cli.data.moons import moons
from autograd_cli.data.sine import sine
from autograd_cli.data.spirals import spirals
from autograd_cli.data.synthetic_regression import synthetic_regression

DrawnSettings: TypeAlias = (
    schema.SyntheticRegression
    | schema.Line
    | schema.Sine
    | schema.Moons
    | schema.Circles
    | schema.Spirals
)


def draw(settings: DrawnSettings) -> Dataset:
    """The whole dataset of a config.

    Raises SettingError if it does not fit into the memory, or holds numbers too large for float64.
    """
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # told below, with the setting's name
            dataset = _draw(settings)
    except MemoryError as error:
        raise SettingError(("dataset", "n"), f"too large for the memory: {error}") from error
    if not (np.isfinite(dataset.x).all() and np.isfinite(dataset.y).all()):
        key, value = _largest(settings)
        raise SettingError(("dataset", key), f"{value} makes numbers too large for float64")
    return dataset


def _draw(settings: DrawnSettings) -> Dataset:
    match settings:
        case schema.SyntheticRegression(n=n, d=d, noise=noise, seed=seed):
            return synthetic_regression(n, d, noise, seed)
        case schema.Line(n=n, noise=noise, slope=slope, intercept=intercept, seed=seed):
            return linear(n, noise, slope=slope, intercept=intercept, seed=seed)
        case schema.Sine(n=n, noise=noise, frequency=frequency, seed=seed):
            return sine(n, noise, frequency=frequency, seed=seed)
        case schema.Moons(n=n, noise=noise, seed=seed):
            return moons(n, noise, seed=seed)
        case schema.Circles(n=n, noise=noise, factor=factor, seed=seed):
            return circles(n, noise, factor=factor, seed=seed)
        case schema.Spirals(n=n, noise=noise, classes=classes, turns=turns, seed=seed):
            return spirals(n, noise, classes=classes, turns=turns, seed=seed)


def _largest(settings: DrawnSettings) -> tuple[str, float]:
    """The setting that is farthest from 0."""
    values = {key: value for key, value in settings.as_dict().items() if isinstance(value, float)}
    key = max(values, key=lambda key: abs(values[key]))
    return key, values[key]

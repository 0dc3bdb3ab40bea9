"""Datasets that scikit-learn brings along, so that they need no network."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd_cli.config.schema import Task
from autograd_cli.data.cache import Table, cached
from autograd_cli.data.dataset import Dataset


def bundled(name: str, task: Task, load: Callable[[], Any]) -> Dataset:
    """The dataset called `name`: from the cache, or by `load`, a loader of scikit-learn's."""
    table = cached(name, lambda: _table(load(), task))
    return Dataset(
        task,
        table.arrays["x"],
        table.arrays["y"],
        tuple(table.names["features"]),
        tuple(table.names["classes"]),
    )


def _table(bunch: Any, task: Task) -> Table:
    labels = np.int64 if task == "multiclass" else np.float64
    arrays = {"x": bunch.data.astype(np.float64), "y": bunch.target.astype(labels)}
    classes = [] if task == "regression" else bunch.target_names
    names = {"features": bunch.feature_names, "classes": classes}
    return Table(arrays, {key: list(map(str, given)) for key, given in names.items()})

"""A dataset cut in two by a seeded draw, in equal shares of every class."""

import numpy as np

from autograd_cli.config import SettingError
from autograd_cli.data.dataset import Dataset, Part, Scaler, Splits


def split(
    dataset: Dataset, fraction: float, *, standardize: bool, rng: np.random.Generator
) -> Splits:
    """Hold `fraction` of the examples out for validation; both parts keep the dataset's order.

    Raises SettingError if one of the parts would be empty.
    """
    n = len(dataset.x)
    held_out = round(fraction * n)
    if held_out == n or (fraction > 0 and held_out == 0):
        raise SettingError(
            ("dataset", "validation_fraction"),
            f"{fraction} of {n} examples leaves {n - held_out} for training "
            f"and {held_out} for validation",
        )
    groups = (
        [np.arange(n)]
        if dataset.task == "regression"
        else [np.flatnonzero(dataset.y == k) for k in range(len(dataset.class_names))]
    )
    chosen = np.zeros(n, dtype=bool)
    for group, count in zip(groups, _shares([len(g) for g in groups], held_out), strict=True):
        chosen[rng.permutation(group)[:count]] = True
    x = dataset.x
    scaler = Scaler.fit(x[~chosen]) if standardize else None
    if scaler:
        x = scaler.apply(x)
    validation = Part(x[chosen], dataset.y[chosen]) if held_out else None
    return Splits(dataset, Part(x[~chosen], dataset.y[~chosen]), validation, scaler)


def _shares(sizes: list[int], total: int) -> list[int]:
    """`total` divided in proportion to `sizes`, by largest remainder, the first class first."""
    exact = [size * total / sum(sizes) for size in sizes]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares

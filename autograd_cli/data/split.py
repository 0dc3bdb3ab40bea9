"""A dataset cut in two by a seeded draw, in equal shares of every class."""

import numpy as np

from autograd_cli.config import SettingError
from autograd_cli.data.dataset import Dataset, Splits
from autograd_cli.data.part import Array, ArrayPart
from autograd_cli.data.scaler import Scaler
from autograd_cli.data.table_preprocessing import TablePreprocessing


def split(
    dataset: Dataset, fraction: float, *, standardize: bool, rng: np.random.Generator
) -> Splits:
    """Hold `fraction` of the examples out for validation; both parts keep the dataset's order.

    Raises SettingError if one of the parts would be empty.
    """
    chosen = held_out(dataset.y, len(dataset.class_names), fraction, rng)
    x = dataset.x
    scaler = Scaler.fit(x[~chosen]) if standardize else None
    if scaler:
        x = scaler.apply(x)
    return Splits(
        ArrayPart(x[~chosen], dataset.y[~chosen]),
        ArrayPart(x[chosen], dataset.y[chosen]) if chosen.any() else None,
        TablePreprocessing.of_numbers(
            dataset.task, dataset.feature_names, dataset.class_names, scaler
        ),
        dataset.fingerprint(),
    )


def held_out(y: Array, classes: int, fraction: float, rng: np.random.Generator) -> Array:
    """Which examples are for validation, (N,): `fraction` of them, of every class its share.

    `y` are the positions of the classes; for numbers, `classes` is 0.

    Raises SettingError if one of the parts would be empty.
    """
    n = len(y)
    count = held_out_count(n, fraction)
    groups = [np.flatnonzero(y == k) for k in range(classes)] if classes else [np.arange(n)]
    chosen = np.zeros(n, dtype=bool)
    for group, share in zip(groups, _shares([len(g) for g in groups], count), strict=True):
        chosen[rng.permutation(group)[:share]] = True
    return chosen


def held_out_count(examples: int, fraction: float) -> int:
    """How many examples are for validation. Raises SettingError if that leaves a part empty."""
    count = round(fraction * examples)
    if count == examples or (fraction > 0 and count == 0):
        raise SettingError(
            ("dataset", "validation_fraction"),
            f"{fraction} of {examples} examples leaves {examples - count} for training "
            f"and {count} for validation",
        )
    return count


def _shares(sizes: list[int], total: int) -> list[int]:
    """`total` divided in proportion to `sizes`, by largest remainder, the first class first."""
    exact = [size * total / sum(sizes) for size in sizes]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares

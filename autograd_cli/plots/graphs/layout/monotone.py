"""Numbers in a given order that are as near as possible to wanted ones."""

from collections.abc import Sequence


def rising(values: Sequence[float], weights: Sequence[float] | None = None) -> list[float]:
    """The numbers nearest to the values, in squares, of which none is less than the one before."""
    pools: list[tuple[float, float, int]] = []  # means, weights and how many
    for value, weight in zip(values, weights or [1.0] * len(values), strict=True):
        mean, total, count = value, weight, 1
        while pools and pools[-1][0] > mean:
            other, heavy, more = pools.pop()
            mean = (mean * total + other * heavy) / (total + heavy)
            total, count = total + heavy, count + more
        pools.append((mean, total, count))
    return [mean for mean, _, count in pools for _ in range(count)]


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places in that order, `apart` at least if there is room, from `low` to `high`."""
    if len(wanted) > 1:
        apart = min(apart, (high - low) / (len(wanted) - 1))
    shifted = rising([place - number * apart for number, place in enumerate(wanted)])
    last = high - (len(wanted) - 1) * apart
    return [min(max(s, low), last) + number * apart for number, s in enumerate(shifted)]

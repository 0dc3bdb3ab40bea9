"""The batches of a part in memory: their order, where they begin, what they cost."""

import tracemalloc
from collections import deque

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli.data import ArrayPart
from autograd_cli.seeds import Seeds

sizes = st.one_of(st.integers(1, 80), st.just(10_000))


def _part(n):
    """Example i is (i, -i) with the target i."""
    i = np.arange(n, dtype=np.float64)
    return ArrayPart(np.column_stack([i, -i]), np.arange(n))


def _rng(seed=0):
    return Seeds(seed).stream("shuffle", 1)


@given(st.integers(0, 60), sizes, st.booleans())
def test_the_batches_hold_every_example_once(n, size, shuffled):
    batches = list(_part(n).batches(size, _rng() if shuffled else None))
    assert [len(y) for _, y in batches[:-1]] == [size] * (len(batches) - 1)
    assert all(1 <= len(y) <= size for _, y in batches)
    y = np.array([row for _, y in batches for row in y])
    assert sorted(y) == list(range(n))
    for x, y in batches:
        assert np.array_equal(x, np.column_stack([y, -y]))


@pytest.mark.parametrize("n", [9, 10_000])
@pytest.mark.parametrize("size", [1, 2, 4096, 5000, 20_000])
def test_the_order_is_the_streams_permutation_or_the_parts_own(n, size):
    for rng, order in ((_rng(), _rng().permutation(n)), (None, np.arange(n))):
        y = np.concatenate([y for _, y in _part(n).batches(size, rng)])
        assert np.array_equal(y, order)


@given(st.integers(0, 9000), sizes, st.integers(0, 40), st.booleans())
def test_batches_from_a_later_one_on_are_the_rest(n, size, first, shuffled):
    size += n // 50  # so that there are few
    part = _part(n)
    whole = list(part.batches(size, _rng() if shuffled else None))
    rest = list(part.batches(size, _rng() if shuffled else None, first=first))
    assert len(rest) == max(0, len(whole) - first)
    for (x, y), (x0, y0) in zip(rest, whole[first:], strict=True):
        assert np.array_equal(x, x0)
        assert np.array_equal(y, y0)


@given(st.lists(st.integers(0, 59), unique=True))
def test_some_examples_by_their_numbers(rows):
    rows = np.array(sorted(rows), int)
    x, y = _part(60).at(rows)
    assert np.array_equal(y, rows)
    assert np.array_equal(x, np.column_stack([y, -y]))


def test_the_part_is_not_changed_by_shuffling():
    part = _part(9)
    for x, y in part.batches(2, _rng()):
        x[:] = y[:] = 0
    assert part.y.tolist() == list(range(9))


def test_an_epoch_takes_little_more_memory_than_its_order():
    part = ArrayPart(np.zeros((100_000, 20)), np.zeros(100_000))
    tracemalloc.start()
    deque(part.batches(100, _rng()), maxlen=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000 * 8 + 2 * 4096 * 21 * 8 + 100_000, "the examples are 16,000,000 bytes"

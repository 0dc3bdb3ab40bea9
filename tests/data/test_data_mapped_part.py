"""The batches of a table that stays on the disk: their order, where they begin, what they hold."""

import tracemalloc
from collections import deque
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli.config import Settings
from autograd_cli.data import mapped
from autograd_cli.data.mapped import blocks, draw, part
from autograd_cli.data.mapped.blocks import Blocks
from autograd_cli.data.mapped.table import Table
from autograd_cli.seeds import Seeds

ROWS = 500


@pytest.fixture(autouse=True, scope="module")
def _small():
    """Blocks of 4 rows, of which a buffer takes 10, so that a small table has many groups."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_BYTES", 4 * 3 * 8)
        patch.setattr(part, "_BUFFER", 40 * 3 * 8)
        patch.setattr(part, "_GATHERED", 16)
        yield


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Row i is i, -i and the target i."""
    i = np.arange(ROWS, dtype=np.float64)
    path = tmp_path_factory.mktemp("data") / "t.npy"
    np.save(path, np.column_stack([i, -i, i]))
    return path


@pytest.fixture(scope="module")
def parts(table):
    """The training part, by the fraction that is held out."""
    return {fraction: _splits(table, fraction).train for fraction in (0, 0.3)}


def _splits(path, fraction=0.3, **dataset):
    dataset = {"name": "npy", "path": str(path), "task": "regression", **dataset}
    return mapped.build(
        Settings(dataset={**dataset, "validation_fraction": fraction}, model={"name": "mlp"}),
        Seeds(0),
    )


def _rng(seed=0):
    return Seeds(seed).stream("shuffle", 1)


def _rows(batches):
    return np.concatenate([y for _, y in batches])


@pytest.mark.parametrize("fraction", [0, 0.3])
@pytest.mark.parametrize("size", [1, 3, 16, 37, 64, 350, 1000])
@pytest.mark.parametrize("shuffled", [True, False])
def test_the_batches_hold_every_example_once(table, fraction, size, shuffled):
    splits = _splits(table, fraction)
    for examples in filter(None, (splits.train, splits.validation)):
        found = list(examples.batches(size, _rng() if shuffled else None))
        assert [len(y) for _, y in found[:-1]] == [size] * (len(found) - 1)
        assert 1 <= len(found[-1][1]) <= size
        x, y = np.concatenate([x for x, _ in found]), _rows(found)
        assert np.array_equal(x, np.column_stack([y, -y]))
        assert len(y) == len(examples)
        assert np.array_equal(np.unique(y), np.sort(y))
        assert np.array_equal(y, np.sort(y)) == (not shuffled)


@given(st.sets(st.integers(0, 349)), st.sampled_from([0, 0.3]))
def test_some_examples_by_their_numbers(parts, rows, fraction):
    rows = np.array(sorted(rows), int)
    x, y = parts[fraction].astype("float32").at(rows)
    assert (x.dtype, y.dtype) == ("float32", "float32")
    assert np.array_equal(y, _rows(parts[fraction].batches(350))[rows])
    assert np.array_equal(x, np.column_stack([y, -y]))


@given(
    st.integers(1, 40),
    st.integers(0, 60),
    st.booleans(),
    st.sampled_from([0, 0.3]),
    st.integers(0, 3),
)
def test_batches_from_a_later_one_on_are_the_rest(parts, size, first, shuffled, fraction, seed):
    examples = parts[fraction]
    whole = list(examples.batches(size, _rng(seed) if shuffled else None))
    rest = list(examples.batches(size, _rng(seed) if shuffled else None, first=first))
    assert len(rest) == max(0, len(whole) - first)
    for (x, y), (x0, y0) in zip(rest, whole[first:], strict=True):
        assert np.array_equal(x, x0)
        assert np.array_equal(y, y0)


def test_what_is_skipped_is_not_read(table, monkeypatch):
    examples = _splits(table).train
    read = []
    original = Table.windows

    def windows(self, file, spans):
        spans = list(spans)
        read.extend(spans)
        return original(self, file, spans)

    monkeypatch.setattr(Table, "windows", windows)
    list(examples.batches(10, _rng()))
    assert len(read) == 125, "every block"
    whole = read.copy()
    read.clear()
    list(examples.batches(10, _rng(), first=30))
    assert read == whole[100:], "30 batches are 300 of the 350 rows, so over 10 of 13 groups"
    read.clear()
    assert list(examples.batches(10, _rng(), first=35)) == []
    assert read == []
    examples.at(np.array([3, 40]))
    assert 0 < len(read) < 30, "of 125 blocks, for the 41st row of 350"


def test_the_order_is_the_streams(table):
    examples = _splits(table).train
    orders = [_rows(examples.batches(10, _rng(seed))) for seed in (0, 0, 1)]
    assert np.array_equal(orders[0], orders[1])
    assert not np.array_equal(orders[0], orders[2])


def test_the_order_does_not_depend_on_the_size_of_a_batch(table):
    examples = _splits(table).train
    orders = {size: _rows(examples.batches(size, _rng())) for size in (1, 7, 350)}
    assert np.array_equal(orders[1], orders[7])
    assert np.array_equal(orders[1], orders[350])


def test_rows_of_far_blocks_are_mixed(table):
    y = _rows(_splits(table, 0).train.batches(40, _rng()))
    groups = y[:480].reshape(12, 40)
    for rows in groups:
        of_blocks = np.unique(rows // 4, return_counts=True)
        assert of_blocks[1].tolist() == [4] * 10, "blocks are taken whole"
        assert np.ptp(of_blocks[0]) > 60, "from all over the table"
        assert abs(np.corrcoef(np.arange(40), rows)[0, 1]) < 0.6, "in no order"
        assert (np.diff(rows // 4) != 0).sum() > 25, "and not block by block"


def test_a_table_that_fits_into_the_buffer_is_shuffled_row_by_row(tmp_path):
    np.save(tmp_path / "t.npy", np.column_stack([np.arange(40), np.arange(40)]))
    examples = _splits(tmp_path / "t.npy", 0).train
    orders = np.array([_rows(examples.batches(40, _rng(seed))) for seed in range(400)])
    means = orders.mean(axis=0)  # of the rows that come first, second, ...
    assert abs(means - 19.5).max() < 5 * np.sqrt(40**2 / 12 / 400)
    assert len({tuple(order) for order in orders}) == 400


def test_batches_may_be_kept_and_written_into(table):
    examples = _splits(table).train
    kept = list(examples.batches(20, _rng()))
    expected = [(x.copy(), y.copy()) for x, y in examples.batches(20, _rng())]
    for (x, y), (x0, y0) in zip(kept, expected, strict=True):
        assert np.array_equal(x, x0)
        assert np.array_equal(y, y0)
        x[:] = y[:] = -1
    assert np.array_equal(np.load(table)[:, 2], np.arange(ROWS))


def test_two_epochs_may_be_read_at_once(table):
    examples = _splits(table).train
    alone = _rows(examples.batches(10, _rng()))
    pairs = zip(examples.batches(10, _rng()), examples.batches(10), strict=True)
    both = [(shuffled[1], plain[1]) for shuffled, plain in pairs]
    assert np.array_equal(np.concatenate([y for y, _ in both]), alone)
    assert np.array_equal(np.concatenate([y for _, y in both]), np.sort(alone))


@given(st.integers(1, 500), st.integers(1, 200), st.integers(1, 20), st.booleans())
def test_groups_of_blocks_cover_the_rows_once(rows, row_bytes, together, shuffled):
    cut = Blocks.of(rows, row_bytes)
    assert cut.size == max(1, 96 // row_bytes)
    groups = list(cut.groups(together, _rng() if shuffled else None))
    assert all((np.diff(group.astype(int)) > 0).all() for group in groups)
    numbers = [cut.row_numbers(group) for group in groups]
    for group, found in zip(groups, numbers, strict=True):
        spans = [np.arange(*cut.span(block)) for block in group.tolist()]
        assert np.array_equal(found, np.concatenate(spans))
    assert np.array_equal(np.sort(np.concatenate(numbers)), np.arange(rows))


def test_the_order_of_the_blocks_is_never_long(monkeypatch):
    monkeypatch.setattr(blocks, "_MOST", 10)
    assert Blocks.of(1000, 1000) == Blocks(1000, 100)
    assert len(Blocks.of(1001, 1000)) == 10


def test_memory_does_not_grow_with_the_table(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "_BYTES", 1 << 12)
    for module in (part, import_module("autograd_cli.data.mapped.survey")):
        monkeypatch.setattr(module, "_BUFFER", 1 << 16)
    monkeypatch.setattr(draw, "_PIECE", 1 << 12)
    peaks = []
    for rows in (20_000, 20_000, 200_000):  # the first warms
        np.save(tmp_path / "t.npy", np.zeros((rows, 3), dtype=np.float32))
        tracemalloc.start()
        _last(_splits(tmp_path / "t.npy").train.batches(50, _rng()))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] + 10_000, "the table grows by 2,160,000 bytes"


def _last(batches):
    return deque(batches, maxlen=1)

"""The weights of epochs and the logged steps: what is kept, thinned and read back."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from autograd_cli import runs
from autograd_cli.runs import LoggedStep, RunError, RunWriteError, Snapshot, growing
from autograd_cli.runs.snapshots import distance, snapshot

RNG = np.random.default_rng(0)
FEW, MANY = {"w": np.zeros(15), "b": np.zeros(())}, {"w": np.zeros(16), "b": np.zeros(())}
STEPS = [
    LoggedStep(1, 2, 2, 0.1, 0.75, 3.0),
    LoggedStep(1, 4, 4, 0.1, 0.5, None),
    LoggedStep(2, 2, 6, 0.05, 1e300, 5e-324),
]


def _counts(array):
    told = snapshot(0, {"w": array})["weights"]["w"]
    assert sum(told["counts"]) == np.isfinite(array).sum()
    return told


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("shape", [(17,), (40, 5), (70_000,)])
def test_many_numbers_are_a_histogram_of_32_bins(shape, dtype):
    array = RNG.normal(size=shape).astype(dtype)
    told = _counts(array)
    expected, edges = np.histogram(array.astype("float64"), 32)
    assert told == {"low": edges[0], "high": edges[-1], "counts": expected.tolist()}
    json.dumps(told)


def test_few_numbers_are_kept_as_they_are():
    told = snapshot(7, {"w": np.arange(16.0).reshape(4, 4), "b": np.array(np.float32(0.1))})
    assert told == {
        "epoch": 7,
        "weights": {
            "w": {"values": [float(i) for i in range(16)]},
            "b": {"values": [0.10000000149011612]},
        },
    }


@pytest.mark.parametrize("value", [0.0, 1e308, -5e-324])
def test_equal_numbers_are_all_in_the_first_bin(value):
    told = _counts(np.full(20, value))
    assert told == {"low": value, "high": value, "counts": [20] + [0] * 31}


def test_numbers_far_apart_have_bins_too():
    told = _counts(np.arange(-16, 17) * 2.0**1019)
    assert told["counts"] == [1] * 31 + [2]
    tiny = _counts(np.arange(33) * 5e-324)
    assert tiny["counts"] == [1] * 31 + [2]


@pytest.mark.parametrize("hole", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_not_counted(hole):
    told = _counts(np.array([hole, *range(32), hole]))
    assert told == {"low": 0.0, "high": 31.0, "counts": [1] * 32}
    none = _counts(np.full(17, hole))
    assert none == {"low": None, "high": None, "counts": [0] * 32}
    few = snapshot(0, {"w": np.array([hole, 1.0])})["weights"]["w"]
    assert few == {"values": [None, 1.0]}


@pytest.mark.parametrize(("weights", "most"), [(MANY, 50), (FEW, 1000)])
def test_the_distance_doubles_so_that_never_too_many_are_kept(weights, most):
    assert [distance(epoch, weights) for epoch in (0, 1, most)] == [1, 1, 1]
    assert [distance(epoch, weights) for epoch in (most + 1, 2 * most)] == [2, 2]
    assert distance(2 * most + 1, weights) == 4
    for epoch in (3 * most, 10**6, 10**9):
        assert most / 2 < epoch / distance(epoch, weights) <= most


@pytest.fixture
def kept(create, record, monkeypatch):
    """Train so many epochs, of which not more than 4 are to be kept; the run and what is kept."""
    monkeypatch.setattr("autograd_cli.runs.snapshots._PATH", 4)

    def train(epochs, *, save=(), end="completed"):
        with create(overrides=["train.epochs=11"]) as run:
            for epoch in range(epochs + 1):
                run._next_checkpoint = math.inf
                run.append(replace(record(epoch), save=epoch in save))
            unfinished = _epochs(run.folder)
            run.finish(end)
        return unfinished, _epochs(run.folder)

    return train


def _epochs(run):
    return [snapshot.epoch for snapshot in runs.weight_history(run)["weight"]]


def test_epochs_at_even_distances_are_kept_and_the_last_one(kept):
    assert kept(3)[1] == [0, 1, 2, 3]
    assert kept(8)[1] == [0, 2, 4, 6, 8]
    assert kept(10)[1] == [0, 4, 8], "it was broken off there"
    assert kept(11)[1] == [0, 4, 8, 11]


def test_those_that_are_too_many_go_when_a_checkpoint_is_written(kept):
    assert kept(7)[0] == [0, 1, 2, 3, 4, 6]
    assert kept(7, save=[6])[0] == [0, 2, 4, 6]
    assert kept(11, save=[5, 9])[0] == [0, 4, 8, 11]


def test_after_a_thinning_the_file_goes_on(kept):
    assert kept(11, save=[5])[0] == [0, 2, 4, 6, 8, 11]


def test_the_history_of_weights_is_by_parameter_in_the_models_order(create, record):
    with create() as run:
        for epoch in range(3):
            big = np.arange(33.0) * epoch
            run.append(record(epoch, aaa=big, nan=np.array([np.nan, epoch])))
        run.finish("completed")
    found = runs.weight_history(run.folder)
    assert list(found) == ["weight", "bias", "aaa", "nan"]
    assert found["weight"][2] == Snapshot(2, 2.0, 2.0, values=(2.0, 2.0))
    assert found["aaa"][1] == Snapshot(1, 0.0, 32.0, counts=(1,) * 31 + (2,))
    assert math.isnan(found["nan"][1].values[0])
    assert (found["nan"][1].low, found["nan"][1].high) == (1.0, 1.0)


def test_logged_steps_are_read_as_columns(create, record):
    with create() as run:
        run.append(record(0))
        for step in STEPS:
            run.log(step)
        run.finish("completed")
    found = runs.steps(run.folder)
    assert (found.epoch, found.batch, found.step) == ([1, 1, 2], [2, 4, 2], [2, 4, 6])
    assert (found.lr, found.loss) == ([0.1, 0.1, 0.05], [0.75, 0.5, 1e300])
    np.testing.assert_array_equal(found.grad_norm, [3.0, np.nan, 5e-324])
    line = '{"epoch": 1, "batch": 4, "step": 4, "lr": 0.1, "loss": 0.5, "grad_norm": null}'
    assert run.folder.steps.read_text().splitlines()[1] == line


def test_a_run_without_them_has_none(written):
    run = written()
    assert not run.steps.exists()
    assert runs.steps(run) == runs.Steps([], [], [], [], [], [])
    run.weights.unlink()
    assert runs.weight_history(run) == {}


def test_an_unfinished_last_line_is_no_line(written):
    run = written()
    whole = runs.weight_history(run)
    for path in (run.weights, run.steps):
        with path.open("a") as file:
            file.write('{"epoch": 3')
    assert runs.weight_history(run) == whole
    assert runs.steps(run).step == []


WEIGHTS = [
    b"\xff\n",
    b"[]\n",
    b"1\n",
    b"{}\n",
    b'{"epoch": 1}\n',
    b'{"epoch": 1, "weights": []}\n',
    b'{"epoch": 1, "weights": {"w": []}}\n',
    b'{"epoch": 1, "weights": {"w": {"values": ["a"]}}}\n',
    b'{"epoch": 1, "weights": {"w": {"counts": [1], "low": 0}}}\n',
    b'{"epoch": 1, "weights": {"other": {"values": [1]}}}\n',
    b'{"epoch": 1e400, "weights": {"weight": {"values": [1]}}}\n',
]


@pytest.mark.parametrize("line", WEIGHTS)
def test_a_damaged_history_is_an_error(written, line):
    run = written()
    run.weights.write_bytes(run.weights.read_bytes() + line)
    with pytest.raises(RunError) as caught:
        runs.weight_history(run)
    assert str(caught.value).startswith(f"{run.weights} cannot be read: ")


@pytest.mark.parametrize("line", ["[]", "{}", '{"step": null}', '{"step": 1, "epoch": "x"}', "{"])
def test_damaged_steps_are_an_error(written, line):
    run = written()
    run.steps.write_text(line + "\n")
    with pytest.raises(RunError) as caught:
        runs.steps(run)
    assert str(caught.value).startswith(f"{run.steps} cannot be read: ")


@pytest.mark.parametrize("name", ["weights", "steps"])
def test_what_cannot_be_written_is_told(create, record, name):
    with create() as run:
        getattr(run.folder, name).mkdir()
        with pytest.raises(RunWriteError, match=rf"cannot write .*{name}\.jsonl: Is a directory"):
            run.append(record(0)) if name == "weights" else run.log(STEPS[0])
        getattr(run.folder, name).rmdir()
        run.finish("completed")


def test_lines_are_on_the_disk_before_the_checkpoint_that_has_them(create, record, monkeypatch):
    done = []

    def flush(self):
        done.append(self.path.name)
        return known(self)

    known = growing.JsonLines.flush_to_disk
    monkeypatch.setattr(growing.JsonLines, "flush_to_disk", flush)
    with create() as run:
        run._next_checkpoint = math.inf
        run.append(record(0))
        run.log(STEPS[0])
        assert not done
        run.append(replace(record(1), save=True))
        assert done == ["metrics.jsonl", "steps.jsonl", "weights.jsonl"]
        run.finish("completed")

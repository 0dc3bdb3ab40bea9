"""Runs read back from disk: found by what a user types, and however the disk has suffered."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy

from autograd_cli import runs
from autograd_cli.runs import RunError, RunFolder

IDS = ["20260101-000000-a", "20260101-000000-a-2", "20260102-000000-b", "20260301-000000-c"]


@pytest.fixture
def folder(tmp_path):
    """A folder with the runs IDS, a stray file, a folder that is no run, and `latest`."""
    for run in IDS:
        (tmp_path / run).mkdir()
        (tmp_path / run / "summary.json").write_text("{}")
    (tmp_path / "20269999-file").write_text("")
    (tmp_path / "20269999-folder").mkdir()
    (tmp_path / "latest").write_text("20260102-000000-b\n")
    return tmp_path


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("20260301-000000-c", 3),
        ("202603", 3),
        ("20260102-000000-b", 2),
        ("20260101-000000-a-2", 1),
        ("20260101-000000-a-", 1),
        ("20260101-000000-a", 0),
        ("latest", 2),
    ],
)
def test_an_id_a_unique_beginning_or_latest_finds_a_run(folder, reference, found):
    assert runs.find(reference, folder) == RunFolder(folder / IDS[found])


def test_a_path_finds_a_run_wherever_it_is(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for path in (folder / IDS[3], f"./{IDS[3]}/", f"{IDS[0]}/../{IDS[3]}"):
        found = runs.find(str(path), folder / "elsewhere")
        assert (found.path, found.id) == (folder / IDS[3], IDS[3])
    monkeypatch.chdir(folder / IDS[2])
    assert runs.find(".", folder / "elsewhere").id == IDS[2]


@pytest.mark.parametrize(
    "pointer", [None, "", "gone\n", "../elsewhere", "20269999-folder", b"\xff\xfe"]
)
def test_latest_is_the_newest_by_name_if_the_pointer_is_no_good(folder, pointer):
    (folder / "latest").unlink()
    if pointer is not None:
        content = pointer if isinstance(pointer, bytes) else pointer.encode()
        (folder / "latest").write_bytes(content)
    assert runs.find("latest", folder).id == IDS[-1]


def test_a_beginning_of_several_runs_shows_them(folder):
    with pytest.raises(RunError) as caught:
        runs.find("20260101", folder)
    assert str(caught.value) == (
        f"'20260101' is the beginning of 2 runs\nGive more of the id:\n  {IDS[0]}\n  {IDS[1]}"
    )


@pytest.mark.parametrize(
    "reference", ["zzz", "20269999-folder", "a/b", "x" * 300, "x/" * 3000, "\0"]
)
def test_a_run_that_is_not_there_shows_the_newest(folder, reference):
    with pytest.raises(RunError) as caught:
        runs.find(reference, folder)
    shown = "\n".join(f"  {id}" for id in IDS)
    assert str(caught.value) == (
        f"there is no run {reference!r} in {folder}\nThe newest are:\n{shown}"
    )


@pytest.mark.parametrize("place", ["empty", "absent", "file"])
@pytest.mark.parametrize("reference", ["latest", "2026", ""])
def test_a_folder_without_runs_says_what_to_do(tmp_path, place, reference):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError) as caught:
        runs.find(reference, tmp_path / place)
    assert str(caught.value) == (
        f"there is no run {reference!r} in {tmp_path / place}\n"
        "Train one, or point to it with --runs-dir."
    )


def test_only_the_ten_newest_are_shown(tmp_path):
    for number in range(25):
        (tmp_path / f"run-{number:02}").mkdir()
        (tmp_path / f"run-{number:02}" / "summary.json").write_text("{}")
    with pytest.raises(RunError) as caught:
        runs.find("run-", tmp_path)
    assert caught.value.hint.splitlines()[1:] == [f"  run-{number}" for number in range(15, 25)]


def test_metrics_are_columns_with_the_untrained_model_first(written):
    metrics = runs.metrics(written((2.0, 1.0, 1.5)))
    assert metrics.epochs == [0, 1, 2]
    found = {name: column for name, column in metrics.columns.items() if "/" in name}
    assert found == {"train/loss": [2.0, 1.0, 1.5], "train/accuracy": [0.5] * 3}


def test_steps_time_rate_and_gradients_are_columns_too(create, record):
    with create() as run:
        for epoch, norm in enumerate((None, 0.25, None)):
            run.append(replace(record(epoch, 1.0), grad_norm=norm))
        run.finish("completed")
    columns = runs.metrics(run.folder).columns
    assert list(columns)[:4] == ["step", "seconds", "lr", "grad_norm"]
    assert columns["step"] == [0, 10, 20]
    assert columns["seconds"] == [0, 0.333333, 0.666667]
    np.testing.assert_array_equal(columns["lr"], [np.nan, 0.1, 0.1])
    np.testing.assert_array_equal(columns["grad_norm"], [np.nan, 0.25, np.nan])


def test_rows_of_an_earlier_version_have_no_gradients(written):
    run = written((2.0, 1.0))
    rows = [json.loads(line) for line in run.metrics.read_text().splitlines()]
    run.metrics.write_text("".join(json.dumps(r | {"grad_norm": 0}) + "\n" for r in rows))
    assert runs.metrics(run).columns["grad_norm"][1] == 0
    for row in rows:
        del row["grad_norm"]
    run.metrics.write_text("".join(json.dumps(r) + "\n" for r in rows))
    assert all(map(math.isnan, runs.metrics(run).columns["grad_norm"]))


@pytest.mark.parametrize("end", ['{"epoch": 3, "step"', '{"epoch": 3}', "{", "\0\0\0"])
def test_an_unfinished_last_line_is_left_out(written, end):
    run = written()
    whole = repr(runs.metrics(run))  # as NaN is not equal to itself
    with run.metrics.open("a") as file:
        file.write(end)
    assert repr(runs.metrics(run)) == whole


def test_a_run_without_epochs_has_the_untrained_model_or_nothing(create, record):
    with create() as run:
        assert runs.metrics(run.folder) == runs.Metrics([], {})
        run.append(record(0))
        assert runs.metrics(run.folder).epochs == [0]


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", "1", '{"step": 1}', '{"epoch": 1}', '{"epoch": null}', "", "\xff",
     '{"epoch": 1e400, "train/loss": 1, "train/accuracy": 1}'],
)  # fmt: skip
def test_a_damaged_line_in_the_middle_is_an_error(written, line):
    run = written()
    lines = run.metrics.read_text().splitlines()
    run.metrics.write_bytes("\n".join([lines[0], line, lines[1], ""]).encode("latin-1"))
    with pytest.raises(RunError) as caught:
        runs.metrics(run)
    assert str(caught.value).startswith(f"{run.metrics} cannot be read: ")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"3", b"null", b"\xff", b'{"initial": [1]}', b'{"initial": "ab"}'],
    ids=repr,
)  # fmt: skip
def test_a_damaged_summary_is_an_error(written, content):
    run = written()
    run.summary.write_bytes(content)
    with pytest.raises(RunError) as caught:
        runs.metrics(run)
    assert str(run.path) in str(caught.value)


@pytest.mark.parametrize("missing", ["summary", "metrics"])
def test_a_missing_file_is_an_error(written, missing):
    run = written()
    getattr(run, missing).unlink()
    with pytest.raises(RunError, match=r"cannot be read: .*No such file"):
        runs.metrics(run)


def test_a_checkpoint_is_read_back_exactly(create, record):
    weight = np.array([np.pi, -0.0, 5e-324, 1.7e308])
    with create() as run:
        run.append(record(4, weight=weight))
        run.finish("completed")
    saved = runs.load_checkpoint(run.folder.last)
    assert saved.weights["weight"].tobytes() == weight.tobytes()
    assert saved.weights["bias"].shape == ()
    assert list(saved.optimizer) == ["momentum.weight"]
    with safetensors.safe_open(run.folder.last, framework="numpy") as file:
        assert sorted(file.keys()) == ["bias", "optimizer.momentum.weight", "weight"]
        state = json.loads(file.metadata()["state"])
    assert (state["format"], state["epoch"], state["batch"], state["step"]) == (2, 4, 0, 40)
    assert (saved.best, saved.initial) == (runs.summary(run.folder)["best"], None)


def _foreign(**metadata):
    return safetensors.numpy.save({"x": np.zeros(2)}, metadata=metadata or None)


NO_CHECKPOINTS = {
    "absent": None,
    "empty": b"",
    "text": b"not a checkpoint",
    "bytes": b"\xff" * 100,
    "no metadata": _foreign(),
    "another's metadata": _foreign(other="{}"),
    "a state that is no JSON": _foreign(state="not json"),
    "a list for a state": _foreign(state="[]"),
    "an empty state": _foreign(state="{}"),
    "half a state": _foreign(state='{"epoch": 1}'),
}


@pytest.mark.parametrize("content", NO_CHECKPOINTS.values(), ids=NO_CHECKPOINTS)
def test_a_file_that_is_no_checkpoint_is_an_error(tmp_path, content):
    path = tmp_path / "last.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RunError) as caught:
        runs.load_checkpoint(path)
    assert str(caught.value).startswith(f"{path} is not a readable checkpoint: ")


def test_a_checkpoint_cut_short_is_an_error(written):
    run = written()
    content = run.last.read_bytes()
    for length in range(0, len(content), 7):
        run.last.write_bytes(content[:length])
        with pytest.raises(RunError, match="is not a readable checkpoint"):
            runs.load_checkpoint(run.last)

"""The runs of a folder: listed however the disk has suffered, filtered and put in order."""

import json
import os
import shutil
from pathlib import Path

import pytest

from autograd_cli.runs import RunError, columns
from autograd_cli.runs.listing import Entry, entries, entry, status
from autograd_cli.runs.lock import RunLock
from autograd_cli.runs.selection import parse, select

STORED = Path(__file__).parents[1] / "stored"


@pytest.fixture
def stored(tmp_path):
    """A folder with the runs of format 1."""
    shutil.copytree(STORED, tmp_path / "stored")
    return tmp_path / "stored"


def _run(folder, name, content='{"status": "completed"}'):
    (folder / name).mkdir(parents=True)
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name / "summary.json").write_bytes(data)


def test_the_newest_is_the_last_also_within_a_second(tmp_path):
    for name in ("20260102-000000-b", "20260101-000000-a-10", "20260101-000000-a-2"):
        _run(tmp_path, name)
    _run(tmp_path, "20260101-000000-a")
    assert [found.id[-4:] for found in entries(tmp_path)] == ["00-a", "-a-2", "a-10", "00-b"]


def test_files_and_hidden_folders_are_no_runs(tmp_path):
    _run(tmp_path, ".new-123")
    (tmp_path / "latest").write_text("x\n")
    assert entries(tmp_path) == []


def test_a_folder_that_is_not_there_has_no_runs(tmp_path):
    assert entries(tmp_path / "none") == []


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError) as caught:
        entries(tmp_path / "file")
    assert str(caught.value) == (
        f"cannot read the runs in {tmp_path / 'file'}: Not a directory\n"
        "Point to the folder that holds them with --runs-dir."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Expecting value"),
        (b"{", "Expecting property name"),
        (b"[]", "not the summary of a run"),
        (b"{}", "not the summary of a run"),
        (b'{"status": 3}', "not the summary of a run"),
        (b"\xff", "can't decode byte 0xff"),
        (b"[" * 100_000, "recursion"),
    ],
    ids=["empty", "half", "a list", "another's", "no status", "not UTF-8", "deep"],
)
def test_a_damaged_summary_is_listed_with_the_reason(tmp_path, content, reason):
    _run(tmp_path, "20260101-000000-a", content)
    _run(tmp_path, "20260101-000000-b")
    damaged, whole = entries(tmp_path)
    assert (damaged.status, damaged.summary, whole.status) == ("unreadable", {}, "completed")
    assert damaged.error.startswith("summary.json: ")
    assert reason in damaged.error


def test_a_folder_without_a_summary_is_listed_with_the_reason(tmp_path):
    (tmp_path / "pictures").mkdir()
    (found,) = entries(tmp_path)
    assert (found.id, found.status) == ("pictures", "unreadable")
    assert found.error == "summary.json: No such file or directory"


@pytest.mark.parametrize(
    "final", ["[1]", "3", "null", '"text"', '{"val/loss": [1, {"a": "b"}]}', '{"val/loss": "x"}']
)
def test_a_summary_that_is_damaged_inside_can_be_listed(tmp_path, final):
    text = f'{{"status": "failed", "final": {final}, "best": {final}, "settings": {final}}}'
    _run(tmp_path, "20260101-000000-a", text)
    (found,) = entries(tmp_path)
    for column in columns.known([found]):
        columns.text(columns.getter(column)(found))
    assert select([found], [parse("dataset!=iris")], sort="best") == [found]


def test_running_without_a_process_is_killed(tmp_path):
    _run(tmp_path, "20260101-000000-a", '{"status": "running"}')
    assert [found.status for found in entries(tmp_path)] == ["killed"]
    (found,) = entries(tmp_path)
    lock = RunLock(found.run)
    assert [found.status for found in entries(tmp_path)] == ["running"]
    assert status(found.run, {"status": "running"}) == "running"
    lock.release()
    assert status(found.run, {"status": "running"}) == "killed"


def test_the_lock_of_a_finished_run_is_not_looked_at(tmp_path, monkeypatch):
    _run(tmp_path, "20260101-000000-a")
    monkeypatch.setattr("autograd_cli.runs.lock.is_held", None)
    assert [found.status for found in entries(tmp_path)] == ["completed"]


def test_a_run_of_format_1_has_its_settings_from_its_config(stored):
    found = entries(stored)
    assert [columns.getter("dataset")(run) for run in found] == [
        "iris_binary",
        "iris",
        "synthetic_regression",
    ]
    assert [columns.getter("optimizer.lr")(run) for run in found] == [0.01, 0.05, 0.001]
    assert [run.status for run in found] == ["completed", "completed", "interrupted"]
    (stored / found[0].id / "config.resolved.yaml").write_text("a: [")
    (stored / found[1].id / "config.resolved.yaml").unlink()
    assert [columns.getter("dataset")(run) for run in entries(stored)[:2]] == [None, None]


def test_a_run_of_this_version_has_its_settings_from_its_summary(trained):
    run = trained("{dataset: {name: iris}, model: {name: mlp}}", "train.epochs=2")
    run.resolved_config.unlink()
    found = entry(run)
    asked = ("dataset", "model", "optimizer", "lr", "train.epochs", "monitor", "best_epoch")
    values = [columns.getter(column)(found) for column in asked]
    assert values == ["iris", "mlp", "sgd", 0.01, 2, "val/loss", 2]
    assert columns.getter("best")(found) == columns.getter("best/val/loss")(found) > 0


def test_metrics_are_of_the_last_the_best_and_the_untrained_epoch(stored):
    found = entries(stored)[1]
    names = ("val/accuracy", "best/val/accuracy", "initial/val/accuracy")
    expected = [1.0, 1.0, 0.23333333333333334]
    assert [columns.getter(name)(found) for name in names] == expected
    assert set(names) <= set(columns.known([found]))


def _entry(run_id, **summary):
    return Entry(run_id, f"runs/{run_id}", "completed", {"status": "completed", **summary})


RUNS = [
    _entry("a", epochs=9, final={"val/loss": 0.5, "val/accuracy": 0.5}, name="iris"),
    _entry("b", epochs=10, final={"val/loss": 0.1, "val/accuracy": 0.9}, name="iris_mlp"),
    _entry("c", epochs=2, final={"val/loss": float("nan")}),
    _entry("d", final={"val/loss": 0.3, "val/accuracy": None}, name="7"),
]


def _ids(found):
    return "".join(run.id for run in found)


@pytest.mark.parametrize(
    ("expression", "kept"),
    [
        ("epochs=9", "a"),
        ("epochs==9.0", "a"),
        ("epochs!=9", "bcd"),
        ("epochs<10", "ac"),
        (" epochs >= 9 ", "ab"),
        ("val/loss<=0.3", "bd"),
        ("val/loss>1e-1", "ad"),
        ("val/accuracy!=0.9", "acd"),
        ("name=iris", "a"),
        ("name~iris", "ab"),
        ("name=7", "d"),
        ("name>iris", "b"),
        ("epochs~1", "b"),
        ("status=completed", "abcd"),
        ("id!=a", "bcd"),
        ("name=", ""),
    ],
)
def test_a_filter_keeps_what_fulfils_it(expression, kept):
    assert _ids(select(RUNS, [parse(expression)])) == kept


def test_several_filters_must_all_hold():
    assert _ids(select(RUNS, [parse("epochs>1"), parse("val/loss<0.4")])) == "b"


@pytest.mark.parametrize("expression", ["", "epochs", "=3", "epochs 3", "< 3", "a b=3", "epochs!3"])
def test_what_is_no_filter_is_refused(expression):
    with pytest.raises(RunError) as caught:
        parse(expression)
    assert str(caught.value) == (
        f"{expression!r} is no filter\n"
        "Write COLUMN, one of = != < <= > >= ~ (contains), and a value: val/loss<0.3"
    )


def test_a_number_is_not_held_against_a_word():
    with pytest.raises(RunError, match=r"^epochs is a number; given 'many'$"):
        select(RUNS, [parse("epochs<many")])


def test_a_column_that_no_run_has_is_refused_with_the_nearest():
    with pytest.raises(RunError) as caught:
        select(RUNS, [parse("val/los<1")])
    assert caught.value.message == "no run has a column 'val/los'; did you mean val/loss?"
    assert caught.value.hint.startswith("The columns are id, status, epochs, ")
    assert caught.value.hint.endswith("error, val/loss, val/accuracy.")
    with pytest.raises(RunError, match="no run has a column 'zzz'"):
        select(RUNS, sort="zzz")
    assert select([], [parse("val/los<1")], sort="zzz") == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("epochs", "dcab"),
        ("val/loss", "cadb"),
        ("val/accuracy", "cdab"),
        ("name", "cdab"),
        ("id", "abcd"),
    ],
)
def test_the_largest_or_the_best_is_the_last(sort, order):
    assert _ids(select(RUNS, sort=sort)) == order
    assert _ids(select(RUNS, sort=sort, reverse=True)) == order[::-1]
    assert _ids(select(RUNS, sort=sort, limit=2)) == order[2:]


def test_the_best_of_a_monitor_that_rises_or_falls_is_the_last():
    def best(run_id, monitor, value):
        return _entry(run_id, best={"monitor": monitor, "metrics": {monitor: value}})

    falling = [best("a", "val/loss", 0.1), best("b", "val/loss", 0.2)]
    rising = [best("a", "val/accuracy", 0.1), best("b", "val/accuracy", 0.2)]
    assert _ids(select(falling, sort="best")) == "ba"
    assert _ids(select(rising, sort="best")) == "ab"


@pytest.mark.parametrize(("limit", "kept"), [(0, ""), (1, "d"), (3, "bcd"), (9, "abcd")])
def test_a_limit_keeps_the_last(limit, kept):
    assert _ids(select(RUNS, limit=limit)) == kept


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_linked_run_is_listed(tmp_path):
    _run(tmp_path / "elsewhere", "x", json.dumps({"status": "completed"}))
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "link").symlink_to(tmp_path / "elsewhere" / "x")
    (tmp_path / "runs" / "dangling").symlink_to(tmp_path / "nothing")
    assert [(run.id, run.status) for run in entries(tmp_path / "runs")] == [("link", "completed")]

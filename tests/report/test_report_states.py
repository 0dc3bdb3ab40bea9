"""Reports of runs that are not whole: old, on their way, broken off, damaged."""

import json
import math

import pytest
from hostile import change
from parsed import parse

from autograd_cli.report import page
from autograd_cli.report.curves import curves
from autograd_cli.report.subject import subjects
from autograd_cli.runs import RunError


@pytest.fixture(autouse=True)
def _no_pictures(monkeypatch):
    """They have tests of their own, and take seconds."""
    monkeypatch.setattr("autograd_cli.plots.kinds.all_of", lambda _: [])
    monkeypatch.setattr("autograd_cli.plots.graphs.svg", lambda _: "<svg role='img'></svg>")


@pytest.fixture
def shown():
    return lambda *folders: parse(page(folders))


def section(found, name):
    return found.find("section", id=name)[0]


def notes(found):
    return [note.text for note in found.find("p", **{"class": "note"})]


@pytest.mark.parametrize("end", ["iris_logreg", "iris_mlp_relu", "slow"])
def test_a_run_of_the_earlier_version_is_reported_with_what_it_has(shown, stored, end):
    run = stored(end)
    found = shown(run)
    assert len(section(found, "curves").find("figure")) == (1 if end == "slow" else 2)
    assert section(found, "graph").find("svg")
    (why,) = notes(section(found, "predictions"))
    what = "not trained to its end" if end == "slow" else "trained by an earlier version"
    assert why.startswith(f"There are no predictions to draw: {run.id} was {what}")


def test_what_the_status_means_is_told(shown, stored):
    run = stored("slow")
    again = f"To go on with it: autograd resume {run.id}"
    for status, words in {
        "interrupted": f"This training was interrupted before its last epoch. {again}",
        "running": f"The process that trained this run is gone without having ended it. {again}",
        "diverged": "This training diverged: the loss is nan. The metrics are those of the "
        "epochs before; a smaller learning rate may help.",
        "failed": "This training failed: the loss is nan. The report shows what it had written "
        "until then.",
    }.items():
        change(run, status=status, error="the loss is nan")
        assert notes(shown(run).find("header")[0]) == [words]


def test_of_several_runs_only_those_that_did_not_end_are_explained(shown, stored):
    found = shown(stored("iris_mlp_relu"), stored("slow"))
    (item,) = found.find("header")[0].find("li")
    assert item.text.startswith("slow: This training was interrupted")


def test_a_run_that_is_being_trained(shown, create, record):
    with create() as run:
        run.append(record(0))
        run.append(record(1, 0.5))
        found = shown(run.folder)
        run.finish("completed")
    (told,) = notes(found.find("header")[0])
    assert told.startswith("This run is being trained: ")
    (why,) = notes(section(found, "predictions"))
    assert why.endswith("is being trained: they are drawn at its end.")
    assert section(found, "curves").find("figure")


def test_a_run_that_has_not_begun(shown, create):
    with create() as run:
        pass
    found = shown(run.folder)
    assert "There is no best epoch" in found.find("p", **{"class": "verdict"})[0].text
    assert "No metrics: no epoch was finished." in notes(section(found, "figures"))
    assert notes(section(found, "curves")) == ["No curves of test: it has finished no epoch."]
    assert section(found, "curves").find("figure") == []
    assert notes(section(found, "graph"))[0].startswith("No graph: ")
    assert "It has no last epoch, with which to compare." in notes(section(found, "reproduce"))


@pytest.mark.parametrize(
    ("file", "where", "words"),
    [
        ("metrics", "curves", "No curves of slow: "),
        ("environment", "environment", "No environment: "),
        ("preprocessing", "settings", "No facts of the data: "),
        ("resolved_config", "settings", "No settings: "),
        ("last", "figures", "No number of parameters: "),
        ("best", "graph", "No graph: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named_where_it_is_missing(shown, stored, file, where, words):
    run = stored("slow")
    path = getattr(run, file)
    path.write_text("{no\n")
    (why, *_) = notes(section(shown(run), where))
    assert why.startswith(words)
    assert path.name in why


def test_a_file_that_is_not_there(shown, stored):
    run = stored("slow")
    run.environment.unlink()
    run.config.unlink()
    found = shown(run)
    assert notes(section(found, "environment")) == [
        "Nothing is known of it: the run has no environment.json."
    ]
    assert notes(section(found, "reproduce")) == [
        "The run has not written down its versions.",
        "No config as it was written: config.yaml cannot be read: No such file or directory.",
    ]


def test_settings_that_cannot_be_compared_are_told_one_by_one(shown, stored):
    first, second = stored("slow"), stored("iris_mlp_relu")
    first.resolved_config.write_text("[]")
    settings = section(shown(first, second), "settings")
    assert notes(settings)[0].startswith("No comparison of the settings: ")
    folds = [fold.text for fold in settings.find("summary")]
    assert folds[:2] == ["slow", "iris_mlp_relu"]
    assert folds[2].startswith("All ")


def test_a_summary_that_cannot_be_read_is_an_error(stored):
    run = stored("slow")
    run.summary.write_text("{}")
    with pytest.raises(
        RunError, match=r"cannot be read: summary\.json: this is not the summary of a run"
    ):
        page([run])


def test_metrics_that_are_no_numbers_are_gaps(shown, stored):
    run = stored("slow")
    lines = [{"epoch": e, "step": e, "seconds": e, "train/loss": math.inf} for e in (1, 2)]
    lines += [{"epoch": 3, "step": 3, "seconds": 3.0, "train/loss": math.nan}]
    run.metrics.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = shown(run)
    (data,) = found.find("script", id="curve-data")
    columns = json.loads(data.text)["runs"][0]["tables"]["epochs"]
    assert columns["train/loss"][1:] == ["Infinity", "Infinity", "NaN"]


def test_what_never_changes_is_a_sentence(shown, stored):
    told = section(shown(stored("iris_logreg")), "curves").text
    assert "Learning rate: 0.01 from the beginning to the end." in told
    told = section(shown(stored("iris_mlp_relu"), stored("slow")), "curves").text
    assert "Learning rate, the same in all of a run: iris_mlp_relu 0.05, slow 0.001." in told


def test_of_very_many_epochs_some_are_shown_and_it_is_said(shown, synthetic, monkeypatch):
    monkeypatch.setitem(curves.__globals__["_ROWS"], "epochs", 50)
    runs = synthetic(1, 120)
    assert notes(section(shown(*runs), "curves")) == [
        "Of 120 epochs, 42 at even distances are shown."
    ]
    best = json.loads(runs[0].summary.read_text())["best"]["epoch"]
    assert best in curves(subjects(runs)).tables["epochs"][0]["epoch"]


def test_steps_have_curves_of_their_own(shown, synthetic):
    (run,) = synthetic(1, 3)
    rows = [
        {"epoch": 1 + i // 12, "batch": 1 + i % 12, "step": i + 1, "lr": 0.1, "loss": 1 / (i + 1),
         "grad_norm": float(i)}
        for i in range(36)
    ]  # fmt: skip
    run.steps.write_text("".join(json.dumps(row) + "\n" for row in rows))
    titles = [h.text for h in section(shown(run), "curves").find("h3")]
    assert titles[-2:] == ["loss of single batches", "gradient norm of single steps"]


def test_of_many_runs_pictures_and_graphs_are_left_out_and_it_is_said(shown, synthetic):
    found = shown(*synthetic(4, 2))
    run = "20261122-100000-run0"
    for name, command in (("pictures", f"plot {run}"), ("graph", f"graph {run} -o graph.svg")):
        (why,) = notes(section(found, name))
        assert why.endswith(f": autograd {command}")

"""The tables of fields in the documents name what the files have, no more and no less."""

import json
import re
from pathlib import Path

import pytest
import safetensors

from autograd_cli import runs
from autograd_cli.config.schema import CLASSES, METRICS, fits, lower_is_better
from autograd_cli.runs import columns

ROOT = Path(__file__).parents[2]
PAGES = ("docs/configs.md", "docs/data.md", "docs/images.md", "docs/runs.md")


def _table(name):
    """The rows below `<!-- fields: NAME -->`, each a list of its cells."""
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    ((table,),) = [re.findall(rf"<!-- fields: {re.escape(name)} -->\n((?:\|.*\n)+)", text)]
    return [line.strip("| \n").split(" | ") for line in table.splitlines()[2:]]


def _fields(name):
    return [field for row in _table(name) for field in re.findall(r"`([^`]+)`", row[0])]


@pytest.fixture
def resumed(walk, tmp_path):
    """The folder of a run with dropout, classes and a validation part, resumed once."""
    done = walk(
        "```sh\nautograd train configs/digits_mlp.yaml train.epochs=1 --quiet\n"
        "autograd resume latest --epochs 2 --quiet\n```\n"
    )
    assert not done.failed
    return runs.find("latest", tmp_path / "runs")


@pytest.fixture
def diverged(walk, tmp_path):
    walk("```console\n$ autograd train configs/least_squares.yaml optimizer.lr=1e300\n```\n")
    return runs.find("latest", tmp_path / "runs")


def test_those_of_a_run(resumed):
    about = runs.summary(resumed)
    assert [*about, "error"] == sorted(_fields("summary.json"), key=[*about, "error"].index)
    assert list(runs.rows(resumed)[0]) == _fields("metrics.jsonl")
    assert list(runs.preprocessing(resumed)) == _fields("preprocess.json")
    (session,) = map(json.loads, resumed.sessions.read_text().splitlines())
    assert list(session) == _fields("sessions.jsonl")
    with safetensors.safe_open(resumed.last, framework="numpy") as file:
        state = json.loads(file.metadata()["state"])
    assert sorted(state) == sorted(_fields("state"))


def test_those_of_a_run_that_diverged(diverged):
    about = runs.summary(diverged)
    assert about["status"] == "diverged"
    assert {*about, "initial", "best", "final"} == {*_fields("summary.json")}


def test_those_of_a_run_on_images(walk, tmp_path):
    text = "dataset: {name: digits_images}\nmodel: {name: mlp, hidden: []}\ntrain: {epochs: 1}\n"
    (tmp_path / "images.yaml").write_text(text)
    assert not walk("```sh\nautograd train images.yaml --quiet\n```\n").failed
    stored = runs.preprocessing(runs.find("latest", tmp_path / "runs"))
    assert list(stored) == _fields("preprocess.json of images")


def test_those_of_a_list():
    fixed = [name for name in _fields("columns") if not re.search(r"[/.]", name)]
    assert sorted(fixed) == sorted(columns.known([]))


def test_the_metrics():
    rows = _table("metrics")
    assert [row[0] for row in rows] == [f"`{metric}`" for metric in METRICS]
    for metric, (_, task, better, _) in zip(METRICS, rows, strict=True):
        assert task == ("classes" if all(fits(metric, t) for t in CLASSES) else "numbers")
        assert better == ("lower" if lower_is_better(metric) else "higher")

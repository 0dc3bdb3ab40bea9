"""Runs on images: trained, shown, asked of new images, evaluated on them, and what is refused."""

import csv
import io
import json
import os
import shutil
import sys

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from autograd_cli import runs
from autograd_cli.cli.app import app
from autograd_cli.data.images.digits import digits_images

CONFIG = """
dataset: {name: images, path: set, size: [6, 5], standardize: true}
model: {name: mlp, hidden: [4]}
optimizer: {name: adam, lr: 0.05}
train: {epochs: 3, batch_size: 6}
"""
COLOURS = {"blue": (20, 40, 200), "green": (30, 190, 30), "red": (220, 30, 40)}


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A folder with images in three colours, and a run that was trained on them."""
    place = tmp_path_factory.mktemp("images")
    rng = np.random.default_rng(0)
    for name, colour in COLOURS.items():
        (place / "set" / name).mkdir(parents=True)
        for i in range(12):
            pixels = np.clip(rng.normal(colour, 30, (*rng.integers(6, 12, 2), 3)), 0, 255)
            Image.fromarray(pixels.astype(np.uint8)).save(place / "set" / name / f"{i:02}.png")
    (place / "set.yaml").write_text(CONFIG)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        words = ["train", "set.yaml", "-q", "--no-plots"]
        assert CliRunner().invoke(app, words, catch_exceptions=False).exit_code == 0
    return place


@pytest.fixture
def run(trained, tmp_path):
    """The run, in a copy of that folder."""
    shutil.copytree(trained, tmp_path, dirs_exist_ok=True)
    run = runs.find("latest", tmp_path / "runs")
    config = run.resolved_config.read_text()
    run.resolved_config.write_text(config.replace(str(trained), str(tmp_path)))
    return run


@pytest.fixture
def told(run_cli, run):
    """What a command says on stdout; or, if it fails, on stderr."""

    def told(*words):
        answer = run_cli(*words)
        assert answer.exit_code == (2 if answer.stderr.startswith("error: ") else 0)
        return answer.stderr if answer.exit_code else answer.stdout

    return told


def _table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_image_of_a_folder_has_a_row_that_begins_with_its_path(told, monkeypatch):
    whole = told("predict", "latest", "set", "--proba")
    monkeypatch.setattr("autograd_cli.train.predict.at_once", lambda part: 7)
    assert told("predict", "latest", "set", "--proba") == whole, "some images at a time"
    rows = _table(whole)
    assert list(rows[0]) == ["file", "prediction", *(f"probability_{name}" for name in COLOURS)]
    assert [row["file"] for row in rows] == [f"{c}/{i:02}.png" for c in COLOURS for i in range(12)]
    assert sum(row["file"].startswith(row["prediction"]) for row in rows) > 24


def test_one_image_has_one_row_as_in_its_folder(told):
    line = told("predict", "latest", "set/red/03.png").splitlines()[1]
    assert line in ("03.png,red", "03.png,green", "03.png,blue")
    assert f"red/{line}" in told("predict", "latest", "set").splitlines()


def test_a_file_gets_what_stdout_would(told, tmp_path):
    shown = told("predict", "latest", "set", "--proba")
    assert told("predict", "latest", "set", "--proba", "-o", "out.csv") == ""
    assert (tmp_path / "out.csv").read_text() == shown
    assert told("predict", "latest", "set", "--proba", "-o", "out.npz") == ""
    with np.load(tmp_path / "out.npz") as arrays:
        assert sorted(arrays) == ["classes", "file", "prediction", "probability"]
        for key in ("file", "prediction"):
            assert arrays[key].tolist() == [row[key] for row in _table(shown)]


def test_digits_that_were_drawn_into_files_are_read_as_in_training(run_cli, config_file, tmp_path):
    text = "dataset: {name: digits_images}\nmodel: {name: mlp, hidden: []}\ntrain: {epochs: 1}\n"
    assert run_cli("train", config_file(text), "-q", "--no-plots").exit_code == 0
    digits = digits_images()
    for row in range(60):
        ink = np.rint(digits.x[row, 0] * (255 / 16)).astype(np.uint8)
        (tmp_path / "new" / str(digits.y[row])).mkdir(parents=True, exist_ok=True)
        large = Image.fromarray(ink).resize((64, 64), Image.Resampling.NEAREST)
        large.save(tmp_path / "new" / str(digits.y[row]) / f"{row}.png")
    rows = _table(run_cli("predict", "latest", "new").stdout)
    right = np.mean([row["file"][0] == row["prediction"] for row in rows])
    found = json.loads(run_cli("evaluate", "latest", "--data", "new", "--json").stdout)
    assert found["metrics"]["new"]["accuracy"] == right > 0.7


def test_a_folder_for_each_class_is_a_part_of_its_own(told, tmp_path):
    own = json.loads(told("evaluate", "latest", "--json"))
    assert own["examples"] == {"train": 29, "val": 7}
    both = json.loads(told("evaluate", "latest", "--data", "set", "--json"))
    assert both["examples"] == {"set": 36}
    expected = 29 * own["metrics"]["train"]["loss"] + 7 * own["metrics"]["val"]["loss"]
    assert both["metrics"]["set"]["loss"] == pytest.approx(expected / 36, rel=1e-12)
    shutil.rmtree(tmp_path / "set" / "green")
    assert told("evaluate", "latest", "--data", "set").splitlines()[1].split() == ["set", "(24)"]


def test_the_folder_where_one_is_has_a_name_too(told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path / "set")
    found = json.loads(told("evaluate", "latest", "--runs-dir", "../runs", "--data", ".", "--json"))
    assert found["examples"] == {"set": 36}


def test_its_own_images_must_be_what_they_were(told, run, tmp_path):
    shutil.copy(tmp_path / "set" / "red" / "00.png", tmp_path / "set" / "red" / "01.png")
    changed = (
        f"error: the data of {run.id} has changed since it was trained\n"
        "To evaluate the data as it is now: --data FILE\n"
    )
    assert told("evaluate", "latest") == changed
    (tmp_path / "set").rename(tmp_path / "sets")
    message = told("evaluate", "latest")
    assert f": dataset.path: there is no folder {tmp_path}/set. Did you mean " in message
    assert message.endswith("\nTo evaluate on other data: --data FILE\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["predict", "latest", "table.csv"], "trained on images, and table.csv is none"),
        (["predict", "latest", "sets"], "no file or folder sets\nDid you mean set?"),
        (["evaluate", "latest", "--data", "table.csv"], "trained on images, and table.csv is no"),
        (["evaluate", "latest", "--data", "set/red"], "set/red holds images, but no folders of"),
    ],
)
def test_what_does_not_fit_is_refused(told, tmp_path, words, message):
    (tmp_path / "table.csv").write_text("x\n1\n")
    assert message in told(*words)


def test_a_run_on_a_table_refuses_images(run_cli, written, tmp_path, config_file):
    answer = run_cli("train", config_file(), "-q", "--no-plots")
    assert answer.exit_code == 0
    (tmp_path / "new").mkdir()
    Image.new("L", (3, 2)).save(tmp_path / "new" / "x.png")
    for name in ("new", "new/x.png"):
        answer = run_cli("predict", "latest", name)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.splitlines()[1].endswith(".csv, .tsv, .txt, .parquet, .npz, .npy.")


def test_the_sizes_are_told_by_check_and_show(told, config_file):
    assert told("config", "check", config_file(CONFIG)).splitlines()[1] == (
        "dataset images: training 29, validation 7, images 3 x 6 x 5, classes 3"
    )
    shown = json.loads(told("runs", "show", "latest", "--json"))["data"]
    assert shown["images"] == [3, 6, 5]
    assert "features" not in shown


def test_a_setting_that_the_images_ask_for_is_told_with_its_place(told, config_file):
    text = CONFIG.replace("set,", "'no where',")
    file = config_file(text)
    assert told("config", "check", file).startswith(f"error: {file}:2:31: dataset.path: there is ")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have names in Unicode only")
def test_a_name_that_is_no_unicode_is_given_back_as_it_is(told, tmp_path):
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "set" / "red" / "00.png", os.fsencode(tmp_path / "new") + b"/\xff.png")
    assert told("predict", "latest", "new", "-o", "out.csv") == ""
    assert (tmp_path / "out.csv").read_bytes().startswith(b"file,prediction\n\xff.png,")

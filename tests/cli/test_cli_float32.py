"""A run of float32 numbers, evaluated and asked for predictions."""

import csv
import json

import numpy as np
import pytest

from autograd_cli import runs

TEXT = """
dataset: {name: csv, path: flowers.csv, target: species, validation_fraction: 0}
model: {name: mlp, hidden: [4]}
train: {epochs: 2, batch_size: 8, dtype: float32}
"""


@pytest.fixture
def trained_here(run_cli, config_file, tmp_path):
    rng = np.random.default_rng(0)
    rows = [f"{a},{b},{'abc'[i % 3]}" for i, (a, b) in enumerate(rng.normal(size=(40, 2)))]
    (tmp_path / "flowers.csv").write_text("\n".join(["length,width,species", *rows, ""]))
    answer = run_cli("train", config_file(TEXT), "--no-plots", "-q")
    return runs.RunFolder(tmp_path / answer.stdout.strip())


def test_its_files_are_of_float32(trained_here):
    for path in (trained_here.last, trained_here.best):
        saved = runs.load_checkpoint(path).weights
        assert {array.dtype for array in saved.values()} == {np.dtype(np.float32)}
    assert runs.predictions(trained_here).outputs.dtype == np.float32


@pytest.mark.parametrize("words", [[], ["--data", "flowers.csv"]])
def test_evaluated_again_it_has_the_very_same_metrics(trained_here, run_cli, words):
    found = json.loads(run_cli("evaluate", "latest", "--json", *words).stdout)
    (metrics,) = found["metrics"].values()
    best = runs.summary(trained_here)["best"]["metrics"]
    assert metrics == {name.removeprefix("train/"): value for name, value in best.items()}


def test_it_predicts_what_it_said_in_the_end(trained_here, run_cli, tmp_path):
    run_cli("predict", "latest", "flowers.csv", "--proba", "-o", "out.csv")
    rows = list(csv.reader((tmp_path / "out.csv").read_text().splitlines()))
    found = np.array([row[1:] for row in rows[1:]], dtype=float)
    outputs = runs.predictions(trained_here).outputs
    said = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found, said, rtol=1e-6)

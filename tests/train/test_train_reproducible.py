"""The same seed gives the same run, byte for byte."""

import json

import numpy as np
import pytest

from autograd_cli import runs

CONFIGS = ["iris_logreg", "iris_mlp_relu", "iris_mlp_sigmoid", "least_squares_momentum"]


def _metrics(run):
    """Every row as text, without its time."""
    rows = [json.loads(line) for line in run.metrics.read_text().splitlines()]
    assert all(row.pop("seconds") > 0 for row in rows)
    return [json.dumps(row) for row in rows]


def _told(run):
    told = runs.summary(run)
    return {key: told[key] for key in ("status", "epochs", "steps", "initial", "final", "best")}


@pytest.mark.parametrize("name", CONFIGS)
def test_the_same_seed_gives_the_same_bytes(trained, configs, name):
    first, second = (trained(configs / f"{name}.yaml", "train.epochs=6") for _ in range(2))
    assert first.path != second.path
    assert _metrics(first) == _metrics(second)
    assert first.last.read_bytes() == second.last.read_bytes()
    assert first.best.read_bytes() == second.best.read_bytes()
    assert _told(first) == _told(second)


def test_another_process_gives_the_same_bytes(trained, configs, spawn, tmp_path):
    first = trained(configs / "iris_mlp_relu.yaml", "train.epochs=6")
    answer = spawn(
        "train",
        configs / "iris_mlp_relu.yaml",
        "train.epochs=6",
        "--quiet",
        "--no-plots",
        env={"PYTHONHASHSEED": "7"},
    )
    second = runs.RunFolder(tmp_path / answer.stdout.strip())
    assert _metrics(first) == _metrics(second)
    assert first.last.read_bytes() == second.last.read_bytes()
    assert first.best.read_bytes() == second.best.read_bytes()


def test_another_seed_gives_another_run(trained, configs):
    first, second = (
        trained(configs / "iris_logreg.yaml", "train.epochs=2", f"seed={seed}") for seed in (0, 1)
    )
    assert _metrics(first) != _metrics(second)
    assert first.last.read_bytes() != second.last.read_bytes()


def test_numpys_global_generator_is_neither_used_nor_moved(trained, configs):
    np.random.seed(0)
    first = trained(configs / "iris_mlp_relu.yaml", "train.epochs=2")
    moved = np.random.random()
    np.random.seed(0)
    assert np.random.random() == moved
    assert _metrics(trained(configs / "iris_mlp_relu.yaml", "train.epochs=2")) == _metrics(first)


def test_longer_training_begins_with_the_shorter(trained, configs):
    short, long = (
        trained(configs / "iris_mlp_sigmoid.yaml", f"train.epochs={epochs}") for epochs in (3, 6)
    )
    assert _metrics(long)[:3] == _metrics(short)

"""Fixtures that the tests of several rooms share."""

import json
import os
import subprocess
import sys
from pathlib import Path

# Tests run side by side: more threads would wait for each other. NumPy reads it when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pytest
from hypothesis import settings
from typer.testing import CliRunner

from autograd_cli import config, runs
from autograd_cli.cli.app import app
from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.train import train

settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("full", settings.get_profile("suite"))
settings.load_profile("suite")

LOGISTIC = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Datasets and fonts are cached beside the tests' files, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONWARNINGS"):
            patch.delenv(name, raising=False)
        patch.setenv("TERM", "xterm")
        yield


@pytest.fixture
def configs():
    """The folder of the configs that are shipped."""
    return Path(__file__).parents[1] / "configs"


@pytest.fixture
def config_file(tmp_path):
    """Write `text`, str or bytes, to a config file; returns its path."""

    def write(text=LOGISTIC, name="config.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def load(config_file):
    """The Config of a YAML text and overrides."""
    return lambda text=LOGISTIC, *overrides: config.load(config_file(text), overrides)


@pytest.fixture
def run_cli(tmp_path, monkeypatch):
    """Run a command in this process, in `tmp_path`; an exception that it lets through is raised."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(app, list(map(str, args)), catch_exceptions=False)


@pytest.fixture
def spawn(tmp_path):
    """Run a command in a process of its own, in `tmp_path`; `env` is added to the environment."""

    def run(*args, env=None, **options):
        options = {"cwd": tmp_path, "capture_output": True, "timeout": 60, **options}
        command = [sys.executable, "-m", "autograd_cli", *map(str, args)]
        return subprocess.run(
            command, env={**os.environ, **(env or {})}, text=True, check=False, **options
        )

    return run


@pytest.fixture
def trained(tmp_path, config_file):
    """Train a config (a path, or a YAML text) in this process, without pictures; its RunFolder."""

    def run(given=LOGISTIC, *overrides, runs_dir=None, name="test"):
        _, path = train(
            config=given if isinstance(given, Path) else config_file(given),
            overrides=list(overrides),
            runs_dir=runs_dir or tmp_path / "runs",
            name=name,
            plots=False,
            report=Reporter(),
        )
        return runs.RunFolder(path)

    return run


def pytest_addoption(parser):
    parser.addoption(
        "--kills", type=int, default=4, help="how many trainings to kill; 50 is the full test"
    )


@pytest.fixture
def outcome():
    """By name the contents of a run's files, without what times and machines put in."""

    def read(run):
        files = [path for path in run.path.rglob("*") if path.is_file()]
        apart = {run.environment, run.sessions, run.lock, *run.plots.glob("*")}
        found = {str(path.relative_to(run.path)): path.read_bytes() for path in {*files} - apart}
        rows = [json.loads(line) for line in found["metrics.jsonl"].splitlines()]
        table = [line.split(b",") for line in found["metrics.csv"].splitlines()]
        assert all(row.pop("seconds") > 0 for row in rows)
        assert not table or table[0].pop(2) == b"seconds"
        assert [float(cells.pop(2)) > 0 for cells in table[1:]] == [True] * len(rows)
        told = json.loads(found["summary.json"])
        for key in ("id", "name", "started_at", "finished_at", "train_seconds", "peak_rss_bytes"):
            told.pop(key)
        return found | {"metrics.jsonl": rows, "metrics.csv": table, "summary.json": told}

    return read


@pytest.fixture
def record():
    """A record of an epoch with weights that tell it; `loss` sets the losses, None for none."""

    best = []

    def make(epoch, loss=1.0, *, batch=0, val=None, **weights):
        metrics = {} if loss is None else {"train/loss": loss, "train/accuracy": 0.5}
        metrics |= {} if val is None else {"val/loss": val}
        arrays = {"weight": np.full((1, 2), float(epoch)), "bias": np.array(0.1), **weights}
        state = {"momentum.weight": np.zeros((1, 2))}
        watched = metrics.get("val/loss", loss)
        better = watched is not None and (not best or watched < best[-1])
        best.extend([watched] * better)
        return runs.Record(
            epoch,
            batch,
            10 * epoch + batch,
            epoch / 3,
            0.1,
            metrics,
            arrays,
            state,
            best=better,
        )

    return make


@pytest.fixture
def create(load, tmp_path):
    """A new RunWriter under `tmp_path`/runs; to be used as a context manager."""
    return lambda name="test", runs_dir=None, overrides=(): runs.create(
        load(LOGISTIC, *overrides), {}, runs_dir=runs_dir or tmp_path / "runs", name=name
    )


@pytest.fixture
def written(create, record):
    """A finished run with an epoch for each of `losses`, after epoch 0; its RunFolder."""

    def write(losses=(2.0, 1.0, 1.5), **options):
        with create(**options) as run:
            for epoch, loss in enumerate(losses):
                run.append(record(epoch, loss))
            run.finish("completed")
        return run.folder

    return write

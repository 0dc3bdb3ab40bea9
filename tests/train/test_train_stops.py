"""Trainings that do not reach their end: divergence and Ctrl-C."""

import json
import math
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from autograd_cli import data, runs, train, zoo
from autograd_cli.optim import SGD
from autograd_cli.runs import RunFolder
from autograd_cli.seeds import Seeds
from autograd_cli.train import DivergedError

LINEAR = "dataset: {name: synthetic_regression}\nmodel: {name: least_squares}\n"
LOGISTIC = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
HINT = "Try a smaller optimizer.lr, or dataset.standardize=true."


def _loop(load, text, *overrides, **options):
    settings = load(text, *overrides).settings
    seeds = Seeds(settings.seed)
    splits = data.build(settings, seeds)
    model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
    return model, train.loop(model, splits, settings, **options)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("batch_size", ["1", "null"])
def test_a_diverging_loss_stops_before_the_next_step(load, batch_size):
    model, loop = _loop(
        load, LINEAR, "optimizer.lr=1e5", "train.epochs=1000", f"train.batch_size={batch_size}"
    )
    with pytest.raises(DivergedError) as caught:
        list(loop)
    assert math.isinf(float(caught.value.message.split()[5]))
    assert caught.value.hint == HINT
    assert np.isfinite(model.weight.data).all()


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_step_with_a_loss_that_is_not_finite_changes_nothing(load, bad):
    settings = load(LOGISTIC).settings
    model = zoo.build(settings.model, (4,), 1, Seeds(0))
    before = {name: array.copy() for name, array in model.state_dict().items()}
    loss = zoo.loss(settings.objective)
    step = train.make_step(
        model, lambda z, y: loss(z, y) + bad, SGD(model.state_dict(), lr=0.1, momentum=0.9)
    )
    value = step(np.ones((2, 4)), np.array([0.0, 1.0]))
    assert not math.isfinite(value)
    for name, array in model.state_dict().items():
        assert np.array_equal(array, before[name])


@pytest.mark.parametrize(
    ("epoch", "batch", "loss", "message"),
    [
        (3, 2, math.nan, "training diverged: the loss is nan in epoch 3, batch 2"),
        (3, None, math.inf, "training diverged: the loss is inf after epoch 3"),
        (0, None, math.inf, "training diverged: the loss is inf before the first step"),
    ],
)
def test_the_error_tells_where(epoch, batch, loss, message):
    assert str(DivergedError(epoch, batch, loss)) == f"{message}\n{HINT}"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    "overrides",
    [
        ("optimizer.lr=1e5",),
        ("optimizer.lr=1e5", "train.batch_size=null"),
        ("optimizer={lr: 1e100, momentum: 0.9}",),
        ("optimizer.lr=1e300", "train.batch_size=null"),
    ],
)
def test_a_diverged_run_keeps_its_last_finite_checkpoint(run_cli, config_file, tmp_path, overrides):
    answer = run_cli("train", config_file(LINEAR), "train.epochs=500", "--no-plots", *overrides)
    assert answer.exit_code == 3
    assert "error: training diverged: the loss is " in answer.stderr
    assert answer.stderr.endswith(f"{HINT}\n")
    (path,) = tmp_path.glob("runs/*/")
    run = RunFolder(path)
    told, rows = runs.summary(run), run.metrics.read_text().splitlines()
    assert told["status"] == "diverged"
    assert told["error"].startswith("training diverged")
    assert answer.stdout.splitlines()[-1].startswith("diverged in ")
    saved = runs.load_checkpoint(run.last)
    assert saved.epoch == told["epochs"] == len(rows)
    assert all(np.isfinite(array).all() for array in saved.weights.values())
    assert all(math.isfinite(value) for row in rows for value in json.loads(row).values())
    assert runs.load_checkpoint(run.best).epoch == told["best"]["epoch"]


def test_a_diverged_run_tells_one_thing(spawn, config_file):
    answer = spawn(
        "train",
        config_file(LINEAR),
        "train={epochs: 500, batch_size: null}",
        "optimizer.lr=10",
        "--no-plots",
    )
    assert answer.returncode == 3
    error, hint = answer.stderr.splitlines()
    assert error.startswith("error: training diverged: the loss is ")
    assert hint == HINT
    assert max(map(len, answer.stdout.splitlines())) <= 100, "no number of 300 digits"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_data_that_overflow_before_the_first_step_leave_a_run_that_says_so(
    run_cli, config_file, tmp_path
):
    answer = run_cli("train", config_file(LINEAR), "dataset.noise=1e200")
    assert answer.exit_code == 3
    message, hint = answer.stderr.splitlines()
    assert message == "error: training diverged: the loss is inf before the first step"
    assert hint == HINT
    (path,) = tmp_path.glob("runs/*/")
    assert runs.summary(RunFolder(path))["status"] == "diverged"


@pytest.mark.parametrize("stop_at", [1, 5, 80, 81, 160])
def test_a_stop_is_obeyed_at_the_next_step(load, stop_at):
    asked = iter(range(1, 1000))
    model, loop = _loop(load, LOGISTIC, should_stop=lambda: next(asked) == stop_at)
    *_, last = loop
    epoch, batch = divmod(stop_at, 80)
    assert (last.epoch, last.batch, last.step) == (epoch, batch, stop_at)
    assert bool(last.metrics) == (batch == 0)  # a whole epoch has its metrics
    assert np.array_equal(last.weights["weight"], model.weight.data)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("plots", ["--no-plots", "--plots"])
def test_ctrl_c_leaves_a_checkpoint_and_exits_with_130(config_file, tmp_path, plots):
    command = [sys.executable, "-m", "autograd_cli", "train", str(config_file()), plots]
    with subprocess.Popen(
        [*command, "train.epochs=1000000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ,
    ) as process:
        path = process.stdout.readline().split()[1]
        for _ in range(3):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "")
    assert output.splitlines()[-1].startswith("interrupted in ")
    run = RunFolder(tmp_path / path)
    told, saved = runs.summary(run), runs.load_checkpoint(run.last)
    assert told["status"] == "interrupted"
    assert (saved.epoch, saved.step) == (told["epochs"], told["steps"])
    assert saved.step == 80 * saved.epoch + saved.batch
    assert len(run.metrics.read_text().splitlines()) == told["epochs"] >= 2
    assert run.plots.exists() == (plots == "--plots")


def test_a_second_ctrl_c_ends_at_once_and_says_so(run_cli, config_file, tmp_path, monkeypatch):
    def interrupted(*args, **options):
        yield next(loop(*args, **options))
        raise KeyboardInterrupt

    loop = train.loop
    monkeypatch.setattr(train, "loop", interrupted)
    answer = run_cli("train", config_file(), "--no-plots")
    assert (answer.exit_code, answer.stderr) == (130, "interrupted\n")
    (path,) = tmp_path.glob("runs/*/")
    assert runs.summary(RunFolder(path))["status"] == "interrupted"
    assert runs.load_checkpoint(RunFolder(path).last).epoch == 0

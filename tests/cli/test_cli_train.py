"""`autograd train`: what it prints and what it leaves."""

import json
import re

import pytest

from autograd_cli import runs
from autograd_cli.cli.plot_process import PlotProcess
from autograd_cli.runs import RunFolder, RunWriteError

NUMBER = r"-?\d[\d.e+-]*"
FIGURES = "  ".join(rf"{name} {NUMBER}" for name in (
    "train/loss", "train/accuracy", "val/loss", "val/accuracy"
))  # fmt: skip


def _matches(lines, patterns):
    return len(lines) == len(patterns) and all(map(re.fullmatch, patterns, lines))


def test_in_a_pipe_there_is_a_line_for_every_epoch_and_the_path_first_and_last(spawn, config_file):
    answer = spawn("train", config_file(), "train.epochs=10", "--no-plots")
    assert (answer.returncode, answer.stderr) == (0, "")
    path = r"runs/\d{8}-\d{6}-config"
    lines = answer.stdout.splitlines()
    assert _matches(
        lines,
        [
            rf"run {path}",
            rf"untrained    {FIGURES}",
            *(rf"epoch {epoch:2}/10  {FIGURES}" for epoch in range(1, 11)),
            rf"best epoch \d+  {FIGURES}",
            rf"completed in \d+\.\d\d s: {path}",
        ],
    )
    assert lines[0].split()[-1] == lines[-1].split()[-1]
    assert answer.stdout.isascii()


def test_every_nth_step_is_shown_where_it_is_asked_for(run_cli, configs, tmp_path):
    words = ["train", configs / "iris_logreg.yaml", "train.epochs=1", "--no-plots"]
    answer = run_cli(*words, "train.log_every=20")
    shown = [line for line in answer.stdout.splitlines() if "step" in line]
    (run,) = map(runs.RunFolder, tmp_path.glob("runs/2*"))
    kept = runs.steps(run)
    assert kept.step == [20, 40, 60, 80]
    assert shown == [
        f"epoch 1/1  step {step}  loss {loss:.4f}"
        for step, loss in zip(kept.step, kept.loss, strict=True)
    ]
    assert "step" not in run_cli(*words, "train.log_every=20", "--quiet").stdout
    assert "step" not in run_cli(*words).stdout


def test_regression_without_validation_shows_the_training_loss_alone(run_cli, configs):
    answer = run_cli("train", configs / "least_squares.yaml", "train.epochs=1", "--no-plots")
    assert re.fullmatch(rf"epoch 1/1  train/loss {NUMBER}", answer.stdout.splitlines()[2])


def test_quiet_prints_the_path_alone(run_cli, config_file, tmp_path):
    answer = run_cli("train", config_file(), "train.epochs=2", "--quiet", "--no-plots")
    assert (answer.exit_code, answer.stderr) == (0, "")
    (line,) = answer.stdout.splitlines()
    assert runs.summary(RunFolder(tmp_path / line))["status"] == "completed"


@pytest.mark.parametrize("quiet", [True, False])
def test_json_is_the_summary_and_everything_else_is_on_stderr(
    run_cli, config_file, tmp_path, quiet
):
    options = ["--json", "--no-plots", *(["--quiet"] if quiet else [])]
    answer = run_cli("train", config_file(), "train.epochs=2", *options)
    told = json.loads(answer.stdout)
    run = RunFolder(tmp_path / told.pop("path"))
    assert told == runs.summary(run)
    assert told["status"] == "completed"
    lines = answer.stderr.splitlines()
    assert bool(lines) != quiet
    assert quiet or (lines[0] == f"run runs/{run.id}" and lines[-1].endswith(f"runs/{run.id}"))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_json_tells_of_a_diverged_run_too(run_cli, configs):
    options = ["optimizer.lr=1e9", "train.epochs=99", "--no-plots", "--json"]
    answer = run_cli("train", configs / "least_squares.yaml", *options)
    assert answer.exit_code == 3
    assert json.loads(answer.stdout)["status"] == "diverged"
    assert "error: training diverged" in answer.stderr


def test_the_name_the_place_and_the_seed_can_be_chosen(run_cli, config_file, tmp_path):
    answer = run_cli(
        "train", config_file(), "train.epochs=1", "--name", "mine", "--runs-dir", "other/place",
        "--seed", "7", "--quiet", "--no-plots",
    )  # fmt: skip
    path = answer.stdout.strip()
    assert re.fullmatch(r"other/place/\d{8}-\d{6}-mine", path)
    assert "seed: 7\n" in (tmp_path / path / "config.resolved.yaml").read_text()
    assert not (tmp_path / "runs").exists()


def test_the_seed_option_is_the_last_override(run_cli, config_file, tmp_path):
    answer = run_cli(
        "train", config_file(), "seed=1", "train.epochs=1", "--seed=2", "-q", "--no-plots"
    )
    assert "seed: 2\n" in (tmp_path / answer.stdout.strip() / "config.resolved.yaml").read_text()


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_options_may_stand_anywhere(run_cli, config_file, place):
    words = ["train", config_file(), "train.epochs=1", "--no-plots"]
    words.insert({"before": 1, "between": 2, "after": 4}[place], "-q")
    assert run_cli(*words).exit_code == 0


@pytest.mark.parametrize(
    "file", ["my config.yaml", "größe (2).yml", ".hidden", "x" * 150 + ".yaml"]
)
def test_a_config_of_any_name_can_be_trained(run_cli, config_file, tmp_path, file):
    answer = run_cli("train", config_file(name=file), "train.epochs=1", "-q", "--no-plots")
    assert answer.exit_code == 0
    assert (tmp_path / answer.stdout.strip() / "summary.json").exists()


def test_the_pictures_are_drawn_unless_they_are_not_wanted(spawn, config_file, tmp_path):
    answer = spawn("train", config_file(), "train.epochs=2", "--quiet")
    assert (answer.returncode, answer.stderr) == (0, "")
    pictures = tmp_path / answer.stdout.strip() / "plots"
    assert {p.name: p.read_bytes()[:8] for p in pictures.iterdir()} == {
        "loss.png": b"\x89PNG\r\n\x1a\n",
        "accuracy.png": b"\x89PNG\r\n\x1a\n",
        "confusion.png": b"\x89PNG\r\n\x1a\n",
    }
    answer = spawn("train", config_file(), "train.epochs=2", "--quiet", "--no-plots")
    assert not (tmp_path / answer.stdout.strip() / "plots").exists()


@pytest.fixture
def no_pictures(monkeypatch):
    """Drawing fails, as it does when the disk is full."""

    def fail(self, run):
        raise RunWriteError("the pictures were not drawn: no", "The run itself is whole.")

    monkeypatch.setattr(PlotProcess, "draw", fail)


def test_when_drawing_fails_the_run_is_whole_and_shown(run_cli, config_file, tmp_path, no_pictures):
    answer = run_cli("train", config_file(), "train.epochs=1")
    assert answer.exit_code == 1
    assert answer.stderr == "error: the pictures were not drawn: no\nThe run itself is whole.\n"
    path = answer.stdout.splitlines()[0].removeprefix("run ")
    assert answer.stdout.splitlines()[-1].endswith(f"s: {path}")
    assert runs.summary(RunFolder(tmp_path / path))["status"] == "completed"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_when_drawing_fails_too_a_diverged_run_still_exits_with_3(run_cli, configs, no_pictures):
    answer = run_cli("train", configs / "least_squares.yaml", "optimizer.lr=1e9", "train.epochs=99")
    assert answer.exit_code == 3
    assert "error: training diverged" in answer.stderr


def test_the_config_is_not_touched_and_nothing_is_left_beside_the_runs(
    run_cli, config_file, tmp_path
):
    path = config_file()
    before = path.read_bytes()
    run_cli("train", path, "train.epochs=1", "--no-plots", "-q")
    assert path.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"config.yaml", "runs"}

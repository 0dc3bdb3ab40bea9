"""kill -9 at any moment: what is left is readable, and resumed it is the uninterrupted run."""

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from resumable import CONFIGS

from autograd_cli import runs

COMMAND = [sys.executable, "-m", "autograd_cli"]
EPOCHS = ["train.epochs=60", "train.batch_size=8"]
STARTUP = 0.5  # seconds, about, until a training begins
KILLED = Path(__file__).with_name("killed.py")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


def test_at_every_operation_on_a_file(config_file, trained, outcome, tmp_path, monkeypatch):
    """The order in which a run's files are written leaves no gap."""
    text = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [3], dropout: 0.2}\n"
    text += "optimizer: {name: adam}\ntrain: {epochs: 2, batch_size: 40, log_every: 2}\n"
    text += "checkpoint: {every_steps: 2}\n"
    monkeypatch.setattr("autograd_cli.runs.snapshots._EPOCHS", 1)
    whole = outcome(trained(text))
    assert [json.loads(line)["epoch"] for line in whole["weights.jsonl"].splitlines()] == [0, 2]
    assert [json.loads(line)["step"] for line in whole["steps.jsonl"].splitlines()] == [2, 4, 6]
    done = subprocess.run(
        [sys.executable, str(KILLED), str(config_file(text)), str(tmp_path / "killed")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 20
    found = [p.parent for p in (tmp_path / "killed").glob("*/runs/*/config.resolved.yaml")]
    survivors = [runs.RunFolder(path) for path in found if not path.name.startswith(".")]
    assert len(survivors) > 15
    for run in survivors:
        assert outcome(run) == whole


def test_at_random_moments(
    request, every_config, config_file, trained, resumed, run_cli, outcome, tmp_path
):
    """As many as `--kills` says, in all configs together; some are killed again in resuming."""
    number = request.node.callspec.indices["every_config"]
    kills = request.config.getoption("--kills")
    kills = kills // len(CONFIGS) + (number < kills % len(CONFIGS))
    if not kills:
        pytest.skip("there are more configs than --kills")
    config, words = config_file(every_config + "checkpoint: {every_steps: 3}\n"), EPOCHS
    begin = time.perf_counter()
    expected = outcome(trained(config, *words))
    duration = STARTUP + time.perf_counter() - begin
    draw = random.Random(number)
    for kill in range(kills):
        place = tmp_path / f"killed-{kill}"
        place.mkdir()
        train = ["train", config, *words, "--name=test", "--no-plots"]
        _kill(train, place, draw.uniform(STARTUP / 2, duration))
        kept = place / "runs"
        if not list(kept.glob("[!.]*/")):
            trained(config, *words, runs_dir=kept)  # it had not come so far as to be a run
        elif draw.random() < 0.5:
            _kill(["resume", "latest", "--no-plots"], place, draw.uniform(0, duration))
        listed = run_cli("runs", "ls", "--runs-dir", kept)
        assert re.search(r"killed|completed|early_stopped", listed.stdout)
        run = runs.find("latest", kept)
        for read in (runs.metrics, runs.steps, runs.weight_history, runs.predictions):
            read(run)
        if kill == number == 0 and "initial" in runs.summary(run):
            assert run_cli("plot", run.path).exit_code == 0
        assert outcome(resumed(run)) == expected


def _kill(words, place, seconds):
    """Start a command and kill it after some time, if it lasts so long."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.wait(seconds) == 0, process.stderr.read()
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    finally:
        process.stderr.close()

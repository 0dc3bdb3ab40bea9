"""A user's folder, in which the examples of the help work."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograd_cli.cli.app import app

ROOT = Path(__file__).parents[2]
STORED = ROOT / "tests" / "stored" / "20261122-073957-iris_mlp_relu"
CONFIG = """
dataset: {name: csv, path: flowers.csv, target: species}
model: {name: mlp, hidden: [4]}
train: {epochs: 2, batch_size: 8}
"""


@pytest.fixture(scope="session")
def users_folder(tmp_path_factory):
    """The shipped configs, a table, and three runs: of the earlier version, killed, and new."""
    place = tmp_path_factory.mktemp("user")
    shutil.copytree(ROOT / "configs", place / "configs")
    rows = [f"{i % 3 + i / 90},{i / 30},{['rose', 'tulip', 'lily'][i % 3]}" for i in range(30)]
    (place / "flowers.csv").write_text("\n".join(["length,width,species", *rows, ""]))
    (place / "flowers.yaml").write_text(CONFIG)
    shutil.copytree(STORED, place / "runs" / "20261122-141530-iris_mlp_relu")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        words = ["train", "flowers.yaml", "--no-plots", "-q"]
        path = Path(CliRunner().invoke(app, words, catch_exceptions=False).stdout.strip())
        killed = shutil.copytree(path, path.with_name("20261122-141531-killed")) / "summary.json"
        killed.write_text(json.dumps(json.loads(killed.read_text()) | {"status": "running"}))
    return place


@pytest.fixture
def copied(users_folder, tmp_path):
    """`tmp_path` with a copy of the user's folder in it."""
    return Path(shutil.copytree(users_folder, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def run_there(run_cli, copied):
    """Run a command line in a copy of the user's folder."""
    return lambda line: run_cli(*shlex.split(line)[1:])


@pytest.fixture
def in_terminal(tmp_path):
    """Run `autograd` with a terminal for all its streams; the exit code and what was shown."""
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")

    def run(*words, typed="", columns=100, **env):
        ours, theirs = pty.openpty()
        environment = {**os.environ, "COLUMNS": str(columns), "LINES": "30", **env}
        with subprocess.Popen(
            [sys.executable, "-m", "autograd_cli", *map(str, words)],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, env=environment,
        ) as process:  # fmt: skip
            os.close(theirs)
            os.write(ours, typed.encode())
            shown = b""
            try:
                while piece := os.read(ours, 65536):
                    shown += piece
            except OSError:
                pass  # how Linux tells that the other end is closed
            os.close(ours)
        return process.returncode, shown.decode().replace("\r\n", "\n")

    return run

"""`autograd runs ls` over many runs, beside `json.load` of their summaries."""

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from autograd_cli.cli.runs.listing import select
from benchmarks.commands import autograd, environment, output, timed
from benchmarks.contest import BenchmarkError
from benchmarks.rows import Row, compared
from benchmarks.timing import in_turn

GOAL = 2.0
OURS, LOAD = "autograd runs ls", "json.load"
CONFIG = Path(__file__).parent.parent / "configs" / "iris_logreg.yaml"
# The names of the folders are all that a program has to begin with.
SCRIPT = """
import json, os, sys
for folder in os.scandir(sys.argv[1]):
    if folder.is_dir():
        with open(folder.path + "/summary.json") as file:
            json.load(file)
"""


def measure(*, quick: bool) -> list[Row]:
    """The rows of both benchmarks: the work alone, and the whole processes."""
    count, rounds = (10, 1) if quick else (1000, 30)
    with TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(None if quick else folder / "bytecode")
        runs = _many(folder, env, count)
        calls: Mapping[str, Callable[[], int]] = {
            OURS: lambda: _listed(runs),
            LOAD: lambda: _loaded(runs),
        }
        commands = {
            OURS: [*autograd(), "runs", "ls", "--runs-dir", str(runs)],
            LOAD: [sys.executable, "-c", SCRIPT, str(runs)],
        }
        costs, counts = in_turn(calls, rounds)
        processes, printed = timed(commands, env, rounds)
    if {*counts.values(), printed[OURS].count(" completed ")} != {count}:
        raise BenchmarkError(f"{OURS} has not listed all of the {count} runs")
    goals = {OURS: GOAL}
    return [
        *compared(f"list {count} runs", costs, baseline=LOAD, goals=goals, unit="ms"),
        *compared(
            f"list {count} runs, processes", processes, baseline=LOAD, goals=goals, unit="ms"
        ),
    ]


def _many(folder: Path, env: Mapping[str, str], count: int) -> Path:
    """A folder with the summary of a real run, under as many ids."""
    real, many = folder / "real", folder / "many"
    output([*autograd(), "train", str(CONFIG), "--runs-dir", str(real), "--no-plots"], env)
    (summary,) = real.glob("*/summary.json")
    for number in range(count):
        run = many / f"20261122-{number:06}-iris_logreg"
        run.mkdir(parents=True)
        shutil.copy(summary, run)
    return many


def _listed(runs: Path) -> int:
    """How many runs the list has, without its header."""
    with redirect_stdout(io.StringIO()) as shown:
        select(runs_dir=runs, filters=[]).write()
    return shown.getvalue().count("\n") - 1


def _loaded(runs: Path) -> int:
    count = 0
    for folder in os.scandir(runs):
        if folder.is_dir():
            with open(folder.path + "/summary.json") as file:  # noqa: PTH123
                json.load(file)
            count += 1
    return count

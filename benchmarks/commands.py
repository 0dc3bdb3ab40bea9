"""Whole commands, timed from the start of their process to its end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks import limits
from benchmarks.contest import BenchmarkError
from benchmarks.timing import Cost, in_turn


def autograd() -> list[str]:
    """The command beside this Python, or the module if there is none."""
    command = shutil.which("autograd", path=str(Path(sys.executable).parent))
    return [command] if command else [sys.executable, "-m", "autograd_cli"]


def environment(bytecode: Path | None) -> dict[str, str]:
    """Ours without the limits on threads and, with a folder, with bytecode that is kept there.

    An installed program has its bytecode; one that runs from its sources may be forbidden to.
    """
    env = {key: value for key, value in os.environ.items() if key not in limits(1)}
    if bytecode:
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(bytecode)
    return env


def timed(
    commands: Mapping[str, Sequence[str]], env: Mapping[str, str], rounds: int
) -> tuple[dict[str, Cost], dict[str, str]]:
    """What each command takes, and what it printed the last time. Raises BenchmarkError."""
    calls = {name: partial(output, command, env) for name, command in commands.items()}
    if rounds > 1:  # fills the caches: bytecode, Matplotlib's list of fonts, our dataset
        in_turn(calls, 1)
    return in_turn(calls, rounds)


def output(command: Sequence[str], env: Mapping[str, str]) -> str:
    """What a command prints. Raises BenchmarkError if it fails."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchmarkError(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout

"""Wall time of whole processes: `autograd --help`, and a short training with its pictures."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import limits
from benchmarks.contest import BenchmarkError
from benchmarks.rows import Outcome, Row, compared
from benchmarks.timing import Cost, in_turn

HELP_GOAL, TRAIN_GOAL = 1.5, 0.25
IMPORT_TYPER, SCRIPT = "import typer", "PyTorch script"
HERE = Path(__file__).parent
CONFIG = HERE.parent / "configs" / "iris_logreg.yaml"


def measure(*, quick: bool) -> list[Row]:
    """The rows of both benchmarks."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        env = _environment(None if quick else folder / "bytecode")
        return [
            *_help(env, rounds=1 if quick else 20),
            *_train(env, folder, rounds=1 if quick else 10),
        ]


def _help(env: Mapping[str, str], *, rounds: int) -> list[Row]:
    commands = {
        "autograd --help": [*_autograd(), "--help"],
        IMPORT_TYPER: [sys.executable, "-c", IMPORT_TYPER],
    }
    costs = _time(commands, env, rounds)
    goals = {"autograd --help": HELP_GOAL}
    return compared("help", costs, baseline=IMPORT_TYPER, goals=goals, unit="s")


def _train(env: Mapping[str, str], folder: Path, *, rounds: int) -> list[Row]:
    runs, picture = folder / "runs", folder / "loss.png"
    train = [*_autograd(), "train", str(CONFIG), "--runs-dir", str(runs)]
    ours = {
        "autograd train": train,
        # The script holds no flowers back for validation, and so takes a quarter more steps.
        "autograd train, all flowers": [*train, "dataset.validation_fraction=0"],
    }
    peer = {SCRIPT: [sys.executable, str(HERE / "peers" / "script_torch.py"), str(picture)]}
    installed = find_spec("torch") is not None
    costs: dict[str, Outcome] = {**_time(ours | peer if installed else ours, env, rounds)}
    _check_pictures([run / "plots" / "loss.png" for run in runs.iterdir() if run.is_dir()])
    _check_pictures([picture] if installed else [])
    goals = dict.fromkeys(ours, TRAIN_GOAL)
    costs.setdefault(SCRIPT, "not installed")
    return compared("train with plots", costs, baseline=SCRIPT, goals=goals, unit="s")


def _autograd() -> list[str]:
    """The command beside this Python, or the module if there is none."""
    command = shutil.which("autograd", path=str(Path(sys.executable).parent))
    return [command] if command else [sys.executable, "-m", "autograd_cli"]


def _environment(bytecode: Path | None) -> dict[str, str]:
    """Ours without the limits on threads and, with a folder, with bytecode that is kept there.

    An installed program has its bytecode; one that runs from its sources may be forbidden to.
    """
    env = {key: value for key, value in os.environ.items() if key not in limits(1)}
    if bytecode:
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(bytecode)
    return env


def _time(
    commands: Mapping[str, Sequence[str]], env: Mapping[str, str], rounds: int
) -> dict[str, Cost]:
    calls = {name: partial(_run, command, env) for name, command in commands.items()}
    if rounds > 1:  # fills the caches: bytecode, Matplotlib's list of fonts, our dataset
        in_turn(calls, 1)
    return in_turn(calls, rounds)[0]


def _run(command: Sequence[str], env: Mapping[str, str]) -> None:
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchmarkError(f"{' '.join(command)} failed:\n{done.stderr}")


def _check_pictures(pictures: Sequence[Path]) -> None:
    for path in pictures:
        if not path.is_file():
            raise BenchmarkError(f"train with plots: {path.name} of {path.parent} was not drawn")

"""Wall time of whole processes: `autograd --help`, and a short training with its pictures."""

import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.commands import autograd, environment, timed
from benchmarks.contest import BenchmarkError
from benchmarks.rows import Outcome, Row, compared

HELP_GOAL, TRAIN_GOAL = 1.5, 0.25
IMPORT_TYPER, SCRIPT = "import typer", "PyTorch script"
HERE = Path(__file__).parent
CONFIG = HERE.parent / "configs" / "iris_logreg.yaml"


def measure(*, quick: bool) -> list[Row]:
    """The rows of both benchmarks."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(None if quick else folder / "bytecode")
        return [
            *_help(env, rounds=1 if quick else 20),
            *_train(env, folder, rounds=1 if quick else 10),
        ]


def _help(env: Mapping[str, str], *, rounds: int) -> list[Row]:
    commands = {
        "autograd --help": [*autograd(), "--help"],
        IMPORT_TYPER: [sys.executable, "-c", IMPORT_TYPER],
    }
    costs, _ = timed(commands, env, rounds)
    goals = {"autograd --help": HELP_GOAL}
    return compared("help", costs, baseline=IMPORT_TYPER, goals=goals, unit="s")


def _train(env: Mapping[str, str], folder: Path, *, rounds: int) -> list[Row]:
    runs, picture = folder / "runs", folder / "loss.png"
    train = [*autograd(), "train", str(CONFIG), "--runs-dir", str(runs)]
    ours = {
        "autograd train": train,
        # The script holds no flowers back for validation, and so takes a quarter more steps.
        "autograd train, all flowers": [*train, "dataset.validation_fraction=0"],
    }
    peer = {SCRIPT: [sys.executable, str(HERE / "peers" / "script_torch.py"), str(picture)]}
    installed = find_spec("torch") is not None
    costs: dict[str, Outcome] = {**timed(ours | peer if installed else ours, env, rounds)[0]}
    _check_pictures([run / "plots" / "loss.png" for run in runs.iterdir() if run.is_dir()])
    _check_pictures([picture] if installed else [])
    goals = dict.fromkeys(ours, TRAIN_GOAL)
    costs.setdefault(SCRIPT, "not installed")
    return compared("train with plots", costs, baseline=SCRIPT, goals=goals, unit="s")


def _check_pictures(pictures: Sequence[Path]) -> None:
    for path in pictures:
        if not path.is_file():
            raise BenchmarkError(f"train with plots: {path.name} of {path.parent} was not drawn")

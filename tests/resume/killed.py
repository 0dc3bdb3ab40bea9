"""Trains and resumes a config, and dies by SIGKILL at every operation on a run's files in turn.

`python killed.py CONFIG FOLDER`: in FOLDER/<k>/runs the run that a training leaves which is killed
before its operation number k, for k = 1, 2, ... until one comes through; each is then resumed by a
process that is killed too, at an operation that depends on k, and at last by one that is not.
Prints the number of trainings that were killed.
"""

import os
import signal
import sys
from pathlib import Path

from autograd_cli import runs
from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.resume import resume
from autograd_cli.cli.train import train
from autograd_cli.runs import creation, snapshots
from autograd_cli.runs import resume as resuming

EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.truncate"}


def kill_at(number: int, within: Path) -> None:
    """Let this process die before its operation of that number on files in `within`."""
    left = number
    inside = os.fspath(within)

    def count(event: str, arguments: tuple) -> None:
        nonlocal left
        if event in EVENTS and str(arguments[0]).startswith(inside):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def in_a_child(work) -> int:
    """What becomes of a process that does `work`: its exit code, or minus the signal."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except SystemExit as error:
            os._exit(int(error.code or 0))
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def save_time() -> None:
    """Look at the machine only once, and wait for no disk: a power cut is not what is tried."""
    found = creation.environment()
    creation.environment = resuming.environment = lambda: found
    os.fsync = lambda file: None


def main(config: Path, folder: Path) -> int:
    snapshots._EPOCHS = 1  # so that those of epoch 1 are too many when there are two
    save_time()
    options = {"plots": False, "report": Reporter()}
    # Once without a kill: what is imported here, no child has to import.
    train(config=config, overrides=[], runs_dir=folder / "whole", name="test", **options)
    number = 0
    while True:
        number += 1
        place = folder / str(number) / "runs"
        place.mkdir(parents=True)

        def begin(place=place, number=number) -> None:
            kill_at(number, place)
            train(config=config, overrides=[], runs_dir=place, name="test", **options)

        def go_on(place=place, number=None) -> None:
            if number:
                kill_at(number, place)
            resume(run="latest", overrides=[], runs_dir=place, **options)

        end = in_a_child(begin)
        if end == 0:
            return number - 1
        if end != -signal.SIGKILL:
            raise SystemExit(f"training {number} ended with {end}")
        left = [path for path in place.iterdir() if runs.RunFolder(path).summary.exists()]
        if not any(not path.name.startswith(".") for path in left):
            continue  # killed before there was a run
        for again in (1 + number % 17, None):
            end = in_a_child(lambda again=again: go_on(number=again))
            if end not in (0, -signal.SIGKILL if again else 0):
                raise SystemExit(f"resuming {number} ended with {end}")


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))

"""Exit codes: a way to each that a command can end with, and Ctrl-C at any moment."""

import itertools
import os
import shlex
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from commands import EXAMPLES, PROGRAMS

from autograd_cli.ops.products import Linear

resource = pytest.importorskip("resource", reason="Windows has neither its signals nor its limits")
LINES = [line.removeprefix("autograd ") for line in EXAMPLES]
FULL, WRONG = "on a full disk", "with a wrong derivative"
DIVERGE = "optimizer.lr=1e300"
# A command line for each exit code but 0, which the examples of the help have, and 130.
WAYS = {
    "train": {
        1: ("train flowers.yaml --no-plots", FULL),
        2: ("train flowers.yaml train.epoch=1", ""),
        3: (f"train flowers.yaml --no-plots {DIVERGE}", ""),
    },
    "resume": {
        1: ("resume latest --epochs 9 --no-plots", FULL),
        2: ("resume latest train.epochs=9", ""),
        3: (f"resume latest --epochs 9 --no-plots --override {DIVERGE}", ""),
    },
    "evaluate": {2: ("evaluate latest --data nothing.csv", "")},
    "predict": {1: ("predict latest flowers.csv -o x.csv", FULL), 2: ("predict none x.csv", "")},
    "plot": {1: ("plot latest", FULL), 2: ("plot none", "")},
    "report": {1: ("report latest -o x.html", FULL), 2: ("report none", "")},
    "derive": {
        1: ("derive x**2 --range 0 1 --plot x.png", FULL),
        2: ("derive x.real", ""),
        3: ("derive x**2 --minimize --lr 5 --steps 9999", ""),
    },
    "graph": {1: ("graph x**2 -o x.dot", FULL), 2: ("graph none.yaml", "")},
    "trace": {
        2: ("trace flowers.yaml --step 9999", ""),
        3: (f"trace flowers.yaml --step 5 {DIVERGE}", ""),
    },
    "list": {2: ("list none", "")},
    "gradcheck": {1: ("gradcheck flowers.yaml", WRONG), 2: ("gradcheck flowers.yaml x=1", "")},
    "info": {2: ("info --runs-dir flowers.csv", "")},
    "runs ls": {2: ("runs ls --sort none", "")},
    "runs show": {2: ("runs show none", "")},
    "runs compare": {2: ("runs compare latest", "")},
    "runs export": {1: ("runs export latest -o x.csv", FULL), 2: ("runs export latest -o x", "")},
    "runs rm": {2: ("runs rm latest --filter status=failed", "")},
    "config check": {2: ("config check flowers.yaml dataset.target=none", "")},
    "config show": {2: ("config show none.yaml", "")},
    "config init": {1: ("config init mlp", FULL), 2: ("config init none", "")},
    "config schema": {1: ("config schema -o x.json", FULL), 2: ("config schema x", "")},
}  # fmt: skip


def test_there_is_a_way_to_fail_for_every_command():
    assert {f"autograd {name}" for name in WAYS} == {*PROGRAMS}


@contextmanager
def _no_room():
    """Within it no file grows, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("code", "line", "how"),
    [(code, *way) for ways in WAYS.values() for code, way in ways.items()],
    ids=[f"{name} {code}" for name, ways in WAYS.items() for code in ways],
)
def test_a_failure_has_its_code_and_a_message(run_there, monkeypatch, code, line, how):
    if how == WRONG:
        rule = Linear.rules[0]
        doubled = rule._replace(vjp=lambda *args, **kw: 2 * rule.vjp(*args, **kw))
        monkeypatch.setattr(Linear, "rules", (doubled, *Linear.rules[1:]))
    with _no_room() if how == FULL else monkeypatch.context():
        answer = run_there(f"autograd {line}")
    assert answer.exit_code == code, answer.output
    assert how == WRONG or "rror: " in answer.stderr
    assert "Traceback" not in answer.stderr


# What a command is reading when the signal comes: a file that says nothing and does not end.
READS = {
    "train": "configs/iris_logreg.yaml",
    "resume": "run/config.resolved.yaml",
    "evaluate": "run/preprocess.json",
    "predict": "run/preprocess.json",
    "plot": "run/summary.json",
    "gradcheck": "configs/iris_mlp_relu.yaml",
    "runs ls": "run/summary.json",
    "runs show": "run/summary.json",
    "runs compare": "run/config.resolved.yaml",
    "runs export": "run/summary.json",
    "runs rm": "run/summary.json",
    "config check": "configs/iris_logreg.yaml",
    "config show": "configs/iris_logreg.yaml",
}


@pytest.fixture
def start(copied):
    """Start a command in a process of its own, with modules of ours before all others."""

    def run(line, **modules):
        (copied / "modules").mkdir()
        for name, text in modules.items():
            (copied / "modules" / f"{name}.py").write_text(text)
        before = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(copied / "modules"), *([before] if before else [])])
        return subprocess.Popen(
            [sys.executable, "-m", "autograd_cli", *shlex.split(line)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=copied,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    return run


def _told(process):
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors


@pytest.mark.parametrize(
    ("name", "number"),
    [*zip(READS, itertools.cycle([signal.SIGINT, signal.SIGTERM]), strict=False)],
)
def test_a_signal_ends_a_command_in_the_middle_of_its_work(start, copied, name, number):
    latest = (copied / "runs" / "latest").read_text().strip()
    place = copied / READS[name].replace("run/", f"runs/{latest}/")
    place.unlink()
    os.mkfifo(place)
    line = next(line for line in LINES if line.startswith(name))
    process = start(f"{line} --no-plots" if name in ("train", "resume") else line)
    with place.open("w"):  # which waits until the command has opened it
        process.send_signal(number)
        code, output, errors = _told(process)
    assert (code, output) == (130, "")
    assert errors in ("", "interrupted\n")


SIGNAL = f"import signal; signal.raise_signal({signal.SIGINT:d})"
SWALLOWED = f"try: {SIGNAL}\nexcept BaseException: raise ImportError('cannot be loaded')"


@pytest.mark.parametrize(
    ("line", "module", "text"),
    [
        ("--help", "typer", SIGNAL),
        ("runs ls --json", "json", SIGNAL),
        ("list", "pydantic", SIGNAL),
        ("config schema", "pydantic", SIGNAL),
        ("config init mlp", "pydantic", SWALLOWED),
        ("info", "threadpoolctl", SIGNAL),
        ("evaluate latest", "numpy", SWALLOWED),
        ("train flowers.yaml", "numpy", SIGNAL),
    ],
)
def test_a_signal_ends_a_command_that_is_being_loaded(start, line, module, text):
    code, output, errors = _told(start(line, **{module: text}))
    assert (code, output) == (130, "")
    assert errors in ("", "interrupted\n")


def test_a_signal_after_the_end_changes_nothing(start):
    late = "import atexit, os, signal; atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))"
    code, output, errors = _told(start("runs ls", sitecustomize=late))
    assert (code, errors) == (0, "")
    assert "killed" in output


def test_in_a_directory_that_has_been_deleted_there_is_a_message(tmp_path):
    (tmp_path / "gone").mkdir()
    words = [sys.executable, "-m", "autograd_cli", "runs", "ls"]
    script = 'cd gone && rmdir ../gone && exec "$@"'
    answer = subprocess.run(
        ["sh", "-c", script, "sh", *words],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "error: the current directory has been deleted\nChange to another one with cd.\n"
    )

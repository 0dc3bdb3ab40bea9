"""What every command shows suits where it goes, and holds nothing that steers a terminal."""

import io
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from commands import EXAMPLES
from typer.testing import CliRunner

from autograd_cli.cli.app import app
from autograd_cli.cli.terminal import visible
from autograd_cli.plots import kinds

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")

# A title, a cleared screen, a bell, a C1 control, a return, and a direction turned round.
EVIL = "\x1b]0;mine\x07\x1b[2J\x9b2J\r\u202eb\n"
OLD = "20261122-141530-iris_mlp_relu"
DRAWS = re.compile(r"\r?\x1b\[(\?25[lh]|[12]K|\d*A|[\d;]*m)")  # what tables and bars are made of
QUICK = {"train": " train.epochs=2 --no-plots", "resume": " --no-plots", "plot": " --only loss"}
LINES = [line + QUICK.get(line.split()[1], "") for line in EXAMPLES]
ONCE = re.compile(r"--yes|-o |--plot |report ")  # it is done, or takes long, and says no more


class _Screen(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def run_with(copied, monkeypatch):
    """Run a command line with these streams, and few pictures; its exit code."""
    monkeypatch.chdir(copied)
    monkeypatch.setattr(kinds, "all_of", lambda _: ["loss"])

    def run(line, stdout, stderr):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            with pytest.raises(SystemExit) as ending:
                app(shlex.split(line)[1:], prog_name="autograd")
        return ending.value.code

    return run


@pytest.fixture
def shown(run_with, monkeypatch):
    """Run a command line with a terminal, or a pipe, around it; its exit code and all it wrote."""

    def run(line, *, terminal=True, encoding="utf-8", **env):
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        kind = _Screen if terminal else io.TextIOWrapper
        streams = [kind(io.BytesIO(), encoding=encoding, newline="\n") for _ in "12"]
        code = run_with(line, *streams)
        for stream in streams:
            stream.flush()
        return code, *(stream.buffer.getvalue().decode(encoding) for stream in streams)

    return run


@pytest.mark.parametrize("line", LINES)
def test_a_terminal_a_dumb_one_and_a_pipe_get_what_they_can_show(shown, line):
    code, colourful, _ = shown(line, COLUMNS="100")
    assert code == 0
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", DRAWS.sub("", colourful))
    if ONCE.search(line):
        return
    code, narrow, _ = shown(line, COLUMNS="40")
    assert (code, "\u2026" in narrow) == (0, False), "no name is cut"
    code, grey, _ = shown(line, COLUMNS="100", NO_COLOR="1")
    assert code == 0
    assert not re.search(r"\x1b\[([\d;]*;)?[349]\d", grey)
    for options in (
        {"TERM": "dumb"},
        {"terminal": False},
        {"encoding": "ascii", "terminal": False},
    ):
        code, plain, _ = shown(line, **options)
        assert code == 0
        assert "\x1b" not in plain
        draws = line.split()[1] in ("graph", "plot") and "encoding" not in options
        assert plain.isascii() or draws
    code, poor, _ = shown(line, encoding="ascii", TERM="xterm")
    assert (code, poor.isascii()) == (0, True)


@pytest.fixture(scope="module")
def evil_folder(users_folder, tmp_path_factory):
    """A class, columns and a run's folder whose names would steer a terminal."""
    place = Path(shutil.copytree(users_folder, tmp_path_factory.mktemp("evil") / "user"))
    head = f'"{EVIL}","weight","kind"'
    rows = [f'{i},{i % 7},"{"good" if i % 2 else EVIL}"' for i in range(40)]
    further = head.replace("kind", f"no{EVIL}")
    (place / "evil.csv").write_text("\n".join([head, *rows, ""]), newline="")
    (place / "new.csv").write_text("\n".join([further, *rows, ""]), newline="")
    (place / "good.csv").write_text("weight,kind\n1,good\n")
    text = "dataset: {name: csv, path: evil.csv, target: kind}\nmodel: {name: mlp}\n"
    (place / "evil.yaml").write_text(text + "train: {epochs: 1, batch_size: 8}\n")
    shutil.copytree(place / "runs" / OLD, place / "runs" / f"20261122-141532-{EVIL}")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        answer = CliRunner().invoke(app, ["train", "evil.yaml", "--no-plots"])
    assert (answer.exit_code, answer.stderr) == (0, "")
    return place


@pytest.fixture
def evil(evil_folder, copied):
    shutil.copytree(evil_folder, copied, dirs_exist_ok=True)


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("term", ["xterm", "dumb"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("autograd predict latest evil.csv --proba", 0),
        ("autograd predict latest new.csv", 0),
        ("autograd predict latest good.csv", 2),
        ("autograd evaluate latest --data good.csv", 2),
        ("autograd evaluate latest", 0),
        ("autograd runs ls", 0),
        (f"autograd runs ls --columns id,'{EVIL}'", 2),
        (f"autograd runs ls --filter '{EVIL}'", 2),
        ("autograd runs show latest", 0),
        ("autograd runs show 20261122-141532", 0),
        ("autograd runs show nothing", 2),
        ("autograd runs compare latest 20261122-141532", 0),
        ("autograd runs export 20261122-141532 latest", 0),
        ("autograd resume 20261122-141532 --epochs 1", 2),
        ("autograd config show evil.yaml", 0),
        (f"autograd config show evil.yaml 'dataset.target={EVIL[:-1]}'", 2),
        (f"autograd config check 'evil{EVIL}.yaml'", 2),
        (f"autograd train evil.yaml 'dataset.features=[{EVIL[:-2]}]'", 2),
        (f"autograd train evil.yaml --no-plots --runs-dir '{EVIL}'", 0),
        (f"autograd train evil.yaml --name '{EVIL}'", 2),
        (f"autograd runs ls --runs-dir '{EVIL}'", 0),
        (f"autograd predict latest evil.csv -o '{EVIL}'", 2),
        (f"autograd list '{EVIL}'", 2),
    ],
)
def test_no_name_steers_a_terminal(shown, line, code, term):
    ending, output, errors = shown(line, TERM=term, COLUMNS="300")
    assert ending == code
    text = DRAWS.sub("", output + errors)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "1b]0" in text or line in ("autograd evaluate latest", "autograd config show evil.yaml")


@pytest.mark.usefixtures("evil")
def test_a_pipe_gets_names_as_they_are(shown):
    _, table, _ = shown("autograd predict latest evil.csv", terminal=False)
    assert f'"{EVIL}"' in table
    _, text, _ = shown("autograd runs show latest --json", terminal=False)
    assert EVIL in json.loads(text)["data"]["classes"]


def test_what_steers_a_terminal_is_escaped_and_letters_stay():
    assert visible("größe 日本 🌷 \u00a0 a\tb\nc") == "größe 日本 🌷 \u00a0 a\tb\nc"
    assert visible("\x1b[31m\r\x7f\x9b\u202e\u2066") == "\\x1b[31m\\r\\x7f\\x9b\\u202e\\u2066"


@pytest.mark.parametrize("line", LINES)
def test_a_reader_that_is_gone_and_a_full_disk_do_not_matter(run_with, line):
    ours, theirs = os.pipe()
    os.close(ours)
    complaints = io.StringIO()
    with os.fdopen(theirs, "w") as stdout:
        assert run_with(line, stdout, complaints) == 0
    assert complaints.getvalue() == ""
    if ONCE.search(line):
        return
    full = Path("/dev/full")
    with full.open("w") as stdout, full.open("w") as stderr:
        assert run_with(line, stdout, stderr) == 0


@pytest.mark.parametrize("line", LINES)
def test_without_any_stream_all_is_done(run_with, line):
    assert run_with(line, None, None) == 0


def test_what_is_for_stderr_does_not_get_into_stdout(run_with):
    output = io.StringIO()
    assert run_with("autograd predict latest none.csv", output, None) == 2
    assert run_with("autograd train flowers.yaml --no-plots --json", output, None) == 0
    assert json.loads(output.getvalue())["status"] == "completed"

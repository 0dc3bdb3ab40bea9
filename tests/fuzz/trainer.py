"""The real `train` command on any config: whether what it does is one of what it may do."""

import ast
import re
import shutil
from pathlib import Path

import typer
import yaml
from typer.testing import CliRunner

from autograd_cli.cli.train import train_cli
from autograd_cli.config.reader import read

_APP = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)  # quicker than all of it
_APP.command()(train_cli)
_PROBLEM = re.compile(
    r"(?:error: )?(?:command line, (?:'.*?'|\".*?\")(?::\d+:\d+)?"
    r"|(?P<file>/.*?\.yaml):(?P<line>\d+):(?P<column>\d+)): (?P<said>.+)"
)
_HINTS = ("A config has the keys ", "Did you mean ")
_FILLED = {("loss",), ("metrics",), ("schedule", "epochs")}  # by the data, where null stands


class Trainer:
    """Trains configs in `folder`; counts what becomes of them, and fails for what must not."""

    def __init__(self, folder):
        self.folder = folder
        self.count = {0: 0, 1: 0, 2: 0, 3: 0}

    def write(self, content, name="config.yaml"):
        """A config file; its path."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def train(self, content, *overrides, said=None):
        """Train `content` with overrides. The resolved config must say all that is `said`."""
        path = self.write(content)
        runs = self.folder / "runs"
        words = [str(path), "--no-plots", "-q", "--runs-dir", str(runs), "--", *overrides]
        answer = CliRunner().invoke(_APP, words, catch_exceptions=False)
        self.count[answer.exit_code] += 1
        if answer.exit_code == 2:
            assert answer.stdout == ""
            _explained(answer.stderr)
        elif answer.exit_code == 1:
            assert answer.stderr.startswith("error: not enough memory: ")
        else:
            said = read(path.read_bytes().decode("utf-8-sig"), "f").value if said is None else said
            (run,) = answer.stdout.splitlines()
            resolved = Path(run, "config.resolved.yaml").read_text(encoding="utf-8")
            _kept(said, read(resolved, "f").value, self.folder)
        shutil.rmtree(runs, ignore_errors=True)


def _explained(stderr):
    """Every line names a place that there is, and below it the key that it says is unknown."""
    assert stderr.startswith("error: ")
    if re.match(r"error: .{0,20}/.*?/(t|none)\.(csv|npz|npy)\b", stderr):
        return  # the data's own place
    problems = [
        line for line in stderr.removesuffix("\n").split("\n") if not line.startswith(_HINTS)
    ]
    for problem in problems:
        found = _PROBLEM.fullmatch(problem)
        assert found, problem
        if found["file"]:
            _stands_there(
                Path(found["file"]), int(found["line"]), int(found["column"]), found["said"]
            )


def _stands_there(file, line, column, said):
    """The place is in the file; if it is that of an unknown key, the key stands there."""
    # Lines as YAML counts them: NEL and the separators of Unicode end one too.
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", file.read_bytes().decode(errors="replace"))
    assert 1 <= line <= len(lines) + 1, (line, said)
    assert column >= 1
    key, unknown, _ = said.partition(": unknown key; ")
    if unknown:
        # Not at the beginning of a text, where a byte order mark would not be part of the key.
        rest = " " + "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        written = next(
            token.value for token in yaml.scan(rest) if isinstance(token, yaml.ScalarToken)
        )
        key = ast.literal_eval(key) if key.startswith("'") else key  # what cannot be printed
        assert key.endswith(written) or written.startswith(key.rpartition(".")[2])


def _kept(said, meant, folder, path=()):
    """Every key of the config is in the resolved one, with its value."""
    for key, value in said.items():
        at = (*path, key)
        assert key in meant, at
        if value is None and at in _FILLED:
            continue
        if at == ("dataset", "path"):
            value = str(folder / value)
        if isinstance(value, dict) and not path:
            _kept(value, meant[key], folder, at)
        elif at == ("model", "layers"):
            for layer, resolved in zip(value, meant[key], strict=True):
                _kept(layer, resolved, folder, at)
        else:
            assert (at, meant[key]) == (at, value)

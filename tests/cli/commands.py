"""Every command of the program, its help, and the examples in it."""

import re

from typer.main import get_command
from typer.testing import CliRunner

from autograd_cli.cli.app import app


def help_of(name, columns=80):
    """The help of a command, as `autograd runs ls`."""
    words = [*name.split()[1:], "--help"]
    answer = CliRunner().invoke(
        app, words, env={"COLUMNS": str(columns)}, prog_name="autograd", catch_exceptions=False
    )
    assert (answer.exit_code, answer.stderr) == (0, "")
    return answer.stdout


def examples_of(name):
    """The command lines in the help of a command."""
    found = re.search(r"^  Example:\n((?:    \S.*\n)+)", help_of(name), re.MULTILINE)
    return [line.strip() for line in found[1].splitlines()] if found else []


def _all(command, words=("autograd",)):
    yield " ".join(words), command
    for name, part in getattr(command, "commands", {}).items():
        yield from _all(part, (*words, name))


COMMANDS = dict(_all(get_command(app)))
PROGRAMS = {name: command for name, command in COMMANDS.items() if not hasattr(command, "commands")}
EXAMPLES = [line for name in PROGRAMS for line in examples_of(name)]

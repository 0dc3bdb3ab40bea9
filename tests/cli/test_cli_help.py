"""The help of every command: complete, well set, and with an example that works."""

import re

import pytest
from commands import COMMANDS, PROGRAMS, examples_of, help_of


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_in_the_help_work(run_there, name):
    examples = examples_of(name)
    assert examples
    for line in examples:
        assert f"{line} ".startswith(f"{name} ")
        answer = run_there(line)
        assert answer.exit_code == 0, answer.output
        assert "error:" not in answer.output
        assert "no run" not in answer.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_is_well_set(name):
    text = help_of(name)
    assert text.isascii()
    lines = text.splitlines()
    assert lines[0].startswith(f"Usage: {name} [OPTIONS]")
    assert not re.search(r"[{}]|\[\[", lines[0]), "the marks are the field's"
    for line in lines:
        assert len(line) <= 80
        assert line.count("[") == line.count("]"), "a default is not torn apart"
        assert line is lines[0] or not line.endswith("..."), "what a command does is not cut"
    for paragraph in re.split(r"\n\s*\n", text.partition("\nOptions:")[0].strip()):
        *others, last = paragraph.splitlines()
        assert not others or len(last.split()) > 1, "no word is left alone on a line"


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_argument_and_option_is_explained(name):
    text = help_of(name)
    for parameter in PROGRAMS[name].params:
        if not parameter.hidden:
            assert parameter.help.endswith((".", ".)"))
            default = "plots" if parameter.name == "plots" else parameter.default
            assert not default or f"[default: {default}]" in text


def test_the_commands_stand_under_headings():
    options, listed = help_of("autograd").split("\n\nTraining:\n")
    assert "Options:" in options
    found = re.findall(r"^(\w[\w ]*):\n((?:  \w.*\n)+)", f"Training:\n{listed}", re.MULTILINE)
    assert {heading: re.findall(r"^  (\w+)", rows, re.MULTILINE) for heading, rows in found} == {
        "Training": ["train", "resume"],
        "Runs": ["evaluate", "predict", "plot", "report", "runs"],
        "Configs": ["list", "config"],
        "Derivatives": ["derive", "graph", "trace"],
        "Engine and machine": ["gradcheck", "info"],
    }


def test_what_is_hidden_is_not_in_the_usage():
    assert help_of("autograd resume").startswith("Usage: autograd resume [OPTIONS] RUN\n")


@pytest.mark.parametrize("columns", ["0", "1", "40", "200", "wide"])
def test_the_help_suits_any_width(columns):
    assert "autograd train configs/iris_logreg.yaml" in help_of("autograd train", columns)

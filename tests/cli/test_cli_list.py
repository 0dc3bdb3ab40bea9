"""`autograd list`: what a config may say."""

import json

import pytest

from autograd_cli.config import describe


def test_everything_of_the_schema_appears(run_cli):
    answer = run_cli("list")
    assert (answer.exit_code, answer.stderr) == (0, "")
    for section, variants in describe().items():
        assert section in answer.stdout.splitlines(), "a title of its own"
        for variant in variants:
            rows = [line for line in answer.stdout.splitlines() if variant["about"] in line]
            assert any(row.startswith(variant["name"]) for row in rows)
            for setting in variant["settings"]:
                (about,) = {
                    line.strip() for line in answer.stdout.splitlines()
                    if line.split()[:1] == [setting["key"]] and line.endswith(setting["about"])
                }  # fmt: skip
                assert json.dumps(setting["default"]) in about


@pytest.mark.parametrize("section", ["dataset", "model", "loss", "optimizer", "train", "seed"])
def test_one_section_alone(run_cli, section):
    answer = run_cli("list", section)
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[0] == section
    titles = set(describe()) & set(answer.stdout.splitlines())
    assert titles == {section}


def test_the_text_of_a_section(run_cli):
    assert run_cli("list", "optimizer").stdout == (
        "optimizer\n"
        "name  setting   default\n"
        "sgd                      Stochastic gradient descent: z <- momentum z + gradient, then "
        "weights <- weights - lr z.\n"
        "      lr        0.01     learning rate; > 0\n"
        "      momentum  0.0      share of the last step kept; at least 0, < 1\n"
        "\n"
    )


@pytest.mark.parametrize("section", [None, "dataset", "train"])
def test_json_has_the_same(run_cli, section):
    answer = run_cli("list", *([section] if section else []), "--json")
    sections = describe()
    assert json.loads(answer.stdout) == ({section: sections[section]} if section else sections)


@pytest.mark.parametrize("section", ["datasets", "", "name", "x" * 300])
def test_a_section_that_is_not_there(run_cli, section):
    answer = run_cli("list", section)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        f"error: there is no section {section!r}; choose from dataset, model, loss, optimizer, "
        "train, seed\n"
    )

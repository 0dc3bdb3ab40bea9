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
                default = "required" if setting["required"] else json.dumps(setting["default"])
                default = default.partition(" {")[0].removesuffix(",")  # a line for each section
                assert any(
                    line.split()[:1] == [setting["key"]]
                    and default in line
                    and line.endswith(setting["about"])
                    for line in answer.stdout.splitlines()
                )


@pytest.mark.parametrize("section", describe())
def test_one_section_alone(run_cli, section):
    answer = run_cli("list", section)
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[0] == section
    titles = set(describe()) & set(answer.stdout.splitlines())
    assert titles == {section}


CHECKPOINT = """\
checkpoint
name        setting       default
checkpoint                         When to write the weights, beside the end and as often as costs \
1 % of the time.
            every_steps   null     also after each so many steps; null for no more; at least 1
            every_epochs  null     also after each so many epochs; null for no more; at least 1

"""


def test_the_text_of_a_section(run_cli):
    assert run_cli("list", "checkpoint").stdout == CHECKPOINT


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
        f"error: there is no section {section!r}; choose from dataset, model, layer, loss, "
        "optimizer, schedule, train, early_stopping, checkpoint, metrics, seed\n"
    )

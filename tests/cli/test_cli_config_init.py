"""`autograd config init` and `autograd config schema`: new files for people and their editors."""

import json

import pytest

from autograd_cli.config.json_schema import json_schema
from autograd_cli.config.schema import MODELS, name
from autograd_cli.config.template import template


@pytest.mark.parametrize("model", [name(model) for model in MODELS])
def test_a_new_config_and_its_schema_are_written_and_right(run_cli, tmp_path, model):
    answer = run_cli("config", "init", model)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == f"{model}.yaml\nautograd.schema.json\n"
    assert (tmp_path / f"{model}.yaml").read_text(encoding="utf-8") == template(model)
    assert json.loads((tmp_path / "autograd.schema.json").read_text()) == json_schema()
    assert run_cli("config", "check", f"{model}.yaml").stdout.startswith(f"{model}.yaml: ok\n")


def test_the_file_and_the_dataset_can_be_chosen(run_cli, tmp_path):
    (tmp_path / "a").mkdir()
    answer = run_cli("config", "init", "mlp", "--dataset", "moons", "-o", "a/b.yaml")
    assert answer.stdout == "a/b.yaml\na/autograd.schema.json\n"
    assert (tmp_path / "a" / "b.yaml").read_text() == template("mlp", "moons")
    assert (tmp_path / "a" / "autograd.schema.json").exists()


def test_to_stdout_alone(run_cli, tmp_path):
    answer = run_cli("config", "init", "mlp", "-o", "-")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, template("mlp"), "")
    assert list(tmp_path.iterdir()) == []


def test_no_config_is_written_over(run_cli, tmp_path):
    (tmp_path / "mlp.yaml").write_text("mine")
    answer = run_cli("config", "init", "mlp")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == "error: mlp.yaml is there already\nChoose another file with -o.\n"
    assert [file.name for file in tmp_path.iterdir()] == ["mlp.yaml"]
    assert (tmp_path / "mlp.yaml").read_text() == "mine"


def test_an_older_schema_is_written_over(run_cli, tmp_path):
    (tmp_path / "autograd.schema.json").write_text("{}")
    run_cli("config", "init", "mlp")
    assert json.loads((tmp_path / "autograd.schema.json").read_text()) == json_schema()


@pytest.mark.parametrize("words", [["init", "mlp"], ["schema"]])
def test_a_folder_that_is_not_there(run_cli, words):
    answer = run_cli("config", *words, "-o", "none/x")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == (
        "error: cannot write none/x: No such file or directory\nChoose another file with -o.\n"
    )


def test_a_full_disk_leaves_no_half_of_a_config(run_cli, tmp_path):
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        answer = run_cli("config", "init", "mlp")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("error: cannot write mlp.yaml: File too large\n")
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_not_there(run_cli, tmp_path):
    answer = run_cli("config", "init", "mlq")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        'error: unknown model "mlq"; did you mean mlp? (choose from logistic_regression, '
        "least_squares, mlp, convnet)\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_schema_on_stdout_or_in_a_file(run_cli, tmp_path):
    assert json.loads(run_cli("config", "schema").stdout) == json_schema()
    assert run_cli("config", "schema", "-o", "s.json").stdout == "s.json\n"
    assert json.loads((tmp_path / "s.json").read_text()) == json_schema()


@pytest.mark.parametrize("command", ["check", "show", "init", "schema"])
def test_help_has_an_example(run_cli, command):
    answer = run_cli("config", command, "--help")
    assert answer.exit_code == 0
    assert f"Example:\n    autograd config {command} " in answer.stdout


def test_without_a_command_there_is_help(run_cli):
    answer = run_cli("config")
    assert answer.exit_code == 2
    assert "Check, show and write configs, without training." in answer.output

"""`autograd config check`: all that a training checks before its first step, and no training."""

import json

import cifar
import pytest

LOGISTIC = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"


def test_a_config_that_is_right(run_cli, config_file, tmp_path):
    file = config_file(LOGISTIC)
    answer = run_cli("config", "check", file)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == (
        f"{file}: ok\n"
        "dataset iris_binary: training 80, validation 20, features 4, classes 2\n"
        "model logistic_regression: parameters 5\n"
    )
    assert list(tmp_path.iterdir()) == [file], "nothing is written"


def test_numbers_to_predict_are_no_classes(run_cli, config_file):
    file = config_file("dataset: {name: sine, n: 50}\nmodel: {name: mlp}\n")
    answer = run_cli("config", "check", file, "dataset.validation_fraction=0")
    assert answer.stdout.splitlines()[1:] == [
        "dataset sine: training 50, validation 0, features 1, target a number",
        "model mlp: parameters 49",
    ]


def test_json_has_the_same_and_more(run_cli, config_file):
    file = config_file(LOGISTIC)
    answer = run_cli("config", "check", file, "--json")
    assert json.loads(answer.stdout) == {
        "config": str(file),
        "dataset": {
            "name": "iris_binary",
            "task": "binary",
            "train_examples": 80,
            "validation_examples": 20,
            "shape": [4],
            "classes": ["setosa", "versicolor"],
        },
        "model": {"name": "logistic_regression", "parameters": 5},
    }


WRONG = {
    "a mistake in the config": (
        "seed: -1\n", [], "{file}:3:7: seed: input should be greater than or equal to 0; given -1"
    ),
    "a mistake on the command line": (
        "", ["seed=-1"],
        "command line, 'seed=-1': seed: input should be greater than or equal to 0; given -1",
    ),
    "what only the data tell": (
        "train:\n  batch_size: 81\n", [],
        "{file}:4:15: train.batch_size: a batch of 81 is more than the 80 examples of the training "
        "part; null takes them all",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(("text", "words", "message"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_as_train_tells_it(run_cli, config_file, text, words, message, form):
    file = config_file(LOGISTIC + text)
    answer = run_cli("config", "check", file, *words, *form)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"error: {message}\n".replace("{file}", str(file))
    assert answer.stderr == run_cli("train", file, *words, "--no-plots").stderr


def test_every_config_that_is_shipped_is_right(run_cli, configs, tmp_path):
    (tmp_path / "cifar.tar.gz").write_bytes(cifar.archive())
    for path in sorted(configs.glob("*.yaml")):
        words = ["dataset.path=cifar.tar.gz"] if "cifar10" in path.stem else []
        answer = run_cli("config", "check", path, *words)
        assert answer.stdout.startswith(f"{path}: ok\n"), answer.stderr


def test_images_are_told_with_their_size(run_cli, config_file):
    file = config_file("dataset: {name: digits_images}\nmodel: {name: mlp}\n")
    answer = run_cli("config", "check", file)
    assert answer.stdout.splitlines()[1] == (
        "dataset digits_images: training 1438, validation 359, images 1 x 8 x 8, classes 10"
    )
    dataset = json.loads(run_cli("config", "check", file, "--json").stdout)["dataset"]
    assert dataset["shape"] == [1, 8, 8]

"""Configs that extend others."""

import re

import pytest

from autograd_cli import config
from autograd_cli.config import ConfigError

BASE = """\
seed: 3
dataset: {name: iris, standardize: true}
model:
  name: mlp
  hidden: [3, 4]
  dropout: 0.5
optimizer: {lr: 0.5, momentum: 0.9}
early_stopping: {patience: 3}
metrics: [f1, recall]
"""


@pytest.fixture
def extended(config_file):
    """The settings of `text` on top of `base`, as a dict."""

    def load(text, base=BASE, *overrides):
        config_file(base, "base.yaml")
        path = config_file(f"extends: base.yaml\n{text}")
        return config.load(path, overrides).settings.as_dict()

    return load


def test_a_config_that_says_no_more_means_the_same(extended, config_file):
    assert extended("") == config.load(config_file(BASE)).settings.as_dict()


MERGED = {
    "one setting of a section": (
        "optimizer: {lr: 0.1}",
        {"optimizer": {"lr": 0.1, "momentum": 0.9}},
    ),
    "the same name": (
        "model: {name: mlp, hidden: [5]}",
        {"model": {"name": "mlp", "hidden": [5], "dropout": 0.5}},
    ),
    "the name that a section without one means": (
        "optimizer: {name: sgd, nesterov: true}",
        {"optimizer": {"lr": 0.5, "momentum": 0.9, "nesterov": True}},
    ),
    "another name": (
        "optimizer: {name: adam}",
        {"optimizer": {"name": "adam", "lr": 0.001, "beta1": 0.9}},
    ),
    "a list as a whole": ("metrics: [f1]", {"metrics": ["f1"]}),
    "null for a section": ("early_stopping: null", {"early_stopping": None}),
    "a key of its own": ("train: {epochs: 3}", {"train": {"epochs": 3}, "seed": 3}),
}


@pytest.mark.parametrize(("text", "expected"), MERGED.values(), ids=MERGED)
def test_it_says_what_the_other_says_unless_it_says_otherwise(extended, text, expected):
    settings = extended(text)
    for section, told in expected.items():
        if isinstance(told, dict):
            assert settings[section] == {**settings[section], **told}
        else:
            assert settings[section] == told


def test_mappings_inside_a_section_are_merged(extended):
    base = BASE + "loss: {name: cross_entropy, class_weights: {setosa: 2, virginica: 3}}\n"
    loss = extended("loss: {class_weights: {setosa: 4}}", base)["loss"]
    assert loss["class_weights"] == {"setosa": 4, "virginica": 3}
    assert extended("loss: {class_weights: balanced}", base)["loss"]["class_weights"] == "balanced"


def test_a_mapping_may_stand_where_the_other_has_none(extended):
    base = BASE.replace("early_stopping: {patience: 3}", "early_stopping: null")
    assert extended("early_stopping: {patience: 5}", base)["early_stopping"]["patience"] == 5


def test_an_override_wins_over_both(extended):
    assert extended("seed: 4", BASE, "seed=5")["seed"] == 5
    optimizer = extended("optimizer: {lr: 0.1}", BASE, "optimizer={momentum: 0.5}")["optimizer"]
    assert (optimizer["lr"], optimizer["momentum"]) == (0.01, 0.5)


def test_a_chain_is_followed_from_folder_to_folder(tmp_path, config_file):
    (tmp_path / "a" / "b").mkdir(parents=True)
    config_file(BASE, "a/first.yaml")
    config_file("extends: ../first.yaml\nseed: 4\ntrain: {epochs: 7}\n", "a/b/second.yaml")
    settings = config.load(config_file("extends: a/b/second.yaml\nseed: 5\n")).settings
    assert (settings.seed, settings.train.epochs, settings.model.hidden) == (5, 7, [3, 4])


def _chain(config_file, length):
    """A config and `length` others, each extending the next."""
    config_file(BASE, f"{length}.yaml")
    for number in range(length):
        config_file(f"extends: {number + 1}.yaml\n", f"{number}.yaml")


def test_ten_are_enough(config_file, tmp_path):
    _chain(config_file, 10)
    assert config.load(tmp_path / "0.yaml").settings.seed == 3
    _chain(config_file, 11)
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path / "0.yaml")
    assert str(caught.value) == (
        f"{tmp_path}/10.yaml:1:10: extends: more than 10 configs, each extending the next"
    )


def test_the_resolved_config_needs_no_other(extended, config_file, tmp_path):
    extended("seed: 4")
    found = config.load(tmp_path / "config.yaml")
    assert "extends" not in found.resolved()
    (tmp_path / "base.yaml").unlink()
    assert config.load(config_file(found.resolved())).settings == found.settings


def test_the_bytes_kept_are_those_of_the_config_itself(extended, tmp_path):
    extended("seed: 4")
    assert config.load(tmp_path / "config.yaml").source == b"extends: base.yaml\nseed: 4"


WRONG = {
    "a mistake in the other": (
        "",
        "{dataset: {name: iris}, model: {name: mlp, hiden: [1]}}",
        "base.yaml:1:44: model.hiden: unknown key; did you mean hidden? (choose from name, l2, "
        "hidden, activation, dropout)",
    ),
    "a mistake in both": (
        "seed: x\n",
        BASE + "train: {epochs: 0}\n",
        "base.yaml:10:17: train.epochs: input should be greater than or equal to 1; given 0\n"
        'config.yaml:2:7: seed: input should be a valid integer; given "x"',
    ),
    "a mistake that is mended": ("seed: x\n", "seed: y\n", 'config.yaml:2:7: seed: input should be '
        'a valid integer; given "x"\n'
        "config.yaml:1:1: dataset: missing; its name is one of iris_binary, iris, wine, "
        "breast_cancer, digits, diabetes, synthetic_regression, linear, sine, moons, circles, "
        "spirals, digits_images, cifar10, images, csv, parquet, npz, npy\n"
        "config.yaml:1:1: model: missing; its name is one of logistic_regression, least_squares, "
        "mlp, convnet"),
    "broken YAML": ("", "seed: [", "base.yaml:1:8: while parsing a flow node expected the node "
        "content, but found '<stream end>'"),
    "no mapping": ("", "- 1", "base.yaml:1:1: this is not a mapping of keys\n"
        "A config has the keys extends, seed, dataset, model, loss, optimizer, schedule, train, "
        "early_stopping, checkpoint, metrics."),
    "not UTF-8": ("", b"\xff", "base.yaml:1:1: byte 0xff is not UTF-8"),
    "too large": ("", b"#" * ((1 << 20) + 1), "config.yaml:1:10: extends: cannot read {base}: "
        "larger than 1 MiB: this is no config"),
    "the other extends itself": ("", "extends: base.yaml", "base.yaml:1:10: extends: a config "
        "cannot extend itself: {config} -> {base} -> {base}"),
    "each extends the other": ("", "seed: 1\nextends: config.yaml", "base.yaml:2:10: extends: a "
        "config cannot extend itself: {config} -> {base} -> {config}"),
    "sections that do not fit": ("model: {name: least_squares}\n", BASE, "config.yaml:2:15: "
        "model.name: least_squares does not fit iris, which has more than two classes; choose "
        "from mlp"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "base", "message"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_the_file_that_has_it(config_file, tmp_path, text, base, message):
    other = config_file(base, "base.yaml")
    path = config_file(f"extends: base.yaml\n{text}")
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    message = message.replace("{base}", str(other)).replace("{config}", str(path))
    said = re.sub(rf"(?m)^{re.escape(str(tmp_path))}/", "", str(caught.value))
    assert sorted(said.splitlines()) == sorted(message.splitlines())


NO_PATH = {
    "3": "input should be the path of a config; given 3",
    "[base.yaml]": 'input should be the path of a config; given ["base.yaml"]',
    "null": "input should be the path of a config; given null",
    "''": 'input should be the path of a config; given ""',
    "nothing.txt": "cannot read {dir}/nothing.txt: No such file or directory",
    ".": "cannot read {dir}: Is a directory",
    '"\\0"': "cannot read {dir}/\0: embedded null byte",
}


@pytest.mark.parametrize(("given", "message"), NO_PATH.items(), ids=map(ascii, NO_PATH))
def test_what_cannot_be_extended_is_told_with_its_place(config_file, tmp_path, given, message):
    path = config_file(f"seed: 1\nextends: {given}\n")
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert str(caught.value) == f"{path}:2:10: extends: {message.replace('{dir}', str(tmp_path))}"


def test_a_missing_file_is_told_with_its_nearest_neighbour(config_file, tmp_path):
    config_file(BASE, "base.yaml")
    path = config_file("extends: base.yml\n")
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert str(caught.value) == (
        f"{path}:1:10: extends: cannot read {tmp_path}/base.yml: No such file or directory\n"
        f"Did you mean {tmp_path}/base.yaml?"
    )

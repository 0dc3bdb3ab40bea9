"""What a config says once its defaults are filled in."""

import pytest
import yaml

from autograd_cli import config

SGD = {"name": "sgd", "lr": 0.01, "weight_decay": 0.0, "momentum": 0.0, "nesterov": False}
TRAIN = {
    "epochs": 20,
    "batch_size": 1,
    "shuffle": True,
    "clip_norm": None,
    "dtype": "float64",
    "monitor": None,
    "log_every": None,
}
DEFAULTS = {
    "seed": 0,
    "dataset": {"name": "iris_binary", "validation_fraction": 0.2, "standardize": False},
    "model": {"name": "logistic_regression", "l2": 0.0},
    "loss": {"name": "binary_cross_entropy", "class_weights": None},
    "optimizer": SGD,
    "schedule": {"name": "constant", "warmup_steps": 0},
    "train": TRAIN,
    "early_stopping": None,
    "checkpoint": {"every_steps": None, "every_epochs": None},
    "metrics": ["accuracy"],
}


def test_the_shortest_config_has_every_default(load):
    assert load().settings.as_dict() == DEFAULTS


def test_the_resolved_text_says_everything_in_the_order_of_the_sections(load, config_file):
    text = load().resolved()
    assert yaml.safe_load(text) == DEFAULTS
    assert list(yaml.safe_load(text)) == list(DEFAULTS)
    assert config.load(config_file(text)).settings == load().settings


@pytest.mark.parametrize(
    ("section", "complete"),
    [
        (
            "dataset: {name: synthetic_regression}",
            {
                "name": "synthetic_regression",
                "validation_fraction": 0.2,
                "standardize": False,
                "n": 10,
                "d": 2,
                "noise": 1.0,
                "seed": 0,
            },
        ),
        ("model: {name: least_squares}", {"name": "least_squares", "l2": 0.0, "bias": False}),
        (
            "model: {name: mlp}",
            {"name": "mlp", "l2": 0.0, "hidden": [16], "activation": "relu", "dropout": 0.0},
        ),
        ("optimizer: {lr: 1}", {**SGD, "lr": 1.0}),
        (
            "optimizer: {name: adamw}",
            {
                "name": "adamw",
                "lr": 0.001,
                "weight_decay": 0.01,
                "beta1": 0.9,
                "beta2": 0.999,
                "epsilon": 1e-8,
            },
        ),
        ("schedule: {warmup_steps: 3}", {"name": "constant", "warmup_steps": 3}),
        (
            "schedule: {name: cosine}",
            {"name": "cosine", "warmup_steps": 0, "epochs": 20, "min_lr": 0.0},
        ),
        ("train: {batch_size: null}", {**TRAIN, "batch_size": None}),
        ("early_stopping: {}", {"patience": 10, "min_delta": 0.0}),
        ("metrics: null", []),
    ],
)
def test_the_defaults_of_each_variant(load, section, complete):
    key = section.partition(":")[0]
    others = {
        "dataset": "dataset: {name: synthetic_regression}\n",
        "model": "model: {name: mlp}\n",
    }
    others.pop(key, None)
    settings = load("".join(others.values()) + section).settings
    assert settings.as_dict()[key] == complete


@pytest.mark.parametrize(
    ("dataset", "loss"),
    [
        ("iris_binary", "binary_cross_entropy"),
        ("iris", "cross_entropy"),
        ("synthetic_regression", "mean_squared_error"),
    ],
)
def test_the_default_loss_fits_the_data(load, dataset, loss):
    settings = load(f"dataset: {{name: {dataset}}}\nmodel: {{name: mlp}}").settings
    assert settings.loss.name == loss


def test_the_shipped_configs_mean_what_they_say(configs):
    paths = sorted(configs.glob("*.yaml"))
    assert len(paths) >= 5
    for path in paths:
        said, meant = yaml.safe_load(path.read_text()), config.load(path).settings.as_dict()
        if "path" in said["dataset"]:
            said["dataset"]["path"] = str(path.parent / said["dataset"]["path"])
        assert _contains(meant, said)


def _contains(meant, said):
    """Whether all that is said is in what is meant."""
    if isinstance(said, dict):
        return all(key in meant and _contains(meant[key], said[key]) for key in said)
    if isinstance(said, list):
        return len(said) == len(meant) and all(map(_contains, meant, said))
    return meant == said


def test_the_source_is_kept_as_it_was_written(load):
    text = "\ufeff# größe\r\ndataset: {name: iris}\r\nmodel: {name: mlp}\r\n"
    assert load(text).source == text.encode()


def test_settings_cannot_be_changed(load):
    with pytest.raises(ValueError, match="frozen"):
        load().settings.seed = 1

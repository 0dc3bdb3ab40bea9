"""What a config says once its defaults are filled in."""

import pytest
import yaml

from autograd_cli import config

DEFAULTS = {
    "seed": 0,
    "dataset": {"name": "iris_binary", "validation_fraction": 0.2, "standardize": False},
    "model": {"name": "logistic_regression"},
    "loss": {"name": "binary_cross_entropy"},
    "optimizer": {"name": "sgd", "lr": 0.01, "momentum": 0.0},
    "train": {"epochs": 20, "batch_size": 1, "shuffle": True},
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
        ("model: {name: least_squares}", {"name": "least_squares", "bias": False}),
        ("model: {name: mlp}", {"name": "mlp", "hidden": [16], "activation": "relu"}),
        ("optimizer: {lr: 1}", {"name": "sgd", "lr": 1.0, "momentum": 0.0}),
        ("train: {batch_size: null}", {"epochs": 20, "batch_size": None, "shuffle": True}),
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
    assert [path.stem for path in paths] == [
        "iris_logreg",
        "iris_mlp_relu",
        "iris_mlp_sigmoid",
        "least_squares",
        "least_squares_momentum",
    ]
    for path in paths:
        said, meant = yaml.safe_load(path.read_text()), config.load(path).settings.as_dict()
        assert said.keys() == meant.keys()
        assert said.pop("seed") == meant.pop("seed")
        for section, settings in said.items():
            assert meant[section] == {**meant[section], **settings}


def test_the_source_is_kept_as_it_was_written(load):
    text = "\ufeff# größe\r\ndataset: {name: iris}\r\nmodel: {name: mlp}\r\n"
    assert load(text).source == text.encode()


def test_settings_cannot_be_changed(load):
    with pytest.raises(ValueError, match="frozen"):
        load().settings.seed = 1

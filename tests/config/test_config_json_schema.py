"""The JSON Schema says what `load` says."""

import jsonschema
import pytest

from autograd_cli import config
from autograd_cli.config.json_schema import json_schema
from autograd_cli.config.reader import read
from autograd_cli.config.schema import LISTED, VARIANTS, Settings, name, plain

IRIS = "dataset: {name: iris}\nmodel: {name: mlp}\n"
BINARY = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
NUMBERS = "dataset: {name: sine}\nmodel: {name: least_squares}\n"
CSV = "model: {name: mlp}\ndataset: {name: csv, path: t.csv, target: y"

CONVNET = "dataset: {name: digits_images}\nmodel: {name: convnet, layers: "

GOOD = [
    IRIS,
    BINARY,
    NUMBERS,
    IRIS + "loss: null\nearly_stopping: null\nmetrics: null\n",
    IRIS + "loss: {name: cross_entropy, class_weights: balanced}\n",
    IRIS + "loss: {name: cross_entropy, class_weights: {setosa: 2}}\n",
    IRIS + "optimizer: {lr: 1}\nschedule: {}\ntrain: {}\ncheckpoint: {}\nearly_stopping: {}\n",
    IRIS + "optimizer: {name: adam, beta1: 0}\nschedule: {name: cosine, epochs: null}\n",
    IRIS + "optimizer: {momentum: 0.9, nesterov: true}\n",
    IRIS + "metrics: []\ntrain: {monitor: val/loss, batch_size: null, clip_norm: 0.5}\n",
    IRIS + "metrics: [f1, recall]\ntrain: {monitor: train/f1}\n",
    IRIS.replace("mlp", "mlp, hidden: [], activation: tanh, dropout: 0"),
    NUMBERS + "metrics: [r2, mae]\nloss: {name: mean_squared_error}\n",
    CSV + "}\n",
    CSV + ", features: [a, 1], impute: null, delimiter: ';', task: regression}\n",
    CSV.replace("target: y", "target: 0") + "}\n",
    "dataset: {name: npy, path: x.npy}\nmodel: {name: mlp}\n",
    "dataset: {name: cifar10, path: x, validation_fraction: null}\nmodel: {name: convnet}\n",
    "dataset: {name: images, path: x, size: [8, 9]}\nmodel: {name: logistic_regression}\n",
    "dataset: {name: digits_images}\nmodel: {name: mlp}\ntrain: {dtype: float32}\n",
    CONVNET + "[]}\n",
    CONVNET + "[{name: conv, channels: 3}, {name: max_pool, stride: null}, {name: dropout}]}\n",
    "dataset: {name: spirals, classes: 2}\nmodel: {name: logistic_regression}\n",
]
BAD = [
    "{}",
    "dataset: {name: iris}\n",
    "model: {name: mlp}\n",
    IRIS + "zzz: 1\n",
    IRIS + "seed: -1\n",
    IRIS + "seed: null\n",
    IRIS + "seed: true\n",
    IRIS + "loss: {}\n",
    IRIS + "loss: {name: x}\n",
    IRIS + "loss: {name: cross_entropy, class_weights: {a: 0}}\n",
    IRIS + "loss: {name: cross_entropy, class_weights: equal}\n",
    IRIS + "optimizer: null\n",
    IRIS + "optimizer: {beta1: 0.5}\n",
    IRIS + "optimizer: {name: adam, momentum: 0.5}\n",
    IRIS + "optimizer: {lr: 0}\n",
    IRIS + "optimizer: {lr: '0.1'}\n",
    IRIS + "optimizer: {nesterov: true}\n",
    IRIS + "optimizer: {nesterov: true, momentum: 0.0}\n",
    IRIS + "schedule: {gamma: 0.5}\n",
    IRIS + "train: null\n",
    IRIS + "train: {epochs: 0}\n",
    IRIS + "train: {epochs: 1.5}\n",
    IRIS + "train: {monitor: val/los}\n",
    IRIS + "early_stopping: 5\n",
    IRIS + "metrics: f1\n",
    IRIS + "metrics: [f1, f1]\n",
    IRIS + "metrics: [f2]\n",
    IRIS + "metrics: [r2]\n",
    IRIS + "loss: {name: mean_squared_error}\n",
    IRIS.replace("mlp", "logistic_regression"),
    IRIS.replace("mlp", "mlp, hidden: [0]"),
    IRIS.replace("mlp", "mlp, hidden: 3"),
    IRIS.replace("mlp", "mlp, activation: tahn"),
    IRIS.replace("iris", "iris, n: 3"),
    NUMBERS + "metrics: [accuracy]\n",
    CSV.replace(", target: y", "") + "}\n",
    CSV.replace("path: t.csv, ", "") + "}\n",
    CSV.replace("path: t.csv", "path: ''") + "}\n",
    CSV + ", features: []}\n",
    CSV + ", features: [1.5]}\n",
    CSV + ", delimiter: ';;'}\n",
    "dataset: iris\nmodel: mlp\n",
    "dataset: {name: iris}\nmodel: {name: convnet}\n",
    "dataset: {name: npy, path: x.npy}\nmodel: {name: convnet}\n",
    "dataset: {name: images, path: x}\nmodel: {name: least_squares}\n",
    "dataset: {name: images, path: x}\nmodel: {name: mlp}\nmetrics: [r2]\n",
    "dataset: {name: images, path: x, size: [8]}\nmodel: {name: mlp}\n",
    "dataset: {name: digits_images}\nmodel: {name: logistic_regression}\n",
    "dataset: {name: digits_images, validation_fraction: null}\nmodel: {name: mlp}\n",
    IRIS + "train: {dtype: float16}\n",
    CONVNET + "3}\n",
    CONVNET + "[max_pool]}\n",
    CONVNET + "[{channels: 3}]}\n",
    CONVNET + "[{name: conv}]}\n",
    CONVNET + "[{name: cnov, channels: 3}]}\n",
    CONVNET + "[{name: max_pool, channels: 3}]}\n",
    CONVNET + "[{name: conv, channels: 0}]}\n",
]
# On their own they lack something, which the extended file may have.
PARTS = [
    "seed: 1",
    "optimizer: {nesterov: true}",
    "optimizer: {name: adam, lr: 1}",
    "optimizer: {beta1: 0.5}",
    "model: {hidden: [3]}",
    "dataset: {target: 3}",
    "model: {layers: [{name: conv, channels: 3}]}",
    "loss: {class_weights: balanced}",
    "loss: null",
]
BAD_PARTS = [
    "sede: 1",
    "optimizer: null",
    "optimizer: {name: adam, nesterov: true}",
    "model: {hidden: [0]}",
    "model: {layers: [{name: conv}]}",
    "model: {hidden: [3], bias: true}",
    "dataset: {name: irs}",
]


@pytest.fixture(scope="module")
def valid():
    """Whether the schema accepts a YAML text."""
    validator = jsonschema.Draft202012Validator(json_schema())
    return lambda text: validator.is_valid(read(text, "f").value)


def _loads(path):
    try:
        return bool(config.load(path))
    except config.ConfigError:
        return False


def test_it_is_a_schema_of_its_draft():
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("text", GOOD)
def test_what_loads_is_accepted(valid, config_file, text):
    assert _loads(config_file(text))
    assert valid(text)


@pytest.mark.parametrize("text", BAD)
def test_what_does_not_load_is_refused(valid, config_file, text):
    assert not _loads(config_file(text))
    assert not valid(text)


@pytest.mark.parametrize("text", PARTS)
def test_a_config_that_extends_another_may_leave_things_out(valid, text):
    assert not valid(text)
    assert valid(f"extends: base.yaml\n{text}")


@pytest.mark.parametrize("text", BAD_PARTS)
def test_but_may_say_nothing_else(valid, text):
    assert not valid(f"extends: base.yaml\n{text}")


def test_every_setting_is_in_it_with_its_default_and_meaning():
    schema = json_schema()
    assert list(schema["properties"]) == ["extends", *Settings.model_fields]
    for section, variants in (VARIANTS | LISTED).items():
        for variant in variants:
            told = schema["$defs"][f"{section}.{name(variant)}"]
            assert list(told["properties"]) == variant.key_names()
            assert told["description"] == variant.__doc__
            for key, field in variant.model_fields.items():
                if key != "name":
                    assert told["properties"][key]["description"] == field.description
                    default = told["properties"][key].get("default", ...)
                    expected = plain(field.get_default(call_default_factory=True), in_short=True)
                    assert default == (... if field.is_required() else expected)


@pytest.mark.parametrize("extends", ["3", "''", "null", "[a]"])
def test_extends_is_a_path(valid, extends):
    assert not valid(f"extends: {extends}\n{IRIS}")

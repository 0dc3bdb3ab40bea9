"""The full text of what is wrong with a config: place, key, what was given, what would be right."""

import re

import pytest

from autograd_cli import config
from autograd_cli.config import ConfigError

BASE = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
KEYS = (
    "extends, seed, dataset, model, loss, optimizer, schedule, train, early_stopping, checkpoint, "
    "metrics"
)
ROOT = f"choose from {KEYS}"
TRAIN = "choose from epochs, batch_size, shuffle, clip_norm, dtype, monitor, log_every"
DATASETS = (
    "iris_binary, iris, wine, breast_cancer, digits, diabetes, synthetic_regression, linear, sine, "
    "moons, circles, spirals, digits_images, cifar10, images, csv, parquet, npz, npy"
)
SGD = "choose from name, lr, weight_decay, momentum, nesterov"
MLP = "dataset: {name: iris}\nmodel: "

GOLDEN = {
    "unknown key": (BASE + "zzz: 1\n", [f"3:1: zzz: unknown key; {ROOT}"]),
    "misspelt key": (
        BASE + "sed: 1\n",
        [f"3:1: sed: unknown key; did you mean seed? ({ROOT})"],
    ),
    "misspelt key of a section": (
        BASE + "train:\n  epoch: 3\n",
        [f"4:3: train.epoch: unknown key; did you mean epochs? ({TRAIN})"],
    ),
    "key of another variant": (
        "dataset: {name: iris_binary, noise: 1.0}\nmodel: {name: logistic_regression}\n",
        ["1:30: dataset.noise: unknown key; choose from name, validation_fraction, standardize"],
    ),
    "key named like the variant": (
        BASE + "optimizer:\n  sgd: {lr: 1}\n",
        [f"4:3: optimizer.sgd: unknown key; {SGD}"],
    ),
    "merge key": (
        BASE + "train: {<<: {epochs: 1}}\n",
        [f"3:9: train.<<: unknown key; {TRAIN}"],
    ),
    "unknown dataset": (
        "dataset: {name: zebra}\nmodel: {name: mlp}\n",
        [f'1:17: dataset.name: unknown dataset "zebra"; choose from {DATASETS}'],
    ),
    "misspelt dataset": (
        "dataset: {name: irs}\nmodel: {name: mlp}\n",
        ['1:17: dataset.name: unknown dataset "irs"; did you mean iris? '
         f"(choose from {DATASETS})"],
    ),
    "unknown names, all of them": (
        "dataset: {name: 3}\nmodel: {name: null}\nloss: {name: [x]}\noptimizer: {name: adma}\n"
        "schedule: {name: true}\n",
        [f"1:17: dataset.name: unknown dataset 3; choose from {DATASETS}",
         "2:15: model.name: unknown model null; choose from logistic_regression, least_squares, "
         "mlp, convnet",
         '3:14: loss.name: unknown loss ["x"]; choose from binary_cross_entropy, cross_entropy, '
         "mean_squared_error",
         '4:19: optimizer.name: unknown optimizer "adma"; did you mean adam? (choose from sgd, '
         "rmsprop, adam, adamw)",
         "5:18: schedule.name: unknown schedule true; choose from constant, step, cosine, plateau"],
    ),
    "a mapping for a name": (
        BASE + "optimizer: {name: {sgd: 1}}\n",
        ['3:19: optimizer.name: unknown optimizer {"sgd": 1}; choose from sgd, rmsprop, adam, '
         "adamw"],
    ),
    "no name": (
        "dataset: {}\nmodel: {hidden: [3]}\nloss: {}\n",
        [f"1:1: dataset.name: missing; choose from {DATASETS}",
         "2:1: model.name: missing; choose from logistic_regression, least_squares, mlp, "
         "convnet",
         "3:1: loss.name: missing; choose from binary_cross_entropy, cross_entropy, "
         "mean_squared_error"],
    ),
    "something else for a section": (
        "dataset: iris\nmodel: [mlp]\nloss: 3\noptimizer:\ntrain: true\n",
        ['1:10: dataset: this is a section of keys, as {name: iris}; given "iris"',
         '2:8: model: this is a section of keys; given ["mlp"]',
         "3:7: loss: this is a section of keys; given 3",
         "4:11: optimizer: this is a section of keys; given null",
         "5:8: train: this is a section of keys; given true"],
    ),
    "wrong types": (
        BASE + 'seed: 1.5\noptimizer: {lr: "0.1", momentum: true}\n'
        "train: {epochs: true, batch_size: 2.0, shuffle: 1}\n",
        ["3:7: seed: input should be a valid integer; given 1.5",
         '4:17: optimizer.lr: input should be a valid number; given "0.1"',
         "4:34: optimizer.momentum: input should be a valid number; given true",
         "5:17: train.epochs: input should be a valid integer; given true",
         "5:35: train.batch_size: input should be a valid integer; given 2.0",
         "5:49: train.shuffle: input should be a valid boolean; given 1"],
    ),
    "what YAML 1.1 would read otherwise": (
        BASE + "seed: 2026-11-22\ntrain: {shuffle: yes, epochs: 1_0, batch_size: 1:30}\n",
        ['3:7: seed: input should be a valid integer; given "2026-11-22"',
         '4:18: train.shuffle: input should be a valid boolean; given "yes"',
         '4:31: train.epochs: input should be a valid integer; given "1_0"',
         '4:48: train.batch_size: input should be a valid integer; given "1:30"'],
    ),
    "null for numbers": (
        BASE + "seed:\noptimizer: {lr: null}\ntrain: {epochs: ~}\n",
        ["3:6: seed: input should be a valid integer; given null",
         "4:17: optimizer.lr: input should be a valid number; given null",
         "5:17: train.epochs: input should be a valid integer; given null"],
    ),
    "too small": (
        "dataset: {name: iris_binary, validation_fraction: -0.1}\n"
        "model: {name: logistic_regression}\nseed: -1\n"
        "optimizer: {lr: 0, momentum: -0.5}\ntrain: {epochs: 0, batch_size: 0}\n",
        ["1:51: dataset.validation_fraction: input should be greater than or equal to 0; "
         "given -0.1",
         "3:7: seed: input should be greater than or equal to 0; given -1",
         "4:17: optimizer.lr: input should be greater than 0; given 0",
         "4:30: optimizer.momentum: input should be greater than or equal to 0; given -0.5",
         "5:17: train.epochs: input should be greater than or equal to 1; given 0",
         "5:32: train.batch_size: input should be greater than or equal to 1; given 0"],
    ),
    "too large": (
        "dataset: {name: iris_binary, validation_fraction: 1}\n"
        "model: {name: logistic_regression}\noptimizer: {momentum: 1.0}\n",
        ["1:51: dataset.validation_fraction: input should be less than 1; given 1",
         "3:23: optimizer.momentum: input should be less than 1; given 1.0"],
    ),
    "no finite number": (
        BASE + "optimizer: {lr: .inf, momentum: .nan}\n",
        ["3:17: optimizer.lr: input should be a finite number; given Infinity",
         "3:33: optimizer.momentum: input should be a finite number; given NaN"],
    ),
    "a negative zero": (
        BASE + "optimizer: {lr: -0.0}\n",
        ["3:17: optimizer.lr: input should be greater than 0; given -0.0"],
    ),
    "the data's own settings": (
        "dataset: {name: synthetic_regression, n: 0, d: 1.5, noise: -1, seed: x}\n"
        "model: {name: mlp}\n",
        ["1:42: dataset.n: input should be greater than or equal to 1; given 0",
         "1:48: dataset.d: input should be a valid integer; given 1.5",
         "1:60: dataset.noise: input should be greater than or equal to 0; given -1",
         '1:70: dataset.seed: input should be a valid integer; given "x"'],
    ),
    "hidden layers": (
        MLP + "{name: mlp, hidden: [4, 0, 2.5, x], activation: tahn}\n",
        ["2:32: model.hidden.1: input should be greater than or equal to 1; given 0",
         "2:35: model.hidden.2: input should be a valid integer; given 2.5",
         '2:40: model.hidden.3: input should be a valid integer; given "x"',
         '2:56: model.activation: unknown value "tahn"; did you mean tanh? (choose from relu, '
         "sigmoid, tanh)"],
    ),
    "one hidden layer without a list": (
        MLP + "{name: mlp, hidden: 16}\n",
        ["2:28: model.hidden: input should be a valid list; given 16"],
    ),
    "model and loss that do not fit the data": (
        MLP + "{name: logistic_regression}\nloss: {name: mean_squared_error}\n",
        ["2:15: model.name: logistic_regression does not fit iris, which has more than two "
         "classes; choose from mlp",
         "3:14: loss.name: mean_squared_error does not fit iris, which has more than two classes; "
         "choose from cross_entropy"],
    ),
    "least squares on classes": (
        "dataset: {name: iris_binary}\nmodel: {name: least_squares}\n",
        ["2:15: model.name: least_squares does not fit iris_binary, which has two classes; "
         "choose from logistic_regression, mlp"],
    ),
    "logistic regression on numbers": (
        "dataset: {name: synthetic_regression}\nmodel: {name: logistic_regression}\n"
        "loss: {name: cross_entropy}\n",
        ["2:15: model.name: logistic_regression does not fit synthetic_regression, whose target "
         "is a number; choose from least_squares, mlp",
         "3:14: loss.name: cross_entropy does not fit synthetic_regression, whose target is a "
         "number; choose from mean_squared_error"],
    ),
    "a long value": (
        BASE + f"seed: {'a' * 500}\n",
        ['3:7: seed: input should be a valid integer; given "' + "a" * 56 + "..."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GOLDEN.values(), ids=GOLDEN)
def test_everything_wrong_is_told_at_once_with_its_place(config_file, text, expected):
    path = config_file(text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert sorted(str(caught.value).splitlines()) == sorted(f"{path}:{line}" for line in expected)


def test_missing_sections_are_told_with_a_place_and_the_names_to_choose_from(config_file):
    path = config_file("seed: 1\n")
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    lines = [re.sub(r":\d+:\d+:", ":L:C:", line) for line in str(caught.value).splitlines()]
    assert lines == [
        f"{path}:L:C: dataset: missing; its name is one of {DATASETS}",
        f"{path}:L:C: model: missing; its name is one of logistic_regression, least_squares, mlp, "
        "convnet",
    ]


NASTY = {
    "a lone surrogate for a name": ('dataset: {name: "\\ud800"}\nmodel: {name: mlp}\n', 1),
    "a lone surrogate for a key": (BASE + '"\\ud800": 1\n', 3),
    "a lone surrogate below": (BASE + 'train: {"\\udfff": 1}\n', 3),
    "an integer of 36,000 bits for a seed": (BASE + f"seed: 0x{'f' * 9000}\n", 3),
    "an integer of 36,000 bits": (BASE + f"train: {{epochs: 0x{'f' * 9000}}}\n", 3),
    "an integer of 36,000 bits for a number": (
        BASE + f"optimizer: {{lr: 0x{'f' * 9000}}}\n",
        3,
    ),
    "an integer of 36,000 bits below a section": (
        BASE + f"optimizer: [0x{'f' * 9000}]\n",
        3,
    ),
    "a number beyond float64": (BASE + f"optimizer: {{lr: 1{'0' * 400}}}\n", 3),
}


@pytest.mark.parametrize(("text", "line"), NASTY.values(), ids=NASTY)
def test_a_nasty_value_is_refused_with_its_place(config_file, text, line):
    path = config_file(text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert re.search(rf"^{re.escape(str(path))}:{line}:\d+: ", str(caught.value), re.MULTILINE)


def test_a_setting_that_fails_later_is_found_again(load, config_file):
    text = BASE + "train:\n  batch_size: 500\n"
    error = config.SettingError(("train", "batch_size"), "too many")
    with pytest.raises(ConfigError) as caught, load(text).locating():
        raise error
    assert str(caught.value) == f"{config_file(text)}:4:15: train.batch_size: too many"
    with pytest.raises(ConfigError) as caught, load(BASE).locating():
        raise error
    assert str(caught.value).endswith("train.batch_size: too many")


def test_what_cannot_be_printed_is_escaped(load):
    with pytest.raises(ConfigError) as caught:
        load(BASE + 'seed: "\\x9b2J\\u2028"\n"\\t": 1\n')
    seed, tab = sorted(problem.message for problem in caught.value.problems)
    assert seed == 'input should be a valid integer; given "\\u009b2J\\u2028"'
    assert tab == f"unknown key; {ROOT}"
    assert {problem.key for problem in caught.value.problems} == {"seed", r"'\t'"}

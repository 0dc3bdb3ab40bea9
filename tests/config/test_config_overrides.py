"""`KEY=VALUE` words laid over a config."""

import pytest

from autograd_cli.config import ConfigError

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
OF_SGD = "choose from name, lr, weight_decay, momentum, nesterov"
FULL = """\
seed: 1
dataset: {name: iris_binary}
model: {name: logistic_regression}
train:
  epochs: 3
  batch_size: 2
"""


@pytest.mark.parametrize(
    ("overrides", "section", "expected"),
    [
        (["optimizer.lr=0.5"], "optimizer", {**SGD, "lr": 0.5}),
        (["optimizer.lr=1e-3"], "optimizer", {**SGD, "lr": 0.001}),
        (["train.epochs=7"], "train", {**TRAIN, "epochs": 7, "batch_size": 2}),
        (["train.batch_size=null"], "train", {**TRAIN, "epochs": 3, "batch_size": None}),
        (["train={epochs: 7}"], "train", {**TRAIN, "epochs": 7, "batch_size": 1}),
        (
            ["train={epochs: 7}", "train.batch_size=4"],
            "train",
            {**TRAIN, "epochs": 7, "batch_size": 4},
        ),
        (
            ["train.batch_size=4", "train={epochs: 7}"],
            "train",
            {**TRAIN, "epochs": 7, "batch_size": 1},
        ),
        (["seed=2", "seed=3"], "seed", 3),
        ([" seed =2"], "seed", 2),
        (["seed= 2 # two"], "seed", 2),
        (["seed=0x10"], "seed", 16),
        (
            ["model.name=mlp", "model.hidden=[4, 5]"],
            "model",
            {"name": "mlp", "l2": 0.0, "hidden": [4, 5], "activation": "relu", "dropout": 0.0},
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_override_wins_and_later_ones_win_over_earlier(load, overrides, section, expected):
    assert load(FULL, *overrides).settings.as_dict()[section] == expected


def test_the_result_is_validated_not_the_file(load):
    settings = load(
        "dataset: {name: nothing}\nmodel: 3\n", "dataset.name=iris", "model={name: mlp}"
    )
    assert settings.settings.dataset.name == "iris"


BROKEN = {
    "extends=base.yaml": "extends: this is for config files alone",
    "extends.x=1": "extends: this is for config files alone",
    "a." * 32 + "b=1": "nested more than 32 levels deep",
    "metrics=[auc]": (
        'metrics.0: unknown value "auc"; did you mean roc_auc? (choose from accuracy, '
        "balanced_accuracy, precision, recall, f1, roc_auc, log_loss, mse, rmse, mae, r2)"
    ),
    "optimizer.lr": "not of the form KEY=VALUE, as optimizer.lr=0.1",
    "=1": "not of the form KEY=VALUE, as optimizer.lr=0.1",
    "train..epochs=1": "not of the form KEY=VALUE, as optimizer.lr=0.1",
    ".seed=1": "not of the form KEY=VALUE, as optimizer.lr=0.1",
    "seed.x=1": "seed.x: seed has no keys of its own; set it as a whole",
    "model.name.x=1": "model.name.x: model.name has no keys of its own; set it as a whole",
    "seed=": "seed: input should be a valid integer; given null",
    "seed=a=b": 'seed: input should be a valid integer; given "a=b"',
    "seed=1.0": "seed: input should be a valid integer; given 1.0",
    "optimizer=sgd": 'optimizer: this is a section of keys, as {name: sgd}; given "sgd"',
    "optimizer.rl=1": f"optimizer.rl: unknown key; {OF_SGD}",
    "optimizer.momentun=1": (f"optimizer.momentun: unknown key; did you mean momentum? ({OF_SGD})"),
    "optimiser.lr=1": (
        "optimiser: unknown key; did you mean optimizer? "
        "(choose from extends, seed, dataset, model, loss, optimizer, schedule, train, "
        "early_stopping, checkpoint, metrics)"
    ),
    "optimizer.sgd.lr=1": f"optimizer.sgd: unknown key; {OF_SGD}",
    "model.hidden.0=3": "model.hidden: unknown key; choose from name, l2",
    "dataset.name=irs": (
        'dataset.name: unknown dataset "irs"; did you mean iris? '
        "(choose from iris_binary, iris, wine, breast_cancer, digits, diabetes, "
        "synthetic_regression, linear, sine, moons, circles, spirals, digits_images, cifar10, "
        "images, csv, parquet, npz, npy)"
    ),
}


@pytest.mark.parametrize(("override", "message"), BROKEN.items())
def test_a_wrong_override_is_named_in_full(load, override, message):
    with pytest.raises(ConfigError) as caught:
        load(FULL, override)
    assert str(caught.value) == f"command line, {override!r}: {message}"


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("seed=[", "while parsing a flow node expected the node content, but found '<stream end>'"),
        ("seed={a: 1, a: 2}", "duplicate key"),
        ("seed=*x", "found undefined alias 'x'"),
        ("seed=!!python/name:os.system", "is not supported"),
        ("seed=--- 1\n--- 2", "expected a single document"),
        ("seed=a\0b", "the character U+0000 is not allowed"),
        ("seed=" + "[" * 5000, "nested more than 32 levels deep"),
        (f"seed=0x{'f' * 9000}", "command line"),
        ("\udcff=1", "command line"),
        ("x.\udcff=1", "command line"),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_a_value_that_is_no_good_yaml_is_a_config_error(load, override, message):
    with pytest.raises(ConfigError) as caught:
        load(FULL, override)
    assert message in str(caught.value)
    assert str(caught.value).startswith("command line, ")


def test_all_wrong_overrides_and_the_files_mistakes_are_told_at_once(load, config_file):
    with pytest.raises(ConfigError) as caught:
        load(FULL + "  epoch: 1\n", "lr", "seed=-1", "=2")
    assert sorted(str(caught.value).splitlines()) == sorted(
        [
            "command line, '=2': not of the form KEY=VALUE, as optimizer.lr=0.1",
            "command line, 'seed=-1': seed: input should be greater than or equal to 0; given -1",
            "command line, 'lr': not of the form KEY=VALUE, as optimizer.lr=0.1",
            f"{config_file(FULL)}:7:3: train.epoch: unknown key; did you mean epochs? "
            "(choose from epochs, batch_size, shuffle, clip_norm, dtype, monitor, log_every)",
        ]
    )


def test_an_override_of_a_section_leaves_no_place_of_the_old_one(load, config_file):
    text = "dataset: {name: iris_binary}\nmodel: {name: mlp, hidden: [3]}\n"
    with pytest.raises(ConfigError) as caught:
        load(text, "model={name: mlp, hidden: [0]}")
    assert str(caught.value) == (
        "command line, 'model={name: mlp, hidden: [0]}': model.hidden.0: "
        "input should be greater than or equal to 1; given 0"
    )

"""Settings that may be of several kinds: one problem for each mistake, none of pydantic's words."""

import pytest

from autograd_cli.config import ConfigError

COLUMN = "input should be the name of a column or its position"
WEIGHTS = "input should be balanced, or a number for each class by name"
METRICS = (
    "choose from accuracy, balanced_accuracy, precision, recall, f1, roc_auc, log_loss, mse, rmse, "
    "mae, r2"
)
CSV = "dataset: {name: csv, path: t.csv, target: y}\nmodel: {name: mlp}\n"
CLASSES = "dataset: {name: iris}\nmodel: {name: mlp}\n"

GOLDEN = {
    "a target of no kind": (
        CSV, "dataset.target=1.5", f"dataset.target: {COLUMN}; given 1.5"
    ),
    "a truth for a target": (
        CSV, "dataset.target=true", f"dataset.target: {COLUMN}; given true"
    ),
    "no target": (
        CSV, "dataset.target=null", f"dataset.target: {COLUMN}; given null"
    ),
    "a mapping with a key like a type": (
        CSV, "dataset.target={str: 1}", f'dataset.target: {COLUMN}; given {{"str": 1}}'
    ),
    "a feature among others": (
        CSV, "dataset.features=[a, 1, [b]]", f'dataset.features.2: {COLUMN}; given ["b"]'
    ),
    "a feature without a list": (
        CSV, "dataset.features=a", 'dataset.features: input should be a valid list; given "a"'
    ),
    "no features": (
        CSV, "dataset.features=[]",
        "dataset.features: list should have at least 1 item after validation, not 0; given []",
    ),
    "a category": (
        CSV, "dataset.categorical=[null]", f"dataset.categorical.0: {COLUMN}; given null"
    ),
    "a literal or null": (
        CSV, "dataset.impute=avg",
        'dataset.impute: unknown value "avg"; choose from mean, median, most_frequent, constant, '
        "null",
    ),
    "a misspelt literal": (
        CSV, "dataset.impute=mena",
        'dataset.impute: unknown value "mena"; did you mean mean? (choose from mean, median, '
        "most_frequent, constant, null)",
    ),
    "a list for a literal": (
        CSV, "dataset.task=[x]",
        'dataset.task: unknown value ["x"]; choose from classification, regression, null',
    ),
    "a required setting": (
        CSV, "dataset={name: csv, path: t.csv}",
        "dataset.target: missing; column to predict: its name, or position from 0",
    ),
    "two characters": (
        CSV, "dataset.delimiter=;;",
        'dataset.delimiter: string should have at most 1 character; given ";;"',
    ),
    "another word than balanced": (
        CLASSES, "loss={name: cross_entropy, class_weights: equal}",
        f'loss.class_weights: {WEIGHTS}; given "equal"',
    ),
    "a list of weights": (
        CLASSES, "loss={name: cross_entropy, class_weights: [1, 2]}",
        f"loss.class_weights: {WEIGHTS}; given [1, 2]",
    ),
    "a weight of zero": (
        CLASSES, "loss={name: cross_entropy, class_weights: {a: 1, balanced: 0}}",
        "loss.class_weights.balanced: input should be greater than 0; given 0",
    ),
    "a weight that is no number": (
        CLASSES, "loss={name: cross_entropy, class_weights: {a: x}}",
        'loss.class_weights.a: input should be a valid number; given "x"',
    ),
    "an infinite weight": (
        CLASSES, "loss={name: cross_entropy, class_weights: {a: .inf}}",
        "loss.class_weights.a: input should be a finite number; given Infinity",
    ),
    "no section": (
        CLASSES, "early_stopping=5", "early_stopping: this is a section of keys; given 5"
    ),
    "a key of an optional section": (
        CLASSES, "early_stopping.patiense=5",
        "early_stopping.patiense: unknown key; did you mean patience? (choose from patience, "
        "min_delta)",
    ),
    "a number or null": (
        CLASSES, "train.clip_norm=0", "train.clip_norm: input should be greater than 0; given 0"
    ),
    "a metric": (
        CLASSES, "metrics=[f1, recal]",
        f'metrics.1: unknown value "recal"; did you mean recall? ({METRICS})',
    ),
    "a metric by itself": (
        CLASSES, "metrics=f1", 'metrics: input should be a valid list; given "f1"'
    ),
    "a schedule's setting without its name": (
        CLASSES, "schedule.gamma=0.5", "schedule.gamma: unknown key; choose from name, warmup_steps"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "override", "message"), GOLDEN.values(), ids=GOLDEN)
def test_one_mistake_is_one_problem(load, text, override, message):
    with pytest.raises(ConfigError) as caught:
        load(text, override)
    assert str(caught.value) == f"command line, {override!r}: {message}"


def test_the_place_is_that_of_the_part_that_is_wrong(load, config_file):
    text = CSV.replace("y}", "y,\n  features: [a,\n    1.5]}")
    with pytest.raises(ConfigError) as caught:
        load(text)
    assert str(caught.value) == f"{config_file(text)}:3:5: dataset.features.1: {COLUMN}; given 1.5"


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("dataset.target=-1", -1),
        ("dataset.target=z", "z"),
        ("dataset.target='1'", "1"),
        ("dataset.features=[a, 0]", ["a", 0]),
        ("dataset.features=null", None),
    ],
)
def test_a_column_is_a_name_or_a_position(load, override, expected):
    key = override.partition("=")[0].partition(".")[2]
    assert getattr(load(CSV, override).settings.dataset, key) == expected


CONFLICTS = {
    "Nesterov without momentum": (
        ["optimizer.nesterov=true"], ["optimizer.nesterov: needs a momentum above 0"]
    ),
    "a metric twice": (["metrics=[f1, f1]"], ["metrics: a metric stands here twice"]),
    "a metric of another task": (
        ["metrics=[f1, r2]"],
        ["metrics.1: r2 does not fit iris, which has more than two classes; choose from accuracy, "
         "balanced_accuracy, precision, recall, f1, roc_auc, log_loss"],
    ),
    "a metric that is not computed": (
        ["train.monitor=val/f1"],
        ["train.monitor: val/f1 is not computed; choose from train/loss, train/accuracy, "
         "val/loss, val/accuracy"],
    ),
    "a conflict beside another mistake": (
        ["optimizer.nesterov=true", "train.epochs=0", "sede=1"],
        ["optimizer.nesterov: needs a momentum above 0",
         "train.epochs: input should be greater than or equal to 1; given 0",
         "sede: unknown key; did you mean seed? (choose from extends, seed, dataset, model, loss, "
         "optimizer, schedule, train, early_stopping, checkpoint, metrics)"],
    ),
    "a conflict beside a word that is no override": (
        ["optimizer.nesterov=true", "x"],
        ["optimizer.nesterov: needs a momentum above 0",
         "not of the form KEY=VALUE, as optimizer.lr=0.1"],
    ),
    "no conflict with what is wrong anyway": (
        ["metrics=[f2]", "train.monitor=val/f2"],
        [f'metrics.0: unknown value "f2"; {METRICS}'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("overrides", "messages"), CONFLICTS.values(), ids=CONFLICTS)
def test_conflicts_are_told_with_the_other_mistakes(load, overrides, messages):
    with pytest.raises(ConfigError) as caught:
        load(CLASSES, *overrides)
    assert sorted(str(p).partition("': ")[2] for p in caught.value.problems) == sorted(messages)


def test_accuracy_is_not_computed_of_numbers(load):
    with pytest.raises(ConfigError, match=r"choose from train/loss, val/loss$"):
        load("dataset: {name: sine}\nmodel: {name: mlp}\ntrain: {monitor: val/accuracy}\n")

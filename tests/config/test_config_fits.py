"""Which models, losses and metrics fit which data, as far as that is known before it is read."""

import pytest

from autograd_cli.config import ConfigError
from autograd_cli.config.schema import MODELS, name

IMAGES = "{name: images, path: x}"
MODEL = {
    "a table of known task": ("{name: iris}", "convnet", "convnet takes images; iris has none; "
        "choose from mlp"),
    "two classes": ("{name: moons}", "convnet", "convnet takes images; moons has none; choose "
        "from logistic_regression, mlp"),
    "numbers": ("{name: sine}", "convnet", "convnet takes images; sine has none; choose from "
        "least_squares, mlp"),
    "a table of any task": ("{name: npy, path: x.npy}", "convnet", "convnet takes images; npy has "
        "none; choose from logistic_regression, least_squares, mlp"),
    "ten classes of images": ("{name: digits_images}", "logistic_regression",
        "logistic_regression does not fit digits_images, which has more than two classes; choose "
        "from mlp, convnet"),
    "ten classes of photographs": ("{name: cifar10, path: x}", "least_squares", "least_squares "
        "does not fit cifar10, which has more than two classes; choose from mlp, convnet"),
    "images of any classes": (IMAGES, "least_squares", "least_squares does not fit images, which "
        "has classes; choose from logistic_regression, mlp, convnet"),
}  # fmt: skip


@pytest.mark.parametrize(("dataset", "model", "message"), MODEL.values(), ids=MODEL)
def test_a_model_that_does_not_fit_is_refused_before_any_data_is_read(
    load, config_file, dataset, model, message
):
    text = f"dataset: {dataset}\nmodel: {{name: {model}}}\n"
    with pytest.raises(ConfigError) as caught:
        load(text)
    assert str(caught.value) == f"{config_file(text)}:2:15: model.name: {message}"


FITTING = {
    "{name: digits_images}": ["mlp", "convnet"],
    "{name: cifar10, path: x}": ["mlp", "convnet"],
    IMAGES: ["logistic_regression", "mlp", "convnet"],
    "{name: csv, path: x, target: 0}": ["logistic_regression", "least_squares", "mlp"],
    "{name: iris}": ["mlp"],
}


@pytest.mark.parametrize(("dataset", "fitting"), FITTING.items())
def test_the_models_that_fit_are_accepted(load, dataset, fitting):
    accepted = []
    for model in map(name, MODELS):
        try:
            load(f"dataset: {dataset}\nmodel: {{name: {model}}}\n")
        except ConfigError:
            continue
        accepted.append(model)
    assert accepted == fitting


def test_of_images_neither_loss_nor_metrics_can_be_those_of_numbers(load):
    with pytest.raises(ConfigError) as caught:
        load(
            f"dataset: {IMAGES}\nmodel: {{name: mlp}}\nloss: {{name: mean_squared_error}}\n"
            "metrics: [f1, mae]\n"
        )
    assert [problem.message for problem in caught.value.problems] == [
        "mean_squared_error does not fit images, which has classes; choose from "
        "binary_cross_entropy, cross_entropy",
        "mae does not fit images, which has classes; choose from accuracy, balanced_accuracy, "
        "precision, recall, f1, roc_auc, log_loss",
    ]


def test_what_the_data_prove_to_be_is_told_with_what_fits(load):
    with pytest.raises(ConfigError, match=r"choose from mlp, convnet$"):
        load(f"dataset: {IMAGES}\nmodel: {{name: logistic_regression}}\n").completed("multiclass")


@pytest.mark.parametrize("dataset", ["iris", "digits_images"])
def test_only_cifar10_may_leave_the_share_for_validation_open(load, dataset):
    with pytest.raises(ConfigError, match="validation_fraction: input should be a valid number"):
        load(f"dataset: {{name: {dataset}, validation_fraction: null}}\nmodel: {{name: mlp}}\n")


@pytest.mark.parametrize(
    ("fraction", "monitor"), [("null", "val/loss"), ("0.1", "val/loss"), ("0", "train/loss")]
)
def test_the_official_test_images_are_a_validation_part(load, fraction, monitor):
    settings = load(
        f"dataset: {{name: cifar10, path: x, validation_fraction: {fraction}}}\n"
        "model: {name: convnet}\n"
    ).settings
    assert settings.monitor == monitor


def test_a_precision_that_is_not_there_is_told_with_those_that_are(load):
    with pytest.raises(ConfigError, match=r'unknown value "float16"; did you mean float64\? '):
        load("dataset: {name: iris}\nmodel: {name: mlp}\ntrain: {dtype: float16}\n")

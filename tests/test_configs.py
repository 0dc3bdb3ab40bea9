"""The shipped configs: each reaches what it is for, as it stands."""

import cifar
import pytest

from autograd_cli import config, data, runs
from autograd_cli.config.schema import ConvNet, lower_is_better
from autograd_cli.seeds import Seeds

# config: examples for validation, metric after the last epoch, its bound
REACHED = {
    "breast_cancer_logreg": (142, "val/roc_auc", 0.99),
    "diabetes_ridge": (88, "val/r2", 0.45),
    "digits_convnet": (359, "val/accuracy", 0.98),
    "digits_mlp": (359, "val/accuracy", 0.97),
    "iris_logreg": (20, "val/accuracy", 1.0),
    "iris_mlp_relu": (30, "val/accuracy", 0.9),
    "iris_mlp_sigmoid": (30, "val/accuracy", 0.9),
    "least_squares": (0, "train/loss", 0.977),
    "least_squares_momentum": (0, "train/loss", 0.9762),
    "moons_mlp": (100, "val/accuracy", 0.97),
    "sine_mlp": (100, "val/rmse", 0.12),
    "spirals_mlp": (150, "val/accuracy", 0.97),
    "wine_mlp": (44, "val/accuracy", 0.97),
}
# Its data are not shipped: here it trains on few images in the format of the official files.
ON_FILES = "cifar10_convnet"


def test_every_config_has_its_bound(configs):
    assert {path.stem for path in configs.iterdir()} == {*REACHED, ON_FILES}


@pytest.mark.parametrize("name", REACHED)
def test_a_config_reaches_what_it_is_for(trained, configs, name):
    _, metric, bound = REACHED[name]
    reached = runs.summary(trained(configs / f"{name}.yaml"))["final"][metric]
    if lower_is_better(metric):
        assert reached <= bound
    else:
        assert reached >= bound


@pytest.mark.parametrize("name", REACHED)
def test_a_config_holds_out_as_many_examples_as_its_comment_says(configs, name):
    path = configs / f"{name}.yaml"
    splits = data.build(config.load(path).settings, Seeds(0))
    held_out = REACHED[name][0]
    assert (len(splits.validation) if splits.validation else 0) == held_out
    (line,) = (line for line in path.read_text().splitlines() if "validation_fraction" in line)
    assert f"# {held_out} " in line if held_out else "all" in line


@pytest.fixture
def archive(tmp_path):
    """What is official of CIFAR-10 but smaller: 200 images, and 50 for validation."""
    path = tmp_path / "cifar-10-python.tar.gz"
    path.write_bytes(cifar.archive())
    return path


def test_the_config_that_needs_files_learns_what_is_in_them(trained, configs, archive):
    faster = ["train.epochs=4", "optimizer.lr=0.004"]  # 200 steps, where the files have 25,000
    run = trained(configs / f"{ON_FILES}.yaml", f"dataset.path={archive}", *faster)
    summary = runs.summary(run)
    assert summary["steps"] == 200
    assert runs.preprocessing(run)["validation_examples"] == 50
    assert summary["initial"]["val/accuracy"] <= 0.2
    assert summary["final"]["val/accuracy"] >= 0.5


def test_the_config_that_needs_files_is_the_recipe_that_it_is_named_after(configs):
    settings = config.load(configs / f"{ON_FILES}.yaml").settings
    assert settings.model == ConvNet(name="convnet")
    sgd, training = settings.optimizer, settings.train
    assert (sgd.name, sgd.lr, sgd.momentum, sgd.weight_decay) == ("sgd", 0.001, 0.9, 0.0)
    assert (training.epochs, training.batch_size, training.shuffle) == (2, 4, True)
    assert settings.dataset.validation_fraction is None
    assert settings.objective.name == "cross_entropy"


@pytest.mark.parametrize("name", [*REACHED, ON_FILES])
def test_the_comments_of_a_config_stand_in_one_column(configs, name):
    for line in (configs / f"{name}.yaml").read_text().splitlines():
        assert len(line) <= 100
        setting, mark, _ = line.partition("#")
        if setting and mark:
            assert len(setting) == max(30, len(setting.rstrip()) + 2), line

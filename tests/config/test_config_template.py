"""New configs: complete, commented, and the same as saying nothing."""

import pytest
import yaml

from autograd_cli import config
from autograd_cli.config import ConfigError, describe
from autograd_cli.config.schema import DATASETS, MODELS, SINGLE, name
from autograd_cli.config.template import template

TABLES = ("csv", "parquet", "npz", "npy")
GUESSED = {
    **{table: f", path: table.{table}, target: -1" for table in TABLES},
    "cifar10": ", path: cifar-10-python.tar.gz",
    "images": ", path: images",
}
SMALL = ("convnet", "digits_images")  # for which the layers that are the default are too large
PAIRS = {(name(model), name(dataset)) for model in MODELS for dataset in DATASETS} - {SMALL}


def _shortest(dataset, model):
    return f"dataset: {{name: {dataset}{GUESSED.get(dataset, '')}}}\nmodel: {{name: {model}}}\n"


@pytest.mark.parametrize(("model", "dataset"), sorted(PAIRS))
def test_it_means_the_defaults_or_is_refused_as_loading_them_is(config_file, model, dataset):
    shortest = config_file(_shortest(dataset, model))
    text, refusal = _outcome(lambda: template(model, dataset))
    defaults, expected = _outcome(lambda: config.load(shortest).settings)
    if text is None:
        assert expected.endswith(refusal)
        return
    assert config.load(config_file(text)).settings == defaults
    assert yaml.safe_load(text).keys() == defaults.as_dict().keys()


def _outcome(make):
    """What `make` makes, or the words by which it refuses."""
    try:
        return make(), None
    except ConfigError as error:
        return None, str(error)


@pytest.mark.parametrize("model", [name(model) for model in MODELS])
def test_each_model_has_a_dataset_that_fits_it(config_file, model):
    text = template(model)
    found = config.load(config_file(text)).settings
    assert (found.model.name, found.dataset.name in GUESSED) == (model, False)


LAYERS = """\
  # from the image on; the output layer follows the last; what each may say: autograd list layer
  layers:
    - {name: conv, channels: 16, kernel_size: 3, stride: 1, padding: 1, dilation: 1, groups: 1}
    - {name: max_pool, kernel_size: 2, stride: null, padding: 0}
    - {name: conv, channels: 32, kernel_size: 3, stride: 1, padding: 1, dilation: 1, groups: 1}
    - {name: max_pool, kernel_size: 2, stride: null, padding: 0}
    - {name: dense, units: 64}
"""


def test_small_images_get_layers_that_fit_and_else_the_defaults(config_file):
    text = template(*SMALL)
    assert LAYERS in text
    assert text.splitlines()[1] == (
        "# convnet on digits_images: every setting, with its default but for model.layers."
    )
    found = config.load(config_file(text)).settings.as_dict()
    defaults = config.load(config_file(_shortest("digits_images", "convnet"))).settings.as_dict()
    assert found["model"].pop("layers") != defaults["model"].pop("layers")
    assert found == defaults


@pytest.mark.parametrize(("model", "dataset"), [("mlp", "iris"), ("mlp", "csv"), SMALL])
def test_it_is_pleasant_to_read(model, dataset):
    lines = template(model, dataset).splitlines()
    assert lines[0] == "# yaml-language-server: $schema=autograd.schema.json"
    assert max(map(len, lines)) <= 100
    assert not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize("dataset", ["iris", "csv"])
def test_every_setting_stands_there_with_its_meaning(config_file, dataset):
    text = template("mlp", dataset)
    words = text.replace("#", " ").split()
    settings = config.load(config_file(text)).settings.as_dict()
    for section, variants in describe().items():
        for variant in variants if section in settings else ():
            given = settings[section]
            named = given["name"] if isinstance(given, dict) and "name" in given else section
            if variant["name"] == named and (given is not None or section in SINGLE):
                for setting in variant["settings"]:
                    assert f"{setting['key']}: " in text
                    assert setting["about"] in " ".join(words)


EARLY_STOPPING = """
# Stop when train.monitor has not improved for patience epochs. Off unless it is given.
early_stopping: null  # null to train all epochs
# early_stopping:
#   patience: 10    # epochs without improvement to wait for; at least 1
#   min_delta: 0.0  # the least that is an improvement; at least 0
"""


def test_a_section_that_is_off_can_be_commented_in(config_file):
    text = template("mlp")
    assert EARLY_STOPPING in text
    on = EARLY_STOPPING.replace("early_stopping: null", "# early_stopping: null").replace(
        "\n# early_stopping:\n#   patience: 10 ", "\nearly_stopping:\n  patience: 10 "
    )
    settings = config.load(config_file(text.replace(EARLY_STOPPING, on))).settings
    assert settings.early_stopping.patience == 10


WRONG = {
    ("mlq", None): 'unknown model "mlq"; did you mean mlp? (choose from logistic_regression, '
    "least_squares, mlp, convnet)",
    ("mlp", "irs"): 'unknown dataset "irs"; did you mean iris? (choose from iris_binary, iris, '
    "wine, breast_cancer, digits, diabetes, synthetic_regression, linear, sine, moons, circles, "
    "spirals, digits_images, cifar10, images, csv, parquet, npz, npy)",
    ("least_squares", "iris"): "least_squares does not fit iris, which has more than two classes; "
    "choose from mlp",
    ("convnet", "iris"): "convnet takes images; iris has none; choose from mlp",
}


@pytest.mark.parametrize(("names", "message"), WRONG.items())
def test_names_that_are_not_there_or_do_not_fit_are_refused(names, message):
    with pytest.raises(ConfigError) as caught:
        template(*names)
    assert str(caught.value) == message

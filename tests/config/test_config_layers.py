"""A list of sections: what is wrong in one, single settings of one, and how they are written."""

import pytest
import yaml

from autograd_cli import config
from autograd_cli.config import ConfigError, SettingError
from autograd_cli.config.origins import origins

TEXT = """\
dataset: {name: digits_images}
model:
  name: convnet
  layers:
    - {name: conv, channels: 8}
    - name: max_pool
      kernel_size: 2
    - {name: dense, units: 10}
"""
DEFAULT = "dataset: {name: digits_images}\nmodel: {name: convnet}\n"
NAMES = "choose from conv, max_pool, avg_pool, dense, dropout"

GOLDEN = {
    "a misspelt key": (
        "{name: conv, channels: 8, kernal_size: 3}",
        "5:33: model.layers.0.kernal_size: unknown key; did you mean kernel_size? (choose from "
        "name, channels, kernel_size, stride, padding, dilation, groups)",
    ),
    "a key of another layer": (
        "{name: dropout, units: 3}",
        "5:23: model.layers.0.units: unknown key; choose from name, p",
    ),
    "a misspelt name": (
        "{name: cov, channels: 8}",
        f'5:14: model.layers.0.name: unknown layer "cov"; did you mean conv? ({NAMES})',
    ),
    "a name of another kind": (
        "{name: [x]}",
        f'5:14: model.layers.0.name: unknown layer ["x"]; {NAMES}',
    ),
    "no name": ("{channels: 8}", f"5:7: model.layers.0.name: missing; {NAMES}"),
    "nothing": ("", "5:6: model.layers.0: this is a section of keys; given null"),
    "a name by itself": (
        "max_pool",
        '5:7: model.layers.0: this is a section of keys, as {name: max_pool}; given "max_pool"',
    ),
    "a number": ("32", "5:7: model.layers.0: this is a section of keys; given 32"),
    "a setting that must be there": (
        "{name: conv}",
        "5:7: model.layers.0.channels: missing; channels that it gives",
    ),
    "a value out of bounds": (
        "{name: conv, channels: 8, stride: 0}",
        "5:41: model.layers.0.stride: input should be greater than or equal to 1; given 0",
    ),
    "a value of another kind": (
        '{name: dropout, p: "0.5"}',
        '5:26: model.layers.0.p: input should be a valid number; given "0.5"',
    ),
}


@pytest.mark.parametrize(("layer", "message"), GOLDEN.values(), ids=GOLDEN)
def test_a_mistake_in_a_layer_is_told_with_its_place_and_what_may_be_there(
    load, config_file, layer, message
):
    text = TEXT.replace("{name: conv, channels: 8}", layer)
    with pytest.raises(ConfigError) as caught:
        load(text)
    assert str(caught.value) == f"{config_file(text)}:{message}"


def test_the_mistakes_of_all_layers_are_told(load):
    with pytest.raises(ConfigError) as caught:
        load(TEXT.replace("8}", "0}").replace("kernel_size: 2", "p: 2").replace("10}", "x}"))
    assert [problem.key for problem in caught.value.problems] == [
        "model.layers.0.channels",
        "model.layers.1.p",
        "model.layers.2.units",
    ]


def test_a_layer_that_fails_later_is_found_again(load, config_file):
    error = SettingError(("model", "layers", 1, "kernel_size"), "too large")
    with pytest.raises(ConfigError) as caught, load(TEXT).locating():
        raise error
    assert str(caught.value) == f"{config_file(TEXT)}:7:20: model.layers.1.kernel_size: too large"
    error = SettingError(("model", "layers", 2, "p"), "wrong")
    with pytest.raises(ConfigError) as caught, load(TEXT).locating():
        raise error
    assert str(caught.value) == f"{config_file(TEXT)}:8:7: model.layers.2.p: wrong"
    with pytest.raises(ConfigError) as caught, load(DEFAULT).locating():
        raise error
    assert str(caught.value) == f"{config_file(DEFAULT)}:2:1: model.layers.2.p: wrong"
    assert str(error) == "model.layers.2.p: wrong"


CONV = {"kernel_size": 3, "stride": 1, "padding": 0, "dilation": 1, "groups": 1}
OVERRIDES = {
    "a setting": (["model.layers.0.channels=3"], 0, {"name": "conv", "channels": 3, **CONV}),
    "a setting that was left out": (
        ["model.layers.0.padding=1"],
        0,
        {"name": "conv", "channels": 8, **CONV, "padding": 1},
    ),
    "a whole layer": (
        ["model.layers.1={name: dropout}"],
        1,
        {"name": "dropout", "p": 0.5},
    ),
    "a whole layer, then a setting": (
        ["model.layers.1={name: dropout}", "model.layers.1.p=0.1"],
        1,
        {"name": "dropout", "p": 0.1},
    ),
    "all layers, then a setting": (
        ["model.layers=[{name: dense, units: 4}]", "model.layers.0.units=5"],
        0,
        {"name": "dense", "units": 5},
    ),
}


@pytest.mark.parametrize(("words", "number", "layer"), OVERRIDES.values(), ids=OVERRIDES)
def test_an_override_changes_what_it_names(load, words, number, layer):
    before, after = (load(TEXT, *each).settings.as_dict()["model"] for each in ([], words))
    assert after["layers"][number] == layer
    if not words[0].startswith("model.layers="):
        before["layers"][number] = layer
        assert after == before


@pytest.mark.parametrize(
    ("override", "key", "expected"),
    [("model.hidden.1=5", "hidden", [3, 5]), ("metrics.0=recall", None, ["recall", "f1"])],
)
def test_an_item_of_any_list_can_be_changed(load, override, key, expected):
    text = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [3, 4]}\nmetrics: [f1, f1]\n"
    found = load(text.replace("f1, f1", "accuracy, f1"), override).settings
    assert (getattr(found.model, key) if key else found.metrics) == expected


NO_ITEMS = {
    "model.layers.3.units=4": "model.layers has no item 3; its items are 0 to 2",
    "model.layers.3={name: dropout}": "model.layers has no item 3; its items are 0 to 2",
    "model.layers.-1.units=4": "model.layers has no item -1; its items are 0 to 2",
    "model.layers.00.channels=4": "model.layers has no item 00; its items are 0 to 2",
    "model.layers.conv.channels=4": "model.layers has no item conv; its items are 0 to 2",
    "model.layers.²=4": "model.layers has no item ²; its items are 0 to 2",
    "model.layers.0.channels.x=4": "model.layers.0.channels has no keys of its own; set it as a "
    "whole",
    "metrics.0=f1": "metrics is not given, so it has no items to change; set it as a whole",
}


@pytest.mark.parametrize(("override", "message"), NO_ITEMS.items())
def test_an_item_that_is_not_there_is_told(load, override, message):
    with pytest.raises(ConfigError) as caught:
        load(TEXT, override)
    key = override.partition("=")[0]
    assert str(caught.value) == f"command line, {override!r}: {key}: {message}"


def test_nothing_is_in_an_empty_list(load):
    with pytest.raises(ConfigError, match=r"layers has no item 0; it is empty$"):
        load(TEXT, "model.layers=[]", "model.layers.0.units=3")


def test_layers_at_their_default_cannot_be_changed_one_by_one(load):
    with pytest.raises(ConfigError) as caught:
        load(DEFAULT, "model.layers.0.channels=8")
    assert str(caught.value) == (
        "command line, 'model.layers.0.channels=8': model.layers.0.channels: model.layers is not "
        "given, so it has no items to change; set it as a whole"
    )


def test_names_that_are_numbers_are_no_positions(load):
    text = "dataset: {name: digits}\nmodel: {name: mlp}\nloss: {name: cross_entropy}\n"
    assert load(text, "loss.class_weights.0=2").settings.loss.class_weights == {"0": 2.0}


def test_a_mistake_in_an_override_is_of_the_command_line(load):
    words = ["model.layers.0.padding=-1", "model.layers.2={name: desne}"]
    with pytest.raises(ConfigError) as caught:
        load(TEXT, *words)
    assert [problem.where for problem in caught.value.problems] == [
        f"command line, {word!r}" for word in words
    ]


def test_a_config_that_extends_another_replaces_all_layers(config_file):
    config_file(TEXT, "base.yaml")
    text = "extends: base.yaml\nmodel: {layers: [{name: dropout}]}\n"
    found = config.load(config_file(text)).settings.as_dict()["model"]
    assert found["layers"] == [{"name": "dropout", "p": 0.5}]


def test_each_setting_of_a_layer_has_its_origin(load, config_file):
    found = {each.path: each for each in origins(load(TEXT, "model.layers.2.units=5"))}
    sources = {path[2:]: each.source for path, each in found.items() if path[1:2] == ("layers",)}
    file = config_file(TEXT)
    assert sources == {
        (0, "name"): f"{file}:5:8",
        (0, "channels"): f"{file}:5:20",
        **{(0, key): "default" for key in CONV},
        (1, "name"): f"{file}:6:7",
        (1, "kernel_size"): f"{file}:7:7",
        (1, "stride"): "default",
        (1, "padding"): "default",
        (2, "name"): f"{file}:8:8",
        (2, "units"): "command line",
    }
    assert found["model", "layers", 2, "units"].value == 5


def test_layers_that_are_not_given_are_defaults_and_none_are_one_setting(load):
    for words, count, source in ([], 26, "default"), (["model.layers=[]"], 1, "command line"):
        of_layers = [e for e in origins(load(DEFAULT, *words)) if e.path[1:2] == ("layers",)]
        assert len(of_layers) == count
        assert {each.source for each in of_layers} == {source}


RESOLVED = """\
  layers:
  - {name: conv, channels: 8, kernel_size: 3, stride: 1, padding: 0, dilation: 1, groups: 1}
  - {name: max_pool, kernel_size: 2, stride: null, padding: 0}
  - {name: dense, units: 10}
  activation: relu
"""


def test_the_resolved_text_has_a_layer_on_each_line(load, config_file):
    text = load(TEXT).resolved()
    assert RESOLVED in text
    assert config.load(config_file(text)).settings == load(TEXT).settings
    assert yaml.safe_load(text) == load(TEXT).settings.as_dict()


def test_a_layer_in_short_has_what_was_to_be_said(load):
    (conv, pool, dense) = load(TEXT).settings.model.layers
    assert conv.as_dict(in_short=True) == {"name": "conv", "channels": 8}
    assert pool.as_dict(in_short=True) == {"name": "max_pool"}
    assert dense.as_dict(in_short=True) == {"name": "dense", "units": 10}

"""Where each setting comes from."""

import pytest

from autograd_cli import config
from autograd_cli.config.origins import origins

BASE = "seed: 3\ndataset: {name: iris}\noptimizer:\n  lr: 0.5\n  momentum: 0.9\n"
TEXT = """\
extends: base.yaml
model:
  name: mlp
  hidden:
    - 3
optimizer: {lr: 0.1}
schedule: {name: cosine}
"""


@pytest.fixture
def found(config_file, tmp_path):
    """Origins by dotted key, for TEXT on BASE, the folder left out."""
    config_file(BASE, "base.yaml")
    loaded = config.load(config_file(TEXT), ["train.epochs=7", "model.dropout=0.5"])
    return {
        ".".join(map(str, each.path)): each.source.removeprefix(f"{tmp_path}/")
        for each in origins(loaded)
    }


@pytest.mark.parametrize(
    ("key", "source"),
    [
        ("seed", "base.yaml:1:1"),
        ("dataset.name", "base.yaml:2:11"),
        ("dataset.standardize", "default"),
        ("model.name", "config.yaml:3:3"),
        ("model.hidden", "config.yaml:4:3"),
        ("model.dropout", "command line"),
        ("loss.name", "follows from the data"),
        ("loss.class_weights", "default"),
        ("optimizer.name", "default"),
        ("optimizer.lr", "config.yaml:6:13"),
        ("optimizer.momentum", "base.yaml:5:3"),
        ("schedule.name", "config.yaml:7:12"),
        ("schedule.epochs", "follows from train.epochs"),
        ("train.epochs", "command line"),
        ("early_stopping", "default"),
        ("metrics", "follows from the data"),
    ],
)
def test_each_setting_has_the_origin_of_the_last_who_gave_it(found, key, source):
    assert found[key] == source


def test_every_setting_is_there_with_its_value(load):
    loaded = load()
    values = {}
    for each in origins(loaded):
        section = values
        for key in each.path[:-1]:
            section = section.setdefault(key, {})
        section[each.path[-1]] = each.value
    assert values == loaded.settings.as_dict()


def test_what_is_given_is_never_said_to_follow(load):
    text = "dataset: {name: iris}\nmodel: {name: mlp}\nmetrics: [accuracy]\n"
    text += "loss: {name: cross_entropy}\nschedule: {name: cosine, epochs: 20}\n"
    assert not [each for each in origins(load(text)) if each.source.startswith("follows")]


def test_a_null_that_leaves_it_to_the_data_follows_from_them(load):
    sources = {each.path: each.source for each in origins(load("dataset: {name: iris}\n"
        "model: {name: mlp}\nloss: null\nmetrics: null\n"))}  # fmt: skip
    assert sources["loss", "name"] == sources[("metrics",)] == "follows from the data"


def test_a_section_given_as_a_whole_on_the_command_line_is_of_the_command_line(load):
    found = origins(load("dataset: {name: iris}\nmodel: {name: mlp}\n", "optimizer={lr: 1}"))
    sources = {each.path: each.source for each in found if each.path[0] == "optimizer"}
    assert sources.pop(("optimizer", "lr")) == "command line"
    assert set(sources.values()) == {"default"}

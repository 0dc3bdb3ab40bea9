"""The schema told in plain values, as `autograd list` and the README print it."""

import pytest

from autograd_cli.config import describe
from autograd_cli.config.schema import LISTED, SINGLE, VARIANTS, Settings, name


def test_every_variant_and_every_setting_is_described():
    sections = describe()
    assert [s for s in sections if s not in LISTED] == [*VARIANTS, *SINGLE, "metrics", "seed"]
    for section, variants in (VARIANTS | LISTED).items():
        assert [told["name"] for told in sections[section]] == [name(v) for v in variants]
        for variant, told in zip(variants, sections[section], strict=True):
            assert ["name", *(s["key"] for s in told["settings"])] == variant.key_names()


def test_everything_described_has_a_line_that_explains_it():
    for variants in describe().values():
        for variant in variants:
            assert variant["about"].endswith(".")
            assert all(setting["about"].strip("; ") for setting in variant["settings"])


@pytest.mark.parametrize(
    ("section", "key", "default", "about"),
    [
        ("optimizer", "lr", 0.01, "learning rate; > 0"),
        ("optimizer", "momentum", 0.0, "share of the last step kept; at least 0, < 1"),
        ("train", "shuffle", True, "draw a new order in every epoch"),
        ("seed", "seed", 0, "every random number of the run comes from it; at least 0"),
    ],
)
def test_a_setting_is_told_with_default_and_bounds(section, key, default, about):
    variant = describe()[section][0]
    (setting,) = [s for s in variant["settings"] if s["key"] == key]
    assert setting == {"key": key, "default": default, "required": False, "about": about}


def test_every_section_of_the_schema_is_described():
    assert set(describe()) == {*Settings.key_names(), *LISTED}


def test_what_a_list_of_sections_holds_stands_after_the_section_with_the_list():
    sections = list(describe())
    assert sections[sections.index("model") + 1] == "layer"


def test_a_default_of_sections_is_told_in_short():
    (convnet,) = (variant for variant in describe()["model"] if variant["name"] == "convnet")
    (layers,) = (s for s in convnet["settings"] if s["key"] == "layers")
    assert layers["required"] is False
    assert layers["default"] == [
        {"name": "conv", "channels": 6, "kernel_size": 5},
        {"name": "max_pool"},
        {"name": "conv", "channels": 16, "kernel_size": 5},
        {"name": "max_pool"},
        {"name": "dense", "units": 120},
        {"name": "dense", "units": 84},
    ]

"""The schema told in plain values, as `autograd list` and the README print it."""

import pytest

from autograd_cli.config import describe
from autograd_cli.config.schema import SINGLE, VARIANTS, Settings, name


def test_every_variant_and_every_setting_is_described():
    sections = describe()
    assert list(sections) == [*VARIANTS, *SINGLE, "metrics", "seed"]
    for section, variants in VARIANTS.items():
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
    assert set(describe()) == set(Settings.key_names())

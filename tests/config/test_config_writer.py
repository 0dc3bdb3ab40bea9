"""Resolved configs: what is written is read again as it was."""

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from autograd_cli import config
from autograd_cli.config.reader import read
from autograd_cli.config.writer import block, inline

WORDS = ["1e-3", "0o17", "0x1F", "1.", "yes", "no", "on", "null", "~", "", "12:30", "2026-11-22"]
WORDS += ["1_000", ".inf", ".nan", "a: b", "# x", "- x", "a\nb", "\tx", "é", "😀", "\x85", "'", '"']
_TEXT = st.sampled_from(WORDS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_TEXT, _VALUES, max_size=3))
@example({word: [word] for word in WORDS})
def test_any_values_are_read_as_they_were_written(values):
    assert read(block(values), "f").value == values


@given(_VALUES)
@example("a\nb")
@example(["x " * 200])
def test_any_value_fits_in_a_line(value):
    text = inline(value)
    assert "\n" not in text
    assert read(f"key: {text}  # told", "f").value == {"key": value}


def test_words_are_words_to_readers_of_either_version():
    text = block(dict.fromkeys(WORDS[:12], 1))
    assert list(yaml.safe_load(text)) == list(read(text, "f").value) == WORDS[:12]


COMPLETE = """\
seed: 7
dataset:
  {name: csv, path: "größe 1e-3.csv", target: "1e-3", features: ["yes", 0, "0o17"]}
model: {name: mlp, l2: 1.0e-12}
optimizer: {name: adamw}
schedule: {name: plateau}
early_stopping: {}
"""


def test_a_resolved_config_loads_again_to_equal_settings(load, config_file):
    found = load(COMPLETE)
    again = config.load(config_file(found.resolved(), "again.yaml"))
    assert again.settings == found.settings
    assert again.resolved() == found.resolved()


def test_names_of_classes_stay_names(load, config_file):
    text = "dataset: {name: iris}\nmodel: {name: mlp}\n"
    text += "loss: {name: cross_entropy, class_weights: {'1e-3': 2, 'no': 3, '0': 4}}\n"
    again = config.load(config_file(load(text).resolved(), "again.yaml"))
    assert again.settings.objective.class_weights == {"1e-3": 2.0, "no": 3.0, "0": 4.0}

"""Whatever a config says, it is accepted or refused: there is no third outcome."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograd_cli import config
from autograd_cli.config import ConfigError
from autograd_cli.config.reader import read
from autograd_cli.config.schema import VARIANTS, Settings, Train, name

_KEYS = sorted(
    {"name", *Settings.key_names(), *Train.key_names()}
    | {key for variants in VARIANTS.values() for v in variants for key in v.key_names()}
)
_NAMES = [name(variant) for variants in VARIANTS.values() for variant in variants]
_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([0, 1, 2, 0.5, 1e-3, *_NAMES])
    | _TEXT
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(_KEYS) | _TEXT, inner, max_size=5)
    ),
    max_leaves=12,
)
_COMPLETE = {
    "seed": 0,
    "dataset": {"name": "iris", "validation_fraction": 0.2, "standardize": False},
    "model": {"name": "mlp", "hidden": [16], "activation": "relu"},
    "loss": {"name": "cross_entropy"},
    "optimizer": {"name": "sgd", "lr": 0.01, "momentum": 0.0},
    "train": {"epochs": 20, "batch_size": 1, "shuffle": True},
}
_PATHS = [(section,) for section in _COMPLETE] + [
    (section, key)
    for section, settings in _COMPLETE.items()
    if isinstance(settings, dict)
    for key in [*settings, "new"]
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("random") / "config.yaml"


def _accepted_or_refused(path, text, overrides=()):
    path.write_text(text, encoding="utf-8")
    try:
        found = config.load(path, overrides)
    except ConfigError as error:
        return _has_places(error)
    path.write_text(found.resolved(), encoding="utf-8")
    return config.load(path).settings == found.settings


def _has_places(error):
    return bool(error.problems) and all(problem.where for problem in error.problems)


@given(st.sampled_from(_PATHS), _VALUES)
@example(("optimizer", "name"), {"a": 1})
@example(("optimizer", "new"), {"\ud800": 1})
def test_any_value_in_the_place_of_a_setting(path, place, value):
    document = json.loads(json.dumps(_COMPLETE))
    *above, key = place
    section = document
    for part in above:
        section = section[part]
    section[key] = value
    # A core YAML reader understands JSON, but calls infinities and NaN otherwise.
    text = json.dumps(document).replace("Infinity", ".inf").replace("NaN", ".nan")
    assert _accepted_or_refused(path, text)


@given(st.sampled_from(_PATHS), _VALUES)
@example(("optimizer", "sgd"), {})
def test_any_value_in_an_override(path, place, value):
    assert _accepted_or_refused(
        path, json.dumps(_COMPLETE), [f"{'.'.join(place)}={json.dumps(value)}"]
    )


@given(_VALUES)
def test_any_value_as_the_whole_config(path, value):
    assert _accepted_or_refused(path, json.dumps(value))


_PUNCTUATION = list("{}[]:,-?!|>&*'\"\\%@`#=<~. \t\r\n\x85\u2028\ufeffé")
_WORDS = ["true", "null", "1", "0x", "1e3", ".inf", ".nan", "a:", "&a", "*a", "!!int", "!!float"]
_MARKS = ["!<x>", "!%41", "\\x", "\\u", "\\U00110000", "%YAML", "---", "...", "<<:", "|2", "\n  "]


@given(st.lists(st.sampled_from([*_PUNCTUATION, *_WORDS, *_MARKS]), max_size=20).map("".join))
@example('"\\UFFFFFFFF"')
def test_any_text_is_read_or_refused(text):
    refusal = None
    try:
        read(text, "f")
    except ConfigError as error:
        refusal = error
    assert refusal is None or all(p.where.startswith("f:") for p in refusal.problems)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(ConfigError):
        config.load(path)


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_word_as_an_override(path, word):
    assert _accepted_or_refused(path, json.dumps(_COMPLETE), [word])

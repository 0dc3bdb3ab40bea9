"""Whatever a config says, it loads or is refused with its places: there is no third outcome."""

import json

import drawn
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograd_cli import config
from autograd_cli.config import ConfigError
from autograd_cli.config.reader import read

IRIS = {"dataset": {"name": "iris"}, "model": {"name": "mlp"}, "optimizer": {"name": "sgd"}}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("random") / "config.yaml"


def _accepted_or_refused(path, content, overrides=()):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        found = config.load(path, overrides)
    except ConfigError as error:
        return bool(error.problems) and all(problem.where for problem in error.problems)
    path.write_text(found.resolved(), encoding="utf-8")
    return config.load(path).settings == found.settings


@given(drawn.mistaken(drawn.VALID))
@example({**IRIS, "optimizer": {"name": {"a": 1}}})
@example({**IRIS, "optimizer": {"new": {"\ud800": 1}}})
def test_any_value_in_the_place_of_a_setting(path, document):
    assert _accepted_or_refused(path, drawn.written(document))


@given(st.sampled_from(drawn.paths(IRIS)), drawn.VALUES)
@example(("optimizer", "sgd"), {})
def test_any_value_in_an_override(path, place, value):
    override = f"{'.'.join(map(str, place))}={drawn.written(value)}"
    assert _accepted_or_refused(path, json.dumps(IRIS), [override])


@given(drawn.VALUES)
def test_any_value_as_the_whole_config(path, value):
    assert _accepted_or_refused(path, drawn.written(value))


@given(drawn.broken(drawn.VALID))
def test_any_broken_text(path, content):
    assert _accepted_or_refused(path, content)


@given(st.lists(st.sampled_from([*drawn.PUNCTUATION, *drawn.WORDS, *drawn.MARKS])).map("".join))
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
    assert _accepted_or_refused(path, json.dumps(IRIS), [word])

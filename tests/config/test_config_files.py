"""Files that are no config, and how little is done for those that are."""

import subprocess
import sys

import pytest

from autograd_cli import config
from autograd_cli.config import ConfigError

BASE = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
KEYS = (
    "extends, seed, dataset, model, loss, optimizer, schedule, train, early_stopping, checkpoint, "
    "metrics"
)

ROOTS = {
    "empty": ("", "the file is empty"),
    "comments": ("# nothing\n", "the file is empty"),
    "null": ("~\n", "the file is empty"),
    "a list": ("- a\n", "this is not a mapping of keys"),
    "a word": ("hello\n", "this is not a mapping of keys"),
}


@pytest.mark.parametrize(("text", "message"), ROOTS.values(), ids=ROOTS)
def test_a_file_that_is_no_mapping_is_told_what_a_config_is(config_file, text, message):
    path = config_file(text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert str(caught.value) == (f"{path}:1:1: {message}\nA config has the keys {KEYS}.")


BYTES = {
    "latin-1": (b"# ok\nseed: \xe9\n", ":2:7: byte 0xe9 is not UTF-8"),
    "UTF-16": ("seed: 1".encode("utf-16"), ":1:1: byte 0xff is not UTF-8"),
    "an image": (b"\x89PNG\r\n", ":1:1: byte 0x89 is not UTF-8"),
    "too large": (
        b"#" * (1 << 20) + b"\n",
        ": cannot read the config: larger than 1 MiB: this is no config",
    ),
}


@pytest.mark.parametrize(("content", "message"), BYTES.values(), ids=BYTES)
def test_a_file_that_is_no_text_is_refused(config_file, content, message):
    path = config_file(content)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert str(caught.value) == f"{path}{message}"


def test_one_mebibyte_is_still_read(config_file):
    text = BASE.encode()
    path = config_file(text + b"#" * ((1 << 20) - len(text)))
    assert config.load(path).settings.seed == 0


def test_a_missing_file_is_told_with_its_nearest_neighbour(tmp_path, config_file):
    config_file(BASE, "iris_logreg.yaml")
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path / "iris_logres.yml")
    assert str(caught.value) == (
        f"{tmp_path}/iris_logres.yml: cannot read the config: No such file or directory\n"
        f"Did you mean {tmp_path}/iris_logreg.yaml?"
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "Is a directory"),
        ("config.yaml/below", "Not a directory"),
        ("nowhere/config.yaml", "No such file or directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_an_unreadable_file_is_told_with_the_reason(config_file, tmp_path, path, reason):
    config_file()
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path / path)
    assert str(caught.value) == f"{tmp_path / path}: cannot read the config: {reason}"


def test_only_the_sections_that_a_config_names_are_built(config_file):
    """To build all of them takes pydantic longer than all the rest of loading a config."""
    code = (
        "import sys; from pathlib import Path; from autograd_cli import config\n"
        "from autograd_cli.config.schema import VARIANTS\n"
        "config.load(Path(sys.argv[1]))\n"
        "for variants in VARIANTS.values():\n"
        "    print(*(v.__name__ for v in variants if v.__pydantic_complete__))\n"
    )
    words = [sys.executable, "-c", code, str(config_file(BASE))]
    built = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert built == ["IrisBinary", "LogisticRegression", "BinaryCrossEntropy", "SGD", "Constant"]

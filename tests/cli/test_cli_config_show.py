"""`autograd config show`: the complete settings, and where each comes from."""

import json

import pytest

from autograd_cli import config

BASE = "dataset: {name: iris}\nmodel: {name: mlp}\n"
TEXT = "extends: base.yaml\nmodel:\n  hidden: [3]\ntrain: {epochs: 7}\n"

SHOWN = """\
seed: 1                     # command line
dataset:
  name: iris                # {dir}/base.yaml:1:11
  validation_fraction: 0.2  # default
  standardize: false        # default
model:
  name: mlp                 # {dir}/base.yaml:2:9
  l2: 0.0                   # default
  hidden: [3]               # {file}:3:3
  activation: relu          # default
  dropout: 0.0              # default
loss:
  name: cross_entropy       # follows from the data
  class_weights: null       # default
optimizer:
  name: sgd                 # default
  lr: 0.01                  # default
  weight_decay: 0.0         # default
  momentum: 0.0             # default
  nesterov: false           # default
schedule:
  name: constant            # default
  warmup_steps: 0           # default
train:
  epochs: 7                 # {file}:4:9
  batch_size: 1             # default
  shuffle: true             # default
  clip_norm: null           # default
  dtype: float64            # default
  monitor: null             # default
  log_every: null           # default
early_stopping: null        # default
checkpoint:
  every_steps: null         # default
  every_epochs: null        # default
metrics: [accuracy]         # follows from the data
"""


@pytest.fixture
def file(config_file):
    """A config that extends another."""
    config_file(BASE, "base.yaml")
    return config_file(TEXT)


def test_the_whole_of_it(run_cli, file):
    answer = run_cli("config", "show", file, "seed=1")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == SHOWN.replace("{file}", str(file)).replace("{dir}", str(file.parent))


def test_what_is_shown_is_a_config_that_means_the_same(run_cli, file, config_file):
    shown = run_cli("config", "show", file, "seed=1").stdout
    assert config.load(config_file(shown, "shown.yaml")).settings == (
        config.load(file, ["seed=1"]).settings
    )


def test_json_has_the_same(run_cli, file):
    found = json.loads(run_cli("config", "show", file, "seed=1", "--json").stdout)
    assert found[0] == {"key": "seed", "value": 1, "origin": "command line"}
    by_key = {each["key"]: each for each in found}
    assert by_key["model.hidden"]["value"] == [3]
    assert by_key["model.hidden"]["origin"] == f"{file}:3:3"
    assert by_key["loss.name"]["origin"] == "follows from the data"


def test_what_only_the_data_tell_is_read_off_them(run_cli, config_file, tmp_path):
    rows = "".join(f"{n % 7},{n % 5},{'ab'[n % 2]}\n" for n in range(40))
    (tmp_path / "t.csv").write_text("u,v,w\n" + rows)
    file = config_file("dataset: {name: csv, path: t.csv, target: w}\nmodel: {name: mlp}\n")
    answer = run_cli("config", "show", file)
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = [line.split("  #") for line in answer.stdout.splitlines()]
    assert ["  name: binary_cross_entropy", " follows from the data"] in [
        [line[0].rstrip(), line[-1]] for line in lines
    ]
    assert f"  path: {tmp_path / 't.csv'}" in [line[0].rstrip() for line in lines]


def test_a_long_value_leaves_the_others_aligned(run_cli, config_file):
    file = config_file(BASE)
    answer = run_cli("config", "show", file, f"model.hidden={[16] * 30}")
    lines = answer.stdout.splitlines()
    assert f"  hidden: {[16] * 30}  # command line" in lines
    assert "seed: 0                     # default" in lines


def test_a_mistake_is_told(run_cli, config_file):
    file = config_file(BASE + "sede: 1\n")
    answer = run_cli("config", "show", file)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"error: {file}:3:1: sede: unknown key; did you mean seed? ")

"""Runs whose model is a list of layers: each setting of a layer is one of the run's."""

import pytest

from autograd_cli.cli.progress import Reporter
from autograd_cli.cli.resume import resume
from autograd_cli.config import ConfigError
from autograd_cli.runs import columns
from autograd_cli.runs.comparison import compare
from autograd_cli.runs.listing import entry
from autograd_cli.runs.settings import changed, settings

TEXT = """\
dataset: {name: digits_images, validation_fraction: 0.9}
model:
  name: convnet
  layers:
    - {name: conv, channels: 2, stride: 4}
    - {name: dropout}
train: {epochs: 1, batch_size: null}
"""


@pytest.fixture
def run(trained):
    return trained(TEXT)


def test_a_setting_of_a_layer_has_its_position_in_its_key(run):
    found = settings(run)
    assert found["model.layers.0.stride"] == 4
    assert found["model.layers.1.p"] == 0.5
    assert "model.layers" not in found


def test_of_layers_that_are_not_the_default_all_is_told_that_must_be_said(run):
    assert {key: value for key, value in changed(run).items() if key.startswith("model.")} == {
        "model.name": "convnet",
        "model.layers.0.name": "conv",
        "model.layers.0.channels": 2,
        "model.layers.0.stride": 4,
        "model.layers.1.name": "dropout",
    }


def test_what_differs_between_layers_is_told_setting_by_setting(trained, run):
    other = trained(
        TEXT, "model.layers.0.channels=3", "model.layers.1={name: dense, units: 2}", name="other"
    )
    lines = {line.key: line.values for line in compare([run, other]) if line.differs}
    assert {key: values for key, values in lines.items() if key.startswith("model.")} == {
        "model.layers.0.channels": (2, 3),
        "model.layers.1.name": ("dropout", "dense"),
        "model.layers.1.p": (0.5, None),
        "model.layers.1.units": (None, 2),
    }


def test_a_list_of_runs_can_show_a_setting_of_a_layer(run):
    found = entry(run)
    assert columns.getter("model.layers.0.channels")(found) == 2
    assert "model.layers.1.p" in columns.known([found])
    for column in ("model.layers.2.p", "model.layers.x", "model.layers.0.p.q", "seed.0"):
        assert columns.getter(column)(found) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("channels: 2,", "channels: 3,", "model.layers.0.channels: was 2 in the run's training; a "
         "resumed run keeps its settings, unless told otherwise: --override "
         "model.layers.0.channels=3"),
        ("  - {name: dropout, p: 0.5}\n", "", "model.layers: was ["),
        ("name: dropout, p: 0.5", "name: max_pool", 'model.layers.1.name: was "dropout" in the'),
    ],
)  # fmt: skip
def test_a_layer_that_was_edited_in_the_run_is_told_with_its_place(run, old, new, message):
    text = run.resolved_config.read_text()
    assert old in text
    run.resolved_config.write_text(text.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        resume(
            run=str(run.path),
            overrides=["train.epochs=2"],
            runs_dir=run.path.parent,
            plots=False,
            report=Reporter(),
        )
    (problem,) = caught.value.problems
    assert problem.where.startswith(f"{run.resolved_config}:")
    assert f"{problem.key}: {problem.message}".startswith(message)

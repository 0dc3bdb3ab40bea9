"""The graph of a first step, and of a step with a run's weights."""

import json
import shutil

import numpy as np
import pytest

from autograd_cli import data, runs, zoo
from autograd_cli.seeds import Seeds
from autograd_cli.train.graphs import graph_of_first_step, graph_of_run

IMAGES = """
dataset: {name: digits_images, validation_fraction: 0.98}
model: {name: convnet, layers: [{name: conv, channels: 2, kernel_size: 3}, {name: dropout, p: 0.5}]}
loss: {name: cross_entropy, class_weights: balanced}
train: {epochs: 1, batch_size: 8}
"""


@pytest.fixture
def first_step(load):
    def build(text, **options):
        config = load(text)
        seeds = Seeds(config.settings.seed)
        splits = data.build(config.settings, seeds)
        settings = config.completed(splits.task).settings
        model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
        return graph_of_first_step(model, splits, settings, title="it", **options)

    return build


def _values(graph):
    return {value.name: value for value in graph.values}


def test_the_first_step_has_the_first_batch_with_dropout(first_step):
    graph = first_step(IMAGES)
    values = _values(graph)
    assert (graph.title, values["x"].shape) == ("it", (8, 1, 8, 8))
    assert values["multiply"].gradient is not None
    assert "Dropout" in graph.modules.values()


def test_of_the_batch_some_examples_may_do(first_step):
    whole, part = first_step(IMAGES), first_step(IMAGES, examples=3)
    np.testing.assert_array_equal(_values(part)["x"].value, _values(whole)["x"].value[:3])


def test_a_penalty_is_part_of_the_loss(first_step):
    graph = first_step("""
dataset: {name: iris_binary}
model: {name: logistic_regression, l2: 0.5}
""")
    values = _values(graph)
    assert values["square"].module == values["add"].module == ("loss",)


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """A run on images, in a folder that is all that there is of it."""
    from typer.testing import CliRunner

    from autograd_cli.cli.app import app

    place = tmp_path_factory.mktemp("elsewhere")
    (place / "it.yaml").write_text(IMAGES)
    words = ["train", place / "it.yaml", "--runs-dir", place / "runs", "--no-plots", "-q"]
    answer = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=False)
    moved = place / "moved"
    shutil.move(answer.stdout.strip(), moved)
    shutil.rmtree(place / "runs")
    return runs.find(str(moved), place)


def test_a_runs_graph_needs_its_folder_alone(moved):
    graph, note = graph_of_run(moved, examples=5)
    assert (note, graph.title) == ("", "moved, epoch 1")
    values = _values(graph)
    sample = runs.predictions(moved).sample
    white = json.loads(moved.preprocessing.read_text())["white"]
    assert values["x"].shape == (5, 1, 8, 8)
    pixels = (values["x"].value + 1) / 2 * 255
    np.testing.assert_allclose(pixels, sample.inputs[:5], atol=0.5 * 255 / white)
    np.testing.assert_array_equal(values["targets"].value, sample.targets[:5])
    saved = runs.saved(moved, "best").weights
    np.testing.assert_array_equal(values["conv1.weight"].value, saved["conv1.weight"])


def test_zeros_stand_for_examples_that_were_not_kept(moved, tmp_path):
    folder = shutil.copytree(moved.path, tmp_path / "without")
    run = runs.find(str(folder), tmp_path)
    run.predictions.unlink()
    graph, note = graph_of_run(run, examples=2)
    assert note == "without has kept no examples that fit its model: zeros stand for them"
    assert _values(graph)["x"].shape == (2, 1, 8, 8)
    assert not _values(graph)["x"].value.any()

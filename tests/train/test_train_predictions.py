"""What a training leaves of its best weights' predictions."""

import math
import tracemalloc
from importlib import import_module

import numpy as np
import pytest

from autograd_cli import config, data, runs, zoo
from autograd_cli.config.schema import DigitsImages
from autograd_cli.data import ArrayPart, Splits, TablePreprocessing
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.split import of_parts
from autograd_cli.nn import Linear
from autograd_cli.runs import Checkpoint
from autograd_cli.seeds import Seeds
from autograd_cli.train import predictions
from autograd_cli.zoo.mlp import MLP

IRIS = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [4], dropout: 0.5}\n"
BINARY = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
DIABETES = "dataset: {name: diabetes, standardize: true}\nmodel: {name: least_squares}\n"
DIGITS = "dataset: {name: digits_images}\nmodel: {name: mlp, hidden: [8]}\ntrain: {epochs: 1}\n"
RNG = np.random.default_rng(0)


def _again(run):
    """The validation part of a run, or else the training part, and its best model's outputs."""
    settings = config.load(run.resolved_config).settings
    seeds = Seeds(settings.seed)
    splits = data.build(settings, seeds)
    model = zoo.build(
        settings.model, splits.shape, splits.outputs, seeds, dtype=settings.train.dtype
    )
    model.load_state_dict(runs.saved(run, "best").weights)
    for module in model.modules():
        module.training = False
    part = splits.validation or splits.train
    x, y = map(np.concatenate, zip(*part.batches(1000), strict=True))
    return part, x, y, model(x).data


@pytest.mark.parametrize("text", [IRIS, BINARY, DIABETES, DIGITS])
def test_they_are_what_the_best_weights_say_of_the_validation_part(trained, text):
    run = trained(text, "train.epochs=3")
    found, (part, _, y, outputs) = runs.predictions(run), _again(run)
    best = runs.summary(run)["best"]
    assert (found.part, found.epoch) == ("val", best["epoch"])
    np.testing.assert_allclose(found.outputs, outputs, rtol=1e-12)
    assert np.array_equal(found.targets, y)
    assert len(found.targets) == len(part)
    if text != DIABETES:
        assert found.confusion.sum() == len(part)
        accuracy = found.confusion.trace() / len(part)
        assert accuracy == pytest.approx(best["metrics"]["val/accuracy"])
        assert found.confusion.sum(axis=1).tolist() == np.bincount(y.astype(int)).tolist()
    else:
        assert found.confusion.shape == (0, 0)


def test_a_place_in_the_matrix_is_true_then_predicted(trained):
    run = trained(IRIS, "train.epochs=2", "seed=3")
    found = runs.predictions(run)
    expected = np.zeros((3, 3), int)
    for truth, logits in zip(found.targets, found.outputs, strict=True):
        expected[truth, logits.argmax()] += 1
    assert np.array_equal(found.confusion, expected)
    assert not np.array_equal(expected, expected.T), "the other way round it would be another"


def test_without_validation_they_are_of_the_training_part(trained):
    run = trained(BINARY, "train.epochs=2", "dataset.validation_fraction=0")
    found = runs.predictions(run)
    assert found.part == "train"
    assert found.confusion.sum() == 100


def test_images_are_those_that_were_read(trained):
    run = trained(DIGITS)
    found, (_, x, _, _) = runs.predictions(run), _again(run)
    assert found.images.shape == (64, 1, 8, 8)
    assert (found.imaged[0], found.imaged[-1]) == (0, len(x) - 1)
    assert {*np.diff(found.imaged).tolist()} <= {5, 6}, "359 images, 64 of them"
    grey = (x[found.imaged] + 1) / 2 * 255
    assert np.abs(found.images - grey).max() <= 0.5


def test_tables_have_no_images(trained):
    found = runs.predictions(trained(IRIS, "train.epochs=1"))
    assert (found.images.shape, found.imaged.shape) == ((0, 0, 0, 0), (0,))


def test_rows_of_a_table_are_kept_as_the_model_sees_them(trained):
    run = trained(DIABETES, "train.epochs=2")
    found, (_, x, _, _) = runs.predictions(run), _again(run)
    assert np.array_equal(found.inputs, x)
    assert np.array_equal(found.shown, np.arange(len(x)))
    assert (found.sample.total, found.sample.inputs.shape) == (354, (354, 10))


def test_resumed_they_are_the_same_bytes(trained, run_cli):
    whole, paused = (
        trained(DIGITS, f"train.epochs={epochs}", name=f"of-{epochs}") for epochs in (2, 1)
    )
    assert whole.predictions.read_bytes() != paused.predictions.read_bytes()
    assert run_cli("resume", paused.path, "--epochs", "2", "--no-plots", "-q").exit_code == 0
    assert whole.predictions.read_bytes() == paused.predictions.read_bytes()


def _splits(count, classes=3, columns=2, validation=0):
    names = tuple(map(str, range(classes)))
    train, held_out = (_part(n, classes, columns) for n in (count, validation))
    columns = tuple(map(str, range(columns)))
    preprocessing = TablePreprocessing.of_numbers("multiclass", columns, names, None)
    return Splits(train, held_out if validation else None, preprocessing, "")


def _part(count, classes, columns):
    return ArrayPart(RNG.normal(size=(count, columns)), RNG.integers(0, classes, count))


def _predicted(splits, **changes):
    model = _model(splits)
    weights = {**model.state_dict(), **changes}
    return predictions(model, splits, Checkpoint(7, 0, 0, weights, {}))


def _model(splits):
    """A layer from an example's numbers to a logit for each class."""
    return Linear(math.prod(splits.shape), splits.outputs, rng=np.random.default_rng(0))


@pytest.mark.parametrize(("count", "kept"), [(1, 1), (10_000, 10_000), (10_001, 10_000)])
def test_of_many_examples_all_are_counted_and_some_kept(count, kept):
    splits = _splits(count)
    found = _predicted(splits)
    assert found.confusion.sum() == count
    assert len(found.outputs) == len(found.targets) == kept
    assert found.epoch == 7


def test_those_kept_stand_at_even_distances_also_across_batches():
    splits = _splits(50_000)
    found = _predicted(splits)
    rows = np.linspace(0, 49_999, 10_000).round().astype(int)
    assert np.array_equal(found.targets, splits.train.y[rows])
    np.testing.assert_allclose(found.outputs, _model(splits)(splits.train.x[rows]).data)


@pytest.mark.parametrize(
    ("count", "columns", "kept"),
    [(1, 2, 1), (30_000, 2, 1000), (1001, 262, 1000), (1001, 263, 996), (150, 2621, 100)],
)
def test_of_a_table_some_rows_are_kept_at_even_distances(count, columns, kept):
    splits = _splits(count, columns=columns)
    found = _predicted(splits)
    first, *_, last = found.shown if kept > 1 else (0, 0)
    assert (len(found.shown), first, last) == (kept, 0, len(found.outputs) - 1)
    of_all = np.linspace(0, count - 1, len(found.outputs)).round().astype(int)
    assert np.array_equal(found.inputs, splits.train.x[of_all[found.shown]])


def test_a_table_that_is_too_wide_for_a_hundred_rows_is_not_kept():
    found = _predicted(_splits(150, columns=2622, validation=101))
    assert (found.inputs, found.shown, found.sample) == (None, None, None)
    found = _predicted(_splits(101, columns=2622, validation=99))
    assert (len(found.inputs), found.sample) == (99, None)
    found = _predicted(_splits(99, columns=2622, validation=101))
    assert (found.inputs, len(found.sample.inputs)) == (None, 99)


@pytest.mark.parametrize(("count", "kept"), [(7, 7), (20_000, 1000)])
def test_the_sample_is_of_the_training_part(count, kept):
    splits = _splits(count, validation=5)
    found = _predicted(splits)
    rows = np.linspace(0, count - 1, kept).round().astype(int)
    assert (found.part, len(found.outputs), found.sample.total) == ("val", 5, count)
    assert np.array_equal(found.sample.inputs, splits.train.x[rows])
    assert np.array_equal(found.sample.targets, splits.train.y[rows])
    outputs = _model(splits)(splits.train.x[rows]).data
    np.testing.assert_allclose(found.sample.outputs, outputs)


def test_of_the_training_part_itself_the_sample_is_a_part_of_what_is_kept():
    found = _predicted(_splits(30_000))
    assert (found.part, found.sample.total) == ("train", 30_000)
    assert np.array_equal(found.sample.inputs, found.inputs)
    assert np.array_equal(found.sample.outputs, found.outputs[found.shown])
    assert np.array_equal(found.sample.targets, found.targets[found.shown])


def test_nan_outputs_are_counted_as_accuracy_counts_them():
    found = _predicted(_splits(100), bias=np.full(3, np.nan))
    assert np.isnan(found.outputs).all()
    assert found.confusion[:, 0].sum() == found.confusion.sum() == 100


def test_a_thousand_classes():
    found = _predicted(_splits(5000, 1000))
    assert found.confusion.shape == (1000, 1000)
    assert found.confusion.sum() == 5000


def _images(count, shape, standardize=False, validation=0):
    x = RNG.integers(0, 256, (count + validation, *shape)).astype(np.uint8)
    x[:, :, : shape[1] // 2] //= 2
    y = np.arange(count + validation) % 3
    parts = [Pixels(x[p], y[p], ("a", "b", "c")) for p in (slice(count), slice(count, None))]
    return x, of_parts(*parts, DigitsImages(name="digits_images", standardize=standardize), "")


def _shown(splits):
    """What is predicted of images."""
    model = _of_images(splits)
    return predictions(model, splits, Checkpoint(0, 0, 0, model.state_dict(), {}))


def _of_images(splits):
    """A model that takes images as rows of numbers."""
    rng = np.random.default_rng(0)
    return MLP(math.prod(splits.shape), 3, rng, hidden=(), activation="relu")


@pytest.mark.parametrize("standardize", [True, False])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_pixels_come_back_from_what_the_model_saw(standardize, dtype):
    x, splits = _images(5, (3, 16, 9), standardize)
    found = _shown(splits.astype(dtype))
    assert np.array_equal(found.images, x)


@pytest.mark.parametrize(("count", "kept"), [(3, 3), (100, 32)])
@pytest.mark.parametrize("validation", [0, 2])
def test_of_images_the_sample_has_some_of_the_training_part(count, kept, validation, monkeypatch):
    monkeypatch.setattr(import_module("autograd_cli.train.evaluate"), "_MOST", 7)
    x, splits = _images(count, (1, 6, 5), validation=validation)
    found = _shown(splits)
    assert (found.inputs, found.sample.total) == (None, count)
    assert found.sample.inputs.shape == (kept, 1, 6, 5)
    assert found.sample.outputs.shape == (kept, 3)
    places = [np.flatnonzero((x == image).all(axis=(1, 2, 3)))[0] for image in found.sample.inputs]
    assert (places[0], places[-1], sorted(places)) == (0, count - 1, places)
    assert np.array_equal(found.sample.targets, np.arange(count)[places] % 3)
    alone = _images(1, (1, 6, 5))[1].preprocessing.apply(x[places])
    np.testing.assert_allclose(found.sample.outputs, _of_images(splits)(alone).data)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((128, 128), (128, 128)),
        ((129, 60), (64, 30)),
        ((300, 512), (75, 128)),
        ((1, 999), (1, 124)),
    ],
)
def test_large_images_become_smaller(size, kept):
    x, splits = _images(3, (1, *size))
    found = _shown(splits)
    assert found.images.shape == (3, 1, *kept)
    step = -(-max(size) // 128)
    block = x[1, 0, : min(step, size[0]), :step]
    assert found.images[1, 0, 0, 0] == round(float(block.mean()))


def test_a_table_on_the_disk_is_not_read_into_memory(tmp_path):
    table = RNG.normal(size=(200_000, 40))
    table[:, -1] = table[:, 0] > 0
    np.save(tmp_path / "table.npy", table)
    dataset = {"name": "npy", "path": str(tmp_path / "table.npy"), "task": "classification"}
    settings = config.Settings(dataset=dataset, model={"name": "logistic_regression"})
    splits = data.build(settings, Seeds(0))
    model = zoo.build(settings.model, splits.shape, splits.outputs, Seeds(0))
    checkpoint = Checkpoint(0, 0, 0, model.state_dict(), {})
    tracemalloc.start()
    found = predictions(model, splits, checkpoint)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.confusion.sum() == len(splits.validation)
    assert len(found.outputs) == 10_000
    rows = np.linspace(0, len(splits.train) - 1, 1000).round().astype(int)
    numbers = np.flatnonzero(~splits.train.draw.held_out(np.arange(len(table))))[rows]
    assert np.array_equal(found.sample.inputs, table[numbers, :-1])
    assert np.array_equal(found.sample.targets, table[numbers, -1])
    assert peak < table.nbytes / 2

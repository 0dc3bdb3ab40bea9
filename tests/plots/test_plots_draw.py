"""Which pictures a run has, and why others are not there."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from autograd_cli import plots, runs
from autograd_cli.plots.sheets.filters import patterns
from autograd_cli.runs import RunError
from autograd_cli.runs.predicted import encode

IRIS = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [4]}\ntrain: {epochs: 1}\n"
DIABETES = (
    "dataset: {name: diabetes, standardize: true}\nmodel: {name: least_squares}\n"
    "train: {epochs: 1}\n"
)
DIGITS = "dataset: {name: digits_images}\nmodel: {name: mlp, hidden: [4]}\ntrain: {epochs: 1}\n"
CONVNET = """
dataset: {name: digits_images}
model: {name: convnet, layers: [{name: conv, channels: 2, kernel_size: 3}]}
train: {epochs: 1, batch_size: 100}
"""


def _drawn(run):
    """What a training draws at its end."""
    return [path.name for path in plots.draw(run, quick=True)]


@pytest.mark.parametrize(
    ("text", "pictures"),
    [
        (IRIS, "loss accuracy confusion"),
        (DIABETES, "loss"),
        (DIGITS, "loss accuracy confusion images"),
        (CONVNET, "loss accuracy confusion images filters"),
    ],
)
def test_a_run_has_the_pictures_of_its_kind_also_in_another_place(
    trained, tmp_path, text, pictures
):
    run = trained(text)
    moved = runs.RunFolder(shutil.move(run.path, tmp_path / "elsewhere"))
    assert _drawn(moved) == [f"{name}.png" for name in pictures.split()]
    assert sorted(path.name for path in moved.plots.iterdir()) == sorted(_drawn(moved))
    assert plots.absent(moved) == ""


@pytest.fixture
def of_classes(written, predicted):
    """A finished run of two classes whose best epoch is 1, with what its weights predict."""
    run = written()
    run.preprocessing.write_text('{"class_names": ["a", "b"]}')
    run.predictions.write_bytes(encode(predicted([[2, 1], [0, 3]], epoch=1)))
    return run


def test_the_filters_are_those_of_the_best_weights(create, record):
    from matplotlib.image import imread

    layer = np.random.default_rng(0).normal(size=(2, 3, 4, 4))
    with create() as run:
        for epoch, loss in enumerate((2.0, 1.0, 1.5)):
            run.append(record(epoch, loss, **{"conv1.weight": (epoch == 1) * layer}))
        run.folder.preprocessing.write_text('{"kind": "images", "class_names": []}')
        run.finish("completed")
    plots.draw(run.folder, ["filters"])
    expected = patterns(layer, 1, title=run.folder.id)
    expected.canvas.draw()
    found = imread(run.folder.plots / "filters.png")
    assert np.array_equal(np.rint(255 * found), np.asarray(expected.canvas.buffer_rgba()))


def _killed(run, status="running"):
    """The run as a kill before its end leaves it, or as `status` says."""
    text = run.summary.read_text().replace('"status": "completed"', f'"status": "{status}"')
    run.summary.write_text(text)
    run.predictions.unlink()


@pytest.mark.parametrize("status", ["running", "interrupted", "failed"])
def test_before_its_end_a_run_has_curves_and_tells_how_to_go_on(of_classes, status):
    run = of_classes
    _killed(run, status)
    assert _drawn(run) == ["loss.png", "accuracy.png"]
    assert plots.absent(run) == (
        f"no confusion matrix: {run.id} was not trained to its end; "
        f"to go on: autograd resume {run.id}"
    )


def test_what_it_says_to_do_helps(trained, run_cli):
    run = trained(DIGITS)
    _killed(run)
    assert plots.absent(run).startswith(f"no confusion matrix and no images: {run.id} was not")
    assert run_cli("resume", run.id, "--no-plots", "-q").exit_code == 0
    assert _drawn(run) == ["loss.png", "accuracy.png", "confusion.png", "images.png"]
    assert plots.absent(run) == ""


def test_a_training_that_goes_on_draws_again_what_was_drawn(of_classes):
    run = of_classes
    plots.draw(run, ["lr"])
    (run.plots / "lr.png").write_bytes(b"of before")
    (run.plots / "mine.png").write_bytes(b"not ours")
    assert _drawn(run) == ["loss.png", "accuracy.png", "lr.png", "confusion.png"]
    assert (run.plots / "lr.png").read_bytes() != b"of before"
    assert (run.plots / "mine.png").read_bytes() == b"not ours"


def test_while_it_is_trained_there_is_nothing_to_do(create, record):
    with create() as run:
        run.append(record(0))
        run.append(record(1))
        run.folder.preprocessing.write_text('{"class_names": ["a", "b"]}')
        assert plots.absent(run.folder) == (
            f"no confusion matrix: {run.folder.id} is being trained: they are drawn at its end"
        )
        run.finish("completed")


def test_a_run_of_an_earlier_version_has_none(of_classes):
    run = of_classes
    run.predictions.unlink()
    assert _drawn(run) == ["loss.png", "accuracy.png"]
    assert plots.absent(run) == (
        f"no confusion matrix: {run.id} was trained by an earlier version, "
        "which kept no predictions"
    )


def test_what_regression_lacks(of_classes):
    run = of_classes
    run.preprocessing.write_text('{"class_names": []}')
    assert _drawn(run) == ["loss.png", "accuracy.png"]
    assert plots.absent(run) == ""
    _killed(run)
    assert plots.absent(run) == (
        f"no fit and no residuals: {run.id} was not trained to its end; "
        f"to go on: autograd resume {run.id}"
    )


def test_predictions_of_weights_that_are_no_longer_the_best_are_not_drawn(of_classes):
    run = of_classes
    found = runs.predictions(run)
    run.predictions.write_bytes(encode(replace(found, epoch=found.epoch + 1)))
    assert _drawn(run) == ["loss.png", "accuracy.png"]
    assert plots.absent(run)


def test_damaged_predictions_are_an_error_after_the_curves(of_classes):
    run = of_classes
    run.predictions.write_bytes(b"nothing")
    with pytest.raises(RunError, match=r"predictions\.safetensors does not hold predictions"):
        plots.draw(run)
    assert {path.stem for path in run.plots.iterdir()} == {"loss", "accuracy", "lr"}


def test_predictions_of_other_classes_are_an_error(of_classes):
    run = of_classes
    run.preprocessing.write_text('{"class_names": ["a", "b", "c"]}')
    with pytest.raises(RunError) as caught:
        plots.draw(run)
    assert caught.value.message == (
        f"{run.predictions} has 2 classes, and {run.preprocessing} has 3"
    )


def test_a_run_without_best_weights(trained):
    text = "dataset: {name: iris_binary, validation_fraction: 0.01}\n"
    text += "model: {name: logistic_regression}\nmetrics: [roc_auc]\n"
    run = trained(text, "train={epochs: 1, monitor: val/roc_auc}")
    assert _drawn(run) == ["loss.png", "roc_auc.png"], "of the training part"
    assert plots.absent(run) == (
        f"no confusion matrix: {run.id} has no best weights: see its metrics"
    )

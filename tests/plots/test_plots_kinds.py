"""The kinds of pictures by name: all of them are there, and what is not is told."""

import subprocess
import sys
from inspect import signature

import pytest

from autograd_cli.plots import NoPictureError, RunData, kinds, pictures
from autograd_cli.plots.kinds import _ROOMS, _of_room

ALL = "loss, accuracy, balanced_accuracy, precision, recall, f1, roc_auc, log_loss, mse, rmse, "
ALL += "mae, r2, lr, grad_norm, " + ", ".join(_ROOMS)


@pytest.mark.parametrize("kind", _ROOMS)
def test_every_kind_is_a_function_of_what_a_run_has(kind):
    draw = _of_room(kind)
    assert list(signature(draw).parameters) == ["found"]
    assert draw.__doc__


def test_a_training_draws_its_metrics_and_what_is_quick(written):
    found = RunData(written())
    assert kinds.quick_of(found) == ["loss", "accuracy", "confusion", "images", "filters"]
    assert set(kinds.quick_of(found)) < set(kinds.all_of(found))


def test_the_nearest_name_is_suggested_and_all_are_listed():
    with pytest.raises(NoPictureError) as caught:
        kinds.check(["loss", "confusoin"])
    assert caught.value.message == (
        f"there is no picture 'confusoin'; did you mean confusion? (choose from {ALL})"
    )


def test_a_curve_that_a_run_has_not_is_told_with_those_that_it_has(written):
    run = written()
    with pytest.raises(NoPictureError) as caught:
        kinds.picture(RunData(run), "r2")
    assert caught.value.message == f"{run.id} has no r2 to draw"
    assert caught.value.hint == "Its curves are loss, accuracy, lr."


def test_nothing_is_drawn_if_one_name_is_wrong(written):
    with pytest.raises(NoPictureError):
        next(pictures(RunData(written()), ["loss", "nothing"]))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("steps", "{} has logged no steps"),
        ("confusion", "{} predicts no classes"),
        ("images", "{} was not trained on images"),
        ("filters", "{} was not trained on images"),
    ],
)
def test_a_run_that_has_no_such_picture_says_why(written, kind, reason):
    run = written()
    with pytest.raises(NoPictureError) as caught:
        kinds.picture(RunData(run), kind)
    assert caught.value.message == reason.format(run.id)
    assert caught.value.exit_code == 2


def test_without_predictions_the_reason_is_told(written):
    run = written()
    run.preprocessing.write_text('{"class_names": ["a", "b"]}')
    with pytest.raises(NoPictureError) as caught:
        kinds.picture(RunData(run), "confusion")
    assert caught.value.message == (
        f"there are no predictions to draw: {run.id} was trained by an earlier version, "
        "which kept no predictions"
    )


def test_what_a_training_does_not_draw_is_not_loaded_by_its_worker():
    program = (
        "import sys; from autograd_cli.plots import worker, kinds; kinds.load(kinds.QUICK); "
        "print(*sorted(m for m in sys.modules if m.startswith('autograd_cli.')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "autograd_cli.plots.sheets.confusion" in loaded
    assert not {"autograd_cli.engine", "autograd_cli.train", "autograd_cli.zoo"} & {*loaded}
    later = {f"autograd_cli.plots.{room}" for room in _ROOMS.values()}
    assert later & {*loaded} == {f"autograd_cli.plots.sheets.{kind}" for kind in kinds.QUICK}

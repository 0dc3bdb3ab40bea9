"""Curves of several runs on one picture, and what those are called."""

import io

import numpy as np
import pytest

from autograd_cli.plots import NoPictureError, RunData, compared_pictures
from autograd_cli.plots.curves.compared import compared
from autograd_cli.plots.curves.run_names import _differences, told_apart
from autograd_cli.runs import Metrics, RunError, RunFolder

NAMES = [f"optimizer.lr={lr}" for lr in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)]


def _table(losses, validation=True, **columns):
    found = {"train/loss": losses}
    found |= {"val/loss": [2 * loss for loss in losses]} if validation else {}
    return Metrics([*range(len(losses))], found | columns)


def _axes(picture):
    (axes,) = picture.axes
    return axes


def _legend(picture):
    (legend,) = picture.legends
    return [text.get_text() for text in legend.get_texts()]


def test_each_run_has_its_lines_and_its_place_in_the_legend():
    picture = compared([_table([3, 2, 1]), _table([4, 3])], NAMES[:2], "loss")
    lines = _axes(picture).get_lines()
    assert [line.get_ydata().tolist() for line in lines] == [[3, 2, 1], [6, 4, 2], [4, 3], [8, 6]]
    assert _legend(picture) == [*NAMES[:2], "training", "validation"]
    assert _axes(picture).get_xlim() == (0, 2), "the longer one is whole"
    assert picture.get_suptitle() == "loss of 2 runs"


def test_eight_runs_are_told_apart_without_colours():
    picture = compared([_table([1, 2])] * 8, NAMES, "loss")
    lines = _axes(picture).get_lines()
    assert len({line.get_color() for line in lines}) == 8
    assert len({line.get_marker() for line in lines}) == 8
    looks = {(line.get_marker(), line.get_linestyle()) for line in lines}
    assert len(looks) == len(lines) == 16


def test_the_legend_of_eight_runs_is_inside_the_picture_and_apart_from_the_curves():
    picture = compared([_table([1, 2])] * 8, NAMES, "loss")
    picture.savefig(io.BytesIO(), format="png")
    (legend,) = picture.legends
    box, axes = legend.get_window_extent(), _axes(picture).get_tightbbox()
    assert 0 <= box.x0 < box.x1 <= picture.bbox.width
    assert 0 <= box.y0 < box.y1 <= axes.y0 + 1


def test_marks_of_lines_that_lie_on_each_other_do_not():
    table = _table([*range(1, 101)], validation=False)
    first, second = _axes(compared([table, table], NAMES[:2], "loss")).get_lines()
    assert first.get_markevery() != second.get_markevery()


def test_the_scale_suits_all_runs():
    tables = [_table([1, 0.5], validation=False), _table([1, 1e-6], validation=False)]
    assert _axes(compared(tables, NAMES[:2], "loss")).get_yscale() == "log"


def test_a_run_that_has_not_the_curve_is_not_in_the_legend():
    nan = float("nan")
    tables = [_table([1, 2], lr=[nan, 0.1]), _table([1, 2])]
    picture = compared(tables, NAMES[:2], "lr")
    assert _legend(picture) == [NAMES[0]]
    assert _axes(picture).get_ylabel() == "learning rate"


@pytest.mark.parametrize("name", ["_lr=$1$ \u732b \u202e\u0007", "w" * 300])
def test_hostile_names_are_drawn_as_text(name):
    picture = compared([_table([1, 2]), _table([1, 2])], [name, "b"], "loss")
    picture.savefig(io.BytesIO(), format="png")  # a warning here is an error
    assert _legend(picture)[0]
    assert not any(text.get_parse_math() for text in picture.legends[0].get_texts())


@pytest.fixture
def several(written):
    """Runs whose settings are `overrides`, a tuple for each."""
    return lambda *overrides: [
        written((2.0, 1.0), name=f"run{i}", overrides=given) for i, given in enumerate(overrides)
    ]


def test_runs_are_called_by_the_settings_that_differ(several):
    runs = several(["optimizer.lr=0.2"], ["optimizer.lr=1.0", "optimizer.momentum=0.3"])
    assert told_apart(runs) == [
        "optimizer.lr=0.2 optimizer.momentum=0.0",
        "optimizer.lr=1.0 optimizer.momentum=0.3",
    ]


def test_runs_of_the_same_settings_are_called_by_their_ids(several):
    runs = several([], [])
    assert told_apart(runs) == [run.id for run in runs]


def test_runs_that_are_called_the_same_are_told_apart_by_their_paths(several, tmp_path):
    import shutil

    (run,) = several([])
    copy = RunFolder(shutil.copytree(run.path, tmp_path / "elsewhere" / run.id))
    assert told_apart([run, copy]) == [str(run.path), str(copy.path)]


def test_where_too_much_differs_ids_are_clearer(several):
    long = "metrics=[accuracy, balanced_accuracy, precision, recall, f1, roc_auc, log_loss]"
    runs = several([], [long])
    assert told_apart(runs) == [run.id for run in runs]


def test_of_other_variants_only_what_both_have_is_told():
    first = {"optimizer.name": "sgd", "optimizer.lr": 0.1, "optimizer.momentum": 0.9, "seed": 0}
    second = {"optimizer.name": "adam", "optimizer.lr": 0.2, "optimizer.beta1": 0.9, "seed": 0}
    assert _differences([first, second]) == [
        ["optimizer.name=sgd", "optimizer.lr=0.1"],
        ["optimizer.name=adam", "optimizer.lr=0.2"],
    ]


def test_no_setting_and_one_that_is_not_printable_are_written_plainly():
    assert _differences([{"a": None, "b": "\n"}, {"a": 1, "b": ""}]) == [
        ["a=null", 'b="\\n"'],
        ["a=1", "b="],
    ]


def test_every_curve_of_any_run_has_its_picture(several):
    found = [RunData(run) for run in several([], ["seed=1"])]
    assert [kind for kind, _ in compared_pictures(found)] == ["loss", "accuracy", "lr"]
    assert [kind for kind, _ in compared_pictures(found, ["lr", "loss"])] == ["lr", "loss"]


def test_more_runs_than_can_be_told_apart_are_refused(written):
    with pytest.raises(NoPictureError) as caught:
        next(compared_pictures([RunData(written())] * 9))
    assert caught.value.message == (
        "9 runs are too many for one picture: no more than 8 of them could be told apart"
    )


@pytest.mark.parametrize("kind", ["confusion", "f1", "steps"])
def test_what_is_no_curve_of_the_runs_is_refused(several, kind):
    found = [RunData(run) for run in several([], ["seed=1"])]
    with pytest.raises(NoPictureError) as caught:
        next(compared_pictures(found, [kind]))
    assert caught.value.message == (
        f"there is no picture {kind!r} of several runs; of these there are loss, accuracy, lr"
    )


def test_a_run_without_metrics_is_an_error(several, create):
    with create() as run:
        pass
    with pytest.raises(RunError, match=f"{run.folder.id} has no metrics to draw"):
        next(compared_pictures([RunData(each) for each in (*several([]), run.folder)]))


def test_the_points_are_those_of_the_runs(several):
    found = [RunData(run) for run in several([], ["seed=1"])]
    ((_, picture),) = compared_pictures(found, ["loss"])
    for line in _axes(picture).get_lines():
        assert np.array_equal(line.get_xydata(), [[0, 2], [1, 1]])

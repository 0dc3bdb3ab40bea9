"""What a picture shows, read off the figure before it becomes pixels."""

import struct

import pytest

from autograd_cli import plots, runs
from autograd_cli.plots.curves.curve import curve, quantities
from autograd_cli.runs import Metrics, RunError, RunWriteError

ACCURACY = Metrics(
    [0, 1, 2],
    {
        "train/loss": [0.9, 0.5, 0.2],
        "train/accuracy": [0.5, 0.75, 1.0],
        "val/loss": [0.8, 0.6, 0.4],
        "val/accuracy": [0.5, 0.5, 0.75],
    },
)


def _axes(data, metric="loss", title="20260101-000000-a"):
    (axes,) = curve(data, metric, title=title).axes
    return axes


def _of(values):
    return Metrics(list(range(len(values))), {"train/loss": values})


@pytest.mark.parametrize("metric", ["loss", "accuracy"])
def test_both_parts_are_drawn_over_the_epochs(metric):
    lines = _axes(ACCURACY, metric).get_lines()
    assert [line.get_label() for line in lines] == ["training", "validation"]
    for line, part in zip(lines, ("train", "val"), strict=True):
        assert line.get_xdata().tolist() == [0, 1, 2]
        assert line.get_ydata().tolist() == ACCURACY.columns[f"{part}/{metric}"]


@pytest.mark.parametrize("metric", ["loss", "accuracy"])
def test_title_axes_and_legend_say_what_is_shown(metric):
    axes = _axes(ACCURACY, metric, title="my run")
    assert axes.get_title(loc="left") == "my run"
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", metric)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["training", "validation"]


def test_the_lines_can_be_told_apart_without_colour():
    first, second = _axes(ACCURACY).get_lines()
    assert first.get_linestyle() != second.get_linestyle()
    assert first.get_color() != second.get_color()


def test_without_validation_there_is_one_line():
    (line,) = _axes(_of([2.0, 1.0])).get_lines()
    assert line.get_label() == "training"


def test_an_accuracy_is_seen_on_the_whole_scale():
    low, high = _axes(ACCURACY, "accuracy").get_ylim()
    assert low == 0
    assert 1 < high <= 1.1


def test_the_epochs_fill_the_axis_and_are_whole_numbers():
    axes = _axes(ACCURACY)
    assert axes.get_xlim() == (0, 2)
    assert all(tick == int(tick) for tick in axes.get_xticks())


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1.0, 0.5, 0.2], "linear"),
        ([1.0, 1e-2, 1e-6], "log"),
        ([1.0, 1e3, 1e9], "log"),
        ([1.0, 1e3, 0.0], "linear"),
        ([0.0, 0.0, 0.0], "linear"),
        ([1.0], "linear"),
    ],
)
def test_a_loss_over_many_magnitudes_has_a_logarithmic_axis(values, scale):
    axes = _axes(_of(values))
    assert axes.get_yscale() == scale
    low, high = axes.get_ylim()
    assert low <= min(values) <= max(values) <= high, "everything can be seen"


def test_one_epoch_is_a_point():
    axes = _axes(Metrics([0], {"train/loss": [0.5], "val/loss": [0.6]}))
    assert [line.get_marker() for line in axes.get_lines()] == ["o", "o"]
    assert axes.get_xlim() == (0, 1)


@pytest.mark.parametrize(
    "values",
    [[1.0, 1e300], [1.0, 1.7e308], [1e300, 1e300], [1e16, 1e16], [1e-300, 1.0], [5e-324, 5e-324]],
)
def test_extreme_losses_are_drawn_and_seen_without_a_warning(written, values):
    assert plots.draw(written(values), ["loss"])
    low, high = _axes(_of(values)).get_ylim()
    assert low < high
    assert low <= min(values)
    assert high >= min(max(values), 1e200), "what diverges may leave at the top"


def test_what_belongs_to_no_part_is_one_line_without_a_legend():
    nan = float("nan")
    data = Metrics([0, 1, 2], {"train/loss": [3, 2, 1], "lr": [nan, 0.1, 0.05]})
    axes = _axes(data, "lr")
    (line,) = axes.get_lines()
    assert line.get_ydata().tolist()[1:] == [0.1, 0.05]
    assert (axes.get_legend(), axes.get_ylabel()) == (None, "learning rate")
    assert axes.get_ylim()[0] == 0, "a schedule is seen from its beginning to nothing"


def test_the_only_number_is_a_whole_point_at_the_edge():
    axes = _axes(
        Metrics([0, 1], {"train/loss": [2, 1], "grad_norm": [float("nan"), 3]}), "grad_norm"
    )
    (line,) = axes.get_lines()
    assert (line.get_marker(), line.get_clip_on()) == ("o", False)


def test_values_below_zero_are_seen():
    low, high = _axes(Metrics([0, 1], {"train/r2": [-4.0, 0.9]}), "r2").get_ylim()
    assert low < -4
    assert high > 0.9


@pytest.mark.parametrize("metric", ["f1", "roc_auc", "balanced_accuracy"])
def test_all_shares_are_seen_on_the_whole_scale(metric):
    axes = _axes(Metrics([0, 1], {f"train/{metric}": [0.90, 0.91]}), metric)
    assert axes.get_ylim() == (0, 1.03)


def test_the_quantities_of_a_run_begin_with_its_loss_and_are_numbers():
    nan = float("nan")
    columns = {"step": [0, 9], "lr": [nan, 1], "grad_norm": [nan, nan], "train/f1": [0, 1]}
    columns |= {"train/roc_auc": [nan, nan], "train/loss": [nan, nan]}
    assert quantities(Metrics([0, 1], columns)) == ["loss", "f1", "lr"]


def test_huge_numbers_leave_the_title_alone():
    picture = curve(Metrics([0, 1], {"train/r2": [0.5, -3e300]}), "r2", title="20260101-000000-a")
    picture.canvas.draw()
    (axes,) = picture.axes
    offset = axes.yaxis.get_offset_text()
    assert offset.get_text() == "1e300"
    title = axes.texts or [axes._left_title]
    assert not offset.get_window_extent().overlaps(title[0].get_window_extent())


def test_a_long_training_is_drawn_whole():
    values = [1 / (1 + epoch) for epoch in range(5000)]
    (line,) = _axes(_of(values)).get_lines()
    assert len(line.get_xdata()) == 5000


def _size(png):
    """Width and height of a PNG file, whose header it must have."""
    content = png.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert content[-8:-4] == b"IEND"
    return struct.unpack(">II", content[16:24])


def test_the_pictures_are_pngs_in_the_runs_folder(written):
    run = written()
    names = ["loss.png", "accuracy.png"]
    assert plots.draw(run, quick=True) == [run.plots / name for name in names]
    assert {_size(path) for path in run.plots.iterdir()} == {(960, 600)}


def test_drawing_again_gives_the_same_bytes(written):
    run = written()
    first, second = ([path.read_bytes() for path in plots.draw(run, ["loss"])] for _ in range(2))
    assert first == second
    assert len(list(run.plots.iterdir())) == 1


def test_regression_has_no_accuracy_to_draw(trained):
    text = "dataset: {name: synthetic_regression}\nmodel: {name: least_squares}\n"
    run = trained(text, "train.epochs=2")
    assert plots.draw(run, quick=True) == [run.plots / "loss.png"]


def test_a_run_without_metrics_is_an_error(create):
    with create() as run:
        pass
    with pytest.raises(RunError) as caught:
        plots.draw(run.folder)
    assert run.folder.id in str(caught.value)
    assert runs.metrics(run.folder) == Metrics([], {})


def test_a_file_in_the_place_of_the_pictures_is_an_error(written):
    run = written()
    run.plots.write_text("in the way")
    with pytest.raises(RunWriteError, match=r"cannot write .*loss\.png: "):
        plots.draw(run)


def test_a_damaged_run_is_an_error(written):
    run = written()
    run.metrics.write_text("no json\n")
    with pytest.raises(RunError, match="cannot be read"):
        plots.draw(run)
    assert not run.plots.exists()

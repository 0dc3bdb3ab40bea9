"""Runs that have never been on disk, for pictures to be drawn from."""

from pathlib import Path

import numpy as np

from autograd_cli.data import TablePreprocessing
from autograd_cli.data.scaler import Scaler
from autograd_cli.nn import Module
from autograd_cli.plots.run_data import RunData
from autograd_cli.runs import Predictions, RunFolder, Sample, Snapshot
from autograd_cli.train import Restored

RUN = "20260101-000000-a"
HOSTILE = ["$\\frac$", "a\nb\x1b[31m", "_hidden " + "x" * 300]  # names for classes and features


class Formula(Module):
    """A model that is a function of x (N, D), in `weights` so many numbers."""

    def __init__(self, function, weights=1):
        from autograd_cli import Tensor

        self.weight = Tensor(np.zeros(weights), requires_grad=True)
        self.function = function

    def forward(self, x):
        from autograd_cli import Tensor

        return Tensor(self.function(np.asarray(x)))


def run_data(**values):
    """A RunData of which some values are known, and nothing else can be read."""
    found = RunData(RunFolder(Path("/nowhere") / RUN))
    found.__dict__.update({"about": {}, "summary": {"status": "completed"}, **values})
    return found


def of_table(
    train,
    val,
    *,
    model=None,
    names=("no", "yes"),
    features=None,
    scaler=None,
    totals=None,
    inputs=True,
    config=None,
    target="target",
):
    """A run on a table, both of whose parts are (inputs, targets, outputs), the second or None.

    `totals` are the examples that the parts have, if more than are kept.
    """
    parts = {"train": train, "val": val} if val else {"train": train}
    parts = {part: [np.asarray(array) for array in given] for part, given in parts.items()}
    x, y, z = parts["val" if val else "train"]
    features = features or [f"f{i}" for i in range(x.shape[1])]
    task = {0: "regression", 2: "binary"}.get(len(names), "multiclass")
    scaler = scaler and Scaler(*map(np.array, scaler))
    preprocessing = TablePreprocessing.of_numbers(task, features, names, scaler, target)
    counts = totals or [len(given[1]) for given in parts.values()]
    sample = Sample(parts["train"][0], parts["train"][2], parts["train"][1], counts[0])
    predictions = Predictions(
        "val" if val else "train",
        3,
        z,
        y,
        np.zeros((len(names), len(names)), np.int64),
        np.zeros((0, 0, 0, 0), np.uint8),
        np.zeros(0, np.int64),
        x if inputs else None,
        np.arange(len(x)) if inputs else None,
        sample if inputs else None,
    )
    about = preprocessing.as_dict() | {
        "train_examples": counts[0],
        "validation_examples": counts[-1] if val else 0,
        "train_class_counts": np.bincount(parts["train"][1].astype(int)).tolist() if names else [],
    }
    restored = Restored(config, preprocessing, model, 3, about)
    return run_data(about=about, class_names=[*names], predictions=predictions, restored=restored)


def history(**parameters):
    """Values (epochs, n) of each parameter, as they were kept."""
    return {
        name.replace("__", "."): [
            Snapshot(epoch, min(row), max(row), values=tuple(map(float, row)))
            for epoch, row in enumerate(rows)
        ]
        for name, rows in parameters.items()
    }


def texts(figure):
    """All that is written outside the ticks, in any panel."""
    from matplotlib.text import Text

    ticks = {
        label
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels(which="both")
    }
    return [t for t in figure.findobj(Text) if t.get_text() and t not in ticks]


def heading(figure):
    return figure.get_suptitle().split("\n")


def legend(figure):
    """The texts of the legend beside or below the panels."""
    (found,) = figure.legends
    return [text.get_text() for text in found.get_texts()]


def assert_sound(figure):
    """It can be drawn, without a warning, and what is written is inside and no mathematics."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    width, height = figure.bbox.size
    for text in texts(figure):
        assert not text.get_parse_math() or "$" not in text.get_text()
        assert "\x1b" not in text.get_text()
        box = text.get_window_extent(renderer)
        assert -1 <= box.x0 <= box.x1 <= width + 1, text.get_text()
        assert -1 <= box.y0 <= box.y1 <= height + 1, text.get_text()


def offsets(axes, label):
    """Where the marks of a label are, (n, 2)."""
    found = [c.get_offsets() for c in axes.collections if c.get_label() == label]
    return np.concatenate(found) if found else np.zeros((0, 2))

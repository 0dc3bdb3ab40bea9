"""What a person sees inside an epoch: bars on a terminal, a few lines elsewhere."""

import io
from threading import Event

import pytest
from screen import screen

from autograd_cli.cli.progress import bars, lines, reporter
from autograd_cli.cli.progress.reporter import Json, PathOnly
from autograd_cli.runs import LoggedStep
from autograd_cli.train import Progress


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self):
        return True

    @property
    def lines(self):
        return [line for line in screen(self.getvalue()) if line]


class Training:
    """What a reporter looks at, at a time that is set."""

    def __init__(self):
        self.now = 0.0
        self.progress = Progress(lambda: self.now)

    def begin(self, *words):
        return self.progress.begin(*words)

    def at(self, now, done, losses=0.0):
        self.now = now
        self.progress.newest.done, self.progress.newest.losses = done, losses


@pytest.fixture
def training():
    return Training()


@pytest.fixture
def on_terminal(monkeypatch):
    """Bars on a terminal of so many columns, drawn only when asked to, and the terminal.

    The last two columns are for the ^C that a terminal may write.
    """

    def make(columns):
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LINES", "20")
        shown = Screen()
        report = bars.Bars(shown)
        report.live.auto_refresh = False
        return report, shown

    return make


EPOCH, BATCH = "epoch 0/2           val/loss 1.5000", "batch  3,200/12,500 train/loss 1.9200"


@pytest.mark.parametrize(
    ("columns", "seen"),
    [
        (102, [EPOCH.replace(" ", f" ━━━━━━╺{43 * '━'} ", 1) + "          0:27",
               BATCH.replace(" ", f" {12 * '━'}╸{37 * '━'} ", 1) + "  800/s 0:12"]),
        (57, [EPOCH + "          0:27", BATCH + "  800/s 0:12"]),
        (48, [EPOCH + "   0:27", BATCH + " 0:12"]),
        (42, [EPOCH, BATCH]),
        (32, ["epoch 0/2           0:27", "batch  3,200/12,500 0:12"]),
        (22, ["epoch 0/2", "batch  3,200/12,500"]),
    ],
)  # fmt: skip
def test_a_terminal_shows_what_there_is_room_for(on_terminal, training, record, columns, seen):
    report, shown = on_terminal(columns)
    report.start("runs/x", 2, training.progress)
    report.epoch(record(0, 1.25, val=1.5))
    training.begin(1, "batches", 12_500)
    training.at(4.0, 3_200, 1.92 * 3_200)
    report.live.refresh()
    assert shown.lines == ["run runs/x", *seen]
    report.close()
    assert len(shown.lines) == 2


def test_the_line_inside_an_epoch_comes_and_goes_and_leaves_nothing(on_terminal, training, record):
    report, shown = on_terminal(48)

    def look():
        report.live.refresh()
        return shown.lines

    report.start("runs/x", 2, training.progress)
    assert shown.lines == ["run runs/x", "epoch 0/2 -:--"]
    report.epoch(record(0, 1.25, val=1.5))
    training.begin(1, "batches", 100)
    training.at(0.4, 25, 15.0)
    assert look()[1:] == ["epoch 0/2 val/loss 1.5000 0:03"]
    training.at(0.5, 50, 75.0)
    assert look()[1:] == [
        "epoch 0/2     val/loss 1.5000          0:02",
        "batch  50/100 train/loss 1.5000  100/s 0:00",
    ]
    training.at(1.0, 100, 150.0)
    training.begin(1, "train", 80)
    training.at(1.5, 40)
    assert look()[1:] == [
        "epoch 0/2   val/loss 1.5000  0:02",
        "train 40/80 evaluating  80/s 0:00",
    ]
    training.at(2.0, 80)
    report.epoch(record(1, 1.0, val=1.25))
    report.close()
    assert shown.lines[1:] == ["epoch 1/2 val/loss 1.2500"]


def test_a_run_that_is_gone_on_with_begins_where_it_was(on_terminal, training):
    report, shown = on_terminal(22)
    report.start("runs/x", 9, training.progress)
    training.begin(8, "batches", 100, 40)
    report.live.refresh()
    assert shown.lines[1] == "epoch 7/9 -:--"
    training.at(1.0, 45)
    report.live.refresh()
    assert shown.lines[1:] == ["epoch 7/9     0:31", "batch  45/100 0:11"]
    report.close()


def test_logged_steps_stand_above_the_bars_and_stay(on_terminal, training, record):
    report, shown = on_terminal(48)
    report.start("runs/x", 12, training.progress)
    training.begin(1, "batches", 100)
    report.step(LoggedStep(1, 20, 20, 0.1, 0.6931, 2.0))
    assert shown.lines[1:] == ["epoch  1/12  step 20  loss 0.6931", "epoch  0/12 -:--"]
    report.step(LoggedStep(11, 40, 1040, 0.1, 12345.6, None))
    report.epoch(record(11, 1.0))
    report.close()
    assert shown.lines[1:] == [
        "epoch  1/12  step 20  loss 0.6931",
        "epoch 11/12  step 1040  loss 12345.6000",
        "epoch 11/12 train/loss 1.0000",
    ]


def test_reading_is_told_if_it_takes_long(monkeypatch):
    drawn = Event()

    class Told(Screen):
        def write(self, text):
            super().write(text)
            if "reading iris" in text:
                drawn.set()

    shown = Told()
    with bars.Bars(shown).reading("iris"):
        pass
    assert shown.getvalue() == ""
    monkeypatch.setattr(bars, "_LONG", 0.0)
    with bars.Bars(shown).reading("iris"):
        assert drawn.wait(10)
        assert shown.lines[-1].endswith(" reading iris")
    assert shown.lines == []


@pytest.fixture
def log(monkeypatch):
    """Lines that are written when they are asked for, and where."""
    monkeypatch.setattr(lines, "_LOOKS", 1e6)
    told = io.StringIO()
    return lines.Lines(told), told


def test_a_log_gets_a_line_after_ten_seconds_and_then_more_seldom(log, training, record):
    report, told = log
    report.start("runs/x", 10, training.progress)
    training.begin(0, "train", 1_000)
    for second in range(15):
        training.at(float(second), 10 * second)
        report.look()
    report.epoch(record(0, 1.25))
    training.begin(1, "batches", 500)
    for second in range(14, 200):
        training.at(float(second), second - 14, 2.0 * (second - 14))
        report.look()
    report.epoch(record(1, 1.0))
    report.close()
    assert told.getvalue().splitlines() == [
        "run runs/x",
        "untrained    evaluating train   100/1,000  10 examples/s  1:30 left",
        "untrained    train/loss 1.2500  train/accuracy 0.5000",
        *(
            f"epoch  1/10  batch {done:3}/500  train/loss 2.0000 so far  1 batches/s  {left}"
            for done, left in [
                (20, "8:00 left, 1:39:40 in all"),
                (60, "7:20 left, 1:39:00 in all"),
                (120, "6:20 left, 1:38:00 in all"),
                (180, "5:20 left, 1:37:00 in all"),
            ]
        ),
        "epoch  1/10  train/loss 1.0000  train/accuracy 0.5000",
    ]


def test_a_log_has_a_line_for_a_logged_step(log, training):
    report, told = log
    report.start("runs/x", 10, training.progress)
    training.begin(1, "batches", 500)
    report.step(LoggedStep(1, 20, 20, 0.1, 0.6931, 2.0))
    training.at(9.0, 21)
    report.look()
    report.close()
    assert told.getvalue().splitlines() == ["run runs/x", "epoch  1/10  step 20  loss 0.6931"]


def test_a_log_of_short_epochs_has_one_line_for_each(log, training, record):
    report, told = log
    report.start("runs/x", 50, training.progress)
    for epoch in range(1, 51):
        training.begin(epoch, "batches", 9)
        training.at(9.0 * epoch, 9)
        report.look()
        report.epoch(record(epoch, 1.0))
    report.close()
    assert len(told.getvalue().splitlines()) == 51


def test_a_thread_looks_for_the_log(training, monkeypatch):
    monkeypatch.setattr(lines, "_LOOKS", 0.001)
    written = Event()

    class Log(io.StringIO):
        def write(self, text):
            if "batch 1/2" in text:
                written.set()
            return super().write(text)

    report = lines.Lines(Log())
    training.begin(1, "batches", 2)
    report.start("runs/x", 1, training.progress)
    training.at(10.0, 1)
    assert written.wait(10)
    report.close()
    assert not report._thread.is_alive()


def test_quiet_and_json_have_nothing_that_looks(monkeypatch):
    told = [type(part) for part in reporter(quiet=True, as_json=False).parts]
    assert told == [PathOnly]
    assert [type(part) for part in reporter(quiet=True, as_json=True).parts] == [Json]
    monkeypatch.setattr("sys.stderr", Screen())
    assert [type(p) for p in reporter(quiet=False, as_json=True).parts] == [bars.Bars, Json]

"""What looks at a training see: how far it is, how fast it goes, and how long it will take."""

import pytest

from autograd_cli.cli.progress.lasting import Lasting
from autograd_cli.cli.progress.pace import Pace
from autograd_cli.cli.progress.watch import Watch
from autograd_cli.cli.progress.words import clock, inside, of, per_second
from autograd_cli.train import Progress


class Training:
    """A training whose time is set: `at` so many seconds the newest pass has done so much."""

    def __init__(self):
        self.now = 0.0
        self.progress = Progress(lambda: self.now)

    def begin(self, now, *words):
        self.now = now
        return self.progress.begin(*words)

    def at(self, now, done=None, losses=0.0):
        self.now = now
        if done is not None:
            self.progress.newest.done, self.progress.newest.losses = done, losses


@pytest.fixture
def training():
    return Training()


def test_a_rate_is_that_of_the_last_seconds():
    pace = Pace(0.0, 0)
    assert (pace.rate, pace.left(0.0, 100)) == (None, None)
    for second in range(1, 31):  # 10 a second, then 20
        pace.see(float(second), 10 * second + 10 * max(0, second - 15))
    assert pace.rate == pytest.approx(20)
    assert pace.left(30.0, 1450) == pytest.approx(50)
    assert pace.left(32.0, 1450) == pytest.approx(48)


def test_what_is_counted_more_seldom_than_that_has_a_rate_too():
    pace = Pace(0.0, 0)
    for second in range(1, 101):
        pace.see(float(second), second // 30)
    assert pace.rate == pytest.approx(1 / 30)
    assert pace.left(100.0, 4) == pytest.approx(20)
    assert pace.left(200.0, 4) == 0.0


def test_a_look_before_the_training_shows_nothing(training):
    assert Watch(training.progress, 2).look() is None


def test_a_look_between_batches(training):
    watch = Watch(training.progress, 2)
    training.begin(10.0, 1, "batches", 100)
    assert watch.look().rate is watch.look().loss is watch.look().left is None
    training.at(12.0, done=20, losses=50.0)
    view = watch.look()
    assert (view.epoch, view.doing, view.done, view.total) == (1, "batches", 20, 100)
    assert (view.loss, view.rate, view.lasted, view.left) == (2.5, 10.0, 2.0, 8.0)
    assert view.passed == 0.2
    assert view.all_left == 8.0 + 10.0


def test_an_epoch_that_is_gone_on_with_counts_from_where_it_was(training):
    watch = Watch(training.progress, 4)
    training.begin(0.0, 3, "batches", 100, 60)
    training.at(2.0, done=70, losses=5.0)
    view = watch.look()
    assert (view.done, view.loss, view.rate, view.left) == (70, 0.5, 5.0, 6.0)
    assert view.passed == 2.7
    assert view.all_left == 6.0 + 20.0, "the next epoch is a whole one"


def test_the_time_left_for_all_has_the_time_for_the_metrics_in_it(training):
    watch = Watch(training.progress, 3)
    training.begin(0.0, 0, "train", 50)
    training.at(4.0, done=50)
    assert watch.look().all_left is None, "nobody knows what a batch takes"
    training.begin(4.0, 0, "val", 10)
    training.at(5.0, done=10)
    watch.look()
    training.begin(5.0, 1, "batches", 100)
    assert watch.look().all_left is None
    training.at(7.0, done=20)
    assert watch.look().all_left == 8 + (4 + 1) + 2 * (10 + 4 + 1)
    training.at(15.0, done=100)
    assert watch.look().all_left == (4 + 1) + 2 * 15
    training.begin(15.0, 1, "train", 50)
    assert watch.look().all_left == (4 + 1) + 2 * 15
    training.at(17.0, done=25)
    view = watch.look()
    assert view.all_left == (2 + 1) + 2 * 15
    assert (view.rate, view.left, view.loss, view.passed) == (12.5, 2.0, None, 1.0)
    training.begin(20.0, 1, "val", 10)
    assert watch.look().rate == 10.0, "as it was"
    training.at(21.0, done=4)
    assert watch.look().rate == 7.0, "as it was and as it is"


def test_short_epochs_tell_the_time_left_by_their_number(training):
    watch = Watch(training.progress, 1000)
    training.begin(0.0, 0, "train", 50)
    watch.look()
    for look in range(1, 41):  # an epoch takes 0.25 s; each look is at another moment of one
        training.begin(look / 2 - 0.01 * (look % 7), 2 * look + 1, "batches", 100)
        training.at(look / 2, done=look % 100)
        view = watch.look()
    assert view.epoch == 81
    assert view.all_left == pytest.approx(920 / 4, rel=0.01)


def test_what_is_short_is_not_shown(training):
    inside = Lasting(Watch(training.progress, 99))
    for epoch in range(9):
        training.begin(epoch, epoch, "batches", 10)
        training.at(epoch + 0.4, done=10)
        assert inside.look().epoch == epoch
        assert inside.shown is None


def test_what_takes_long_is_shown_and_stays_until_something_else_does(training):
    inside = Lasting(Watch(training.progress, 99))

    def shown():
        inside.look()
        return inside.shown and (inside.shown.epoch, inside.shown.doing, inside.shown.done)

    training.begin(0.0, 1, "batches", 10)
    assert shown() is None
    training.at(0.5, done=4)
    assert shown() == (1, "batches", 4)
    training.begin(1.0, 1, "train", 50)
    assert shown() == (1, "batches", 10), "all were done, though nobody looked then"
    training.at(1.3, done=20)
    assert shown() == (1, "batches", 10)
    training.at(1.5, done=30)
    assert shown() == (1, "train", 30)
    training.begin(2.0, 1, "val", 5)
    training.at(2.2)
    assert shown() == (1, "train", 50)
    training.begin(2.3, 2, "batches", 10)
    assert shown() == (2, "batches", 0), "it took long before"
    training.at(2.5)
    shown()
    training.begin(2.5, 2, "train", 50)
    assert shown() == (2, "train", 0)
    training.begin(2.6, 3, "batches", 10)
    assert shown() is None, "both have become short"


@pytest.mark.parametrize(
    ("doing", "total", "done", "line"),
    [
        (
            "batches",
            12_500,
            3_200,
            "batch  3,200/12,500  train/loss 1.9200 so far  800 batches/s  0:12 left, 0:27 in all",
        ),
        ("train", 50_000, 12_000, "evaluating train 12,000/50,000  3,000 examples/s  0:13 left"),
        ("val", 9, 0, "evaluating val 0/9"),
    ],
)
def test_a_look_in_words(training, doing, total, done, line):
    watch = Watch(training.progress, 2)
    training.begin(0.0, 1, doing, total)
    training.at(4.0, done=done, losses=1.92 * done)
    assert inside(watch.look()) == line


def test_counts_times_and_rates_in_words():
    assert [of(n, 1000) for n in (0, 999, 1000)] == ["    0/1,000", "  999/1,000", "1,000/1,000"]
    assert [clock(s) for s in (0.4, 59.6, 754, 3599.9, 93784)] == [
        "0:00", "1:00", "12:34", "1:00:00", "26:03:04",
    ]  # fmt: skip
    assert [per_second(r) for r in (0.0123, 1.25, 9.94, 9.96, 1234.5)] == [
        "0.012", "1.2", "9.9", "10", "1,234",
    ]  # fmt: skip

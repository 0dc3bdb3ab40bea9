"""What a training shows of itself to those who look from outside."""

import pytest

from autograd_cli import data, train, zoo
from autograd_cli.runs import Checkpoint
from autograd_cli.seeds import Seeds

TEXT = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"


@pytest.fixture
def looking(load, monkeypatch):
    """Run a training; its records, its passes, and where it was seen to be after each batch."""

    def run(**options):
        settings = load(TEXT, "train={epochs: 2, batch_size: 20}").settings
        seeds = Seeds(settings.seed)
        splits = data.build(settings, seeds)
        model = zoo.build(settings.model, splits.shape, splits.outputs, seeds)
        progress, seen, passes = train.Progress(), [], []

        def begin(*given):
            passes.append(known(*given))
            return passes[-1]

        def look():
            now = progress.newest
            seen.append((now.epoch, now.doing, now.first, now.done, now.total))
            return True

        known = progress.begin
        monkeypatch.setattr(progress, "begin", begin)
        loop = train.loop(model, splits, settings, progress=progress, should_save=look, **options)
        return list(loop), passes, seen

    return run


def test_it_stands_where_the_training_does(looking):
    records, passes, seen = looking()
    assert seen == [(epoch, "batches", 0, done, 4) for epoch in (1, 2) for done in (1, 2, 3)]
    assert [(p.epoch, p.doing, p.done, p.total) for p in passes] == [
        (epoch, *rest)
        for epoch in (0, 1, 2)
        for rest in (("batches", 4, 4), ("train", 80, 80), ("val", 20, 20))
        if epoch or rest[0] != "batches"
    ]
    assert [p.began for p in passes] == sorted(p.began for p in passes)
    assert len(records) == 9


def test_inside_an_epoch_it_begins_at_the_next_batch(looking):
    record = looking()[0][2]
    assert (record.epoch, record.batch) == (0, 2)
    checkpoint = Checkpoint(0, 2, 2, record.weights, record.optimizer)
    _, passes, seen = looking(checkpoint=checkpoint)
    assert seen[0] == (1, "batches", 2, 3, 4)
    assert (passes[0].first, passes[0].done) == (2, 4)
    assert passes[3].first == 0


def test_the_losses_are_those_of_the_batches(looking, monkeypatch):
    values = []

    def made(*given, **options):
        step = make(*given, **options)

        def noting(*given):
            values.append(step(*given))
            return values[-1]

        return noting

    make = train.make_step
    monkeypatch.setattr("autograd_cli.train.training.make_step", made)
    _, passes, _ = looking()
    of_batches = [p.losses for p in passes if p.doing == "batches"]
    assert of_batches == pytest.approx([sum(values[:4]), sum(values[4:])])
    assert {p.losses for p in passes if p.doing != "batches"} == {0.0}

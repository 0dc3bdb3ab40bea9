"""A resumed run is the run that was never interrupted, byte for byte."""

import json

import numpy as np
import pytest
from resumable import CONFIGS

from autograd_cli import config, runs
from autograd_cli.cli.prepare import prepare
from autograd_cli.train import loop

EPOCHS = "train.epochs=5"
BATCH = "train.batch_size=8"
TEXT = "dataset: {name: iris}\nmodel: {name: mlp}\n"


@pytest.fixture
def stopped(config_file, tmp_path):
    """A run of a config, as it stands when its process dies after some epochs and batches."""

    def train(text, *overrides, epoch, batch, name="test"):
        ready = prepare(config.load(config_file(text), [EPOCHS, BATCH, *overrides]))
        run = runs.create(ready.config, ready.splits.about(), runs_dir=tmp_path / "runs", name=name)
        place = None
        records = loop(ready.model, ready.splits, ready.config.settings, should_save=lambda: True)
        for record in records:
            if isinstance(record, runs.LoggedStep):
                run.log(record)
                continue
            run.append(record)
            place = (record.epoch, record.batch)
            if place == (epoch, batch):
                break
        run._write_checkpoints()
        run.close()
        assert place == (epoch, batch)
        return run.folder

    return train


@pytest.mark.parametrize("place", [(0, 0), (0, 1), (1, 0), (1, 3), (2, 2)])
def test_from_any_epoch_and_from_the_middle_of_one(
    every_config, place, stopped, trained, resumed, outcome
):
    whole = trained(every_config, EPOCHS, BATCH)
    run = stopped(every_config, epoch=place[0], batch=place[1])
    before = runs.summary(run)
    assert before["status"] == "running"
    resumed(run)
    assert outcome(run) == outcome(whole)
    assert runs.summary(run)["started_at"] == before["started_at"]


def test_again_and_again(every_config, stopped, trained, resumed, outcome):
    whole = trained(every_config, EPOCHS, BATCH)
    run = stopped(every_config, epoch=0, batch=2)
    for epochs in (1, 2, 5):
        resumed(run, f"train.epochs={epochs}")
    assert outcome(run) == outcome(whole)


@pytest.mark.parametrize("places", [(1,), (3, 4), (5, 6), (2, 7)])
def test_with_more_epochs_the_same_weights_are_kept(places, trained, resumed, outcome, monkeypatch):
    monkeypatch.setattr("autograd_cli.runs.snapshots._PATH", 2)
    whole = trained(CONFIGS["plain"], "train.epochs=9", BATCH)
    assert [kept.epoch for kept in runs.weight_history(whole)["bias"]] == [0, 8, 9]
    run = trained(CONFIGS["plain"], f"train.epochs={places[0]}", BATCH)
    for epochs in (*places[1:], 9):
        resumed(run, f"train.epochs={epochs}")
    assert outcome(run) == outcome(whole)


def test_steps_may_be_logged_from_a_resume_on_and_no_more(trained, resumed, stopped):
    run = stopped(TEXT, "train.log_every=4", epoch=1, batch=3)
    assert runs.steps(run).step == [4, 8, 12, 16]
    resumed(run, "train.epochs=2", "train.log_every=5")
    assert runs.steps(run).step == [4, 8, 12, 16, 20, 25, 30]
    resumed(run, "train.epochs=3", "train.log_every=null")
    assert runs.steps(run).step == [4, 8, 12, 16, 20, 25, 30]
    run = stopped(TEXT, "train.log_every=4", epoch=0, batch=3, name="early")
    run.steps.write_text('{"step": 4}\n')
    resumed(run, "train.log_every=null")
    assert not run.steps.exists(), "what is newer than the checkpoint was all there was"


@pytest.mark.parametrize("schedule", ["constant", "step", "plateau"])
def test_more_epochs_than_were_planned(schedule, trained, resumed, outcome):
    text = (
        "dataset: {name: iris}\nmodel: {name: mlp, dropout: 0.1}\n"
        f"optimizer: {{name: adam}}\nschedule: {{name: {schedule}, warmup_steps: 5}}\n"
    )
    run = resumed(trained(text, "train.epochs=2", BATCH), "train.epochs=5")
    assert outcome(run) == outcome(trained(text, EPOCHS, BATCH))


def test_more_epochs_leave_the_cosine_where_it_was(trained, resumed, outcome):
    text = "dataset: {name: iris}\nmodel: {name: mlp}\nschedule: {name: cosine, min_lr: 0.001}\n"
    run = resumed(trained(text, "train.epochs=2", BATCH), "train.epochs=4")
    assert outcome(run) == outcome(trained(text, "train.epochs=4", BATCH, "schedule.epochs=2"))
    assert [row["lr"] for row in runs.rows(run)[2:]] == [0.001, 0.001]


def test_it_can_be_told_how_often_to_save(trained, monkeypatch):
    saved = []
    write = runs.RunWriter._write_checkpoints
    monkeypatch.setattr(runs.RunWriter, "due", lambda self: False)

    def note(self):
        saved.append((self._story.epochs, self._story.steps))
        write(self)

    monkeypatch.setattr(runs.RunWriter, "_write_checkpoints", note)
    text = "dataset: {name: iris_binary}\nmodel: {name: logistic_regression}\n"
    trained(text, "train.epochs=2", "train.batch_size=20", "checkpoint.every_steps=3")
    assert saved == [(0, 3), (1, 6), (2, 8)]
    saved.clear()
    trained(text, "train.epochs=4", "train.batch_size=20", "checkpoint.every_epochs=2")
    assert saved == [(2, 8), (4, 16), (4, 16)]


def test_the_time_that_training_took_is_added_up(stopped, resumed):
    run = stopped(TEXT, epoch=2, batch=3)
    before = runs.summary(run)["train_seconds"]
    resumed(run)
    times = [row["seconds"] for row in runs.rows(run)]
    assert times == sorted(times)
    assert times[2] > before
    assert runs.summary(run)["train_seconds"] == times[-1]


def test_every_session_is_noted_down(stopped, resumed):
    run = stopped(TEXT, epoch=2, batch=3)
    assert not run.sessions.exists()
    resumed(run, "train.epochs=6", "optimizer.lr=0.5")
    resumed(run, "train.epochs=7")
    first, second = map(json.loads, run.sessions.read_text().splitlines())
    assert first["from"] == {"epoch": 2, "batch": 3, "step": 33}
    assert first["overrides"] == ["train.epochs=6", "optimizer.lr=0.5"]
    assert second["from"] == {"epoch": 6, "batch": 0, "step": 90}
    assert first["environment"]["packages"]["numpy"]
    assert "lr: 0.5\n" in run.resolved_config.read_text()
    assert runs.summary(run)["settings"]["optimizer"]["lr"] == 0.5


@pytest.mark.parametrize("kind", ["csv", "npz", "npy"])
@pytest.mark.parametrize("place", [(0, 2), (2, 3)])
def test_of_the_users_own_tables(kind, place, stopped, trained, resumed, outcome, tmp_path):
    rng = np.random.default_rng(0)
    rows = np.column_stack([rng.normal(size=(3000, 2)), np.arange(3000) % 3])
    path = tmp_path / f"table.{kind}"
    if kind == "csv":
        np.savetxt(path, rows, delimiter=",", header="a,b,c", comments="")
    elif kind == "npz":
        np.savez(path, a=rows[:, 0], b=rows[:, 1], c=rows[:, 2])
    else:
        np.save(path, rows)
    target = "2" if kind == "npy" else "c"
    text = (
        f"dataset: {{name: {kind}, path: {path}, target: {target}, task: classification, "
        "standardize: true}\nmodel: {name: mlp, hidden: [4], dropout: 0.2}\n"
    )
    words = ["train.batch_size=64", "train.epochs=5"]
    whole = trained(text, *words)
    run = stopped(text, "train.batch_size=64", epoch=place[0], batch=place[1])
    resumed(run)
    assert outcome(run) == outcome(whole)

"""What a resume does not do, and what it says then; nothing is changed by it."""

import json
from dataclasses import replace

import pytest

from autograd_cli import runs
from autograd_cli.config import ConfigError
from autograd_cli.runs import RunError

TEXT = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [3]}\n"
SHORT = ["train.epochs=2", "train.batch_size=8"]


def test_a_run_that_is_complete_is_left_alone(run, resumed, untouched, capsys):
    resumed(run)
    assert capsys.readouterr().err == (
        "nothing to do: all 2 epochs are done; --epochs N trains on\n"
    )
    assert untouched()


def test_a_run_that_stopped_early_is_left_alone_unless_told_otherwise(trained, resumed, capsys):
    text = "dataset: {name: sine, n: 40}\nmodel: {name: mlp}\nearly_stopping: {patience: 1}\n"
    run = trained(text, "optimizer.lr=0.9", "train.epochs=50", "train.batch_size=8")
    told = runs.summary(run)
    assert told["status"] == "early_stopped"
    resumed(run, "train.epochs=60")
    assert capsys.readouterr().err == (
        f"nothing to do: it stopped early, after epoch {told['epochs']}; "
        "--override early_stopping=null trains on\n"
    )
    resumed(run, f"train.epochs={told['epochs'] + 2}", "early_stopping=null")
    assert runs.summary(run)["status"] == "completed"
    assert runs.summary(run)["epochs"] == told["epochs"] + 2


def test_fewer_epochs_than_there_are(run, resumed, untouched):
    with pytest.raises(RunError) as caught:
        resumed(run, "train.epochs=1")
    assert str(caught.value) == (
        f"{run.id} is after epoch 2 already, past 1 epochs\n"
        f"Give more: autograd resume {run.id} --epochs 4"
    )
    assert untouched()


def test_a_setting_that_was_edited_in_the_run_is_told_with_its_place(run, resumed):
    text = run.resolved_config.read_text().replace("lr: 0.01", "lr: 0.5")
    run.resolved_config.write_text(text)
    line = next(i for i, row in enumerate(text.splitlines(), 1) if "lr: 0.5" in row)
    with pytest.raises(ConfigError) as caught:
        resumed(run, "train.epochs=4")
    assert str(caught.value) == (
        f"{run.resolved_config}:{line}:7: optimizer.lr: was 0.01 in the run's training; a resumed "
        "run keeps its settings, unless told otherwise: --override optimizer.lr=0.5"
    )
    resumed(run, "train.epochs=4", "optimizer.lr=0.5")
    assert runs.rows(run)[-1]["lr"] == 0.5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("early_stopping: null", "early_stopping: {patience: 5}",
         "early_stopping: was null in the run's training; a resumed run keeps its settings, unless "
         'told otherwise: --override early_stopping={"patience": 5, "min_delta": 0.0}'),
        ("name: constant", "name: step",
         "schedule.name: was \"constant\" in the run's training; a resumed run keeps its settings, "
         "unless told otherwise: --override schedule.name=\"step\""),
        ("  - 3", "  - 3\n  - 4", "model.hidden: was [3] in the run's training; a resumed run "
         "keeps its settings, unless told otherwise: --override model.hidden=[3, 4]"),
    ],
)  # fmt: skip
def test_a_section_that_was_put_in_or_changed_is_told(run, resumed, old, new, told):
    text = run.resolved_config.read_text()
    assert old in text
    run.resolved_config.write_text(text.replace(old, new, 1))
    with pytest.raises(ConfigError) as caught:
        resumed(run, "train.epochs=4")
    assert str(caught.value).partition(": ")[2] == told


def test_more_epochs_may_be_written_into_the_config(run, resumed):
    text = run.resolved_config.read_text().replace("epochs: 2", "epochs: 3")
    run.resolved_config.write_text(text)
    assert len(runs.rows(resumed(run))) == 3


def test_data_that_have_changed(trained, resumed, tmp_path, capsys):
    table = tmp_path / "t.csv"
    table.write_text("a,b\n" + "".join(f"{i},{2 * i}.5\n" for i in range(20)))
    run = trained(
        f"dataset: {{name: csv, path: {table}, target: b}}\nmodel: {{name: least_squares}}\n",
        "train.epochs=2",
        "optimizer.lr=0.001",
    )
    resumed(run, "train.epochs=3")
    moved = table.rename(tmp_path / "somewhere_else.bin")
    with pytest.raises(ConfigError) as caught:
        resumed(run, "train.epochs=4")
    assert str(caught.value).endswith(
        f"dataset.path: there is no file {table}\nIf it has moved: --override dataset.path=FILE"
    )
    moved.rename(table)
    table.write_text(table.read_text().replace("2.5", "2.6"))
    with pytest.raises(RunError) as caught:
        resumed(run, "train.epochs=4")
    assert str(caught.value) == (
        f"the data is not what {run.id} was trained on: its fingerprint has changed\n"
        "Put the data back, or train a new run."
    )
    resumed(run, "train.epochs=4", f"dataset.path={table}")
    assert capsys.readouterr().err == (
        f"warning: the data is not what {run.id} was trained on: its fingerprint has changed\n"
    )
    assert len(runs.rows(run)) == 4


def test_another_model_does_not_fit_the_weights(run, resumed, untouched):
    with pytest.raises(RunError, match=r"the weights of .* do not fit these settings"):
        resumed(run, "train.epochs=4", "model.hidden=[5]")
    assert untouched()


@pytest.mark.parametrize(("was", "now"), [("float64", "float32"), ("float32", "float64")])
def test_weights_are_not_made_into_other_numbers(trained, resumed, was, now):
    run = trained(TEXT, *SHORT, f"train.dtype={was}")
    with pytest.raises(RunError) as caught:
        resumed(run, "train.epochs=4", f"train.dtype={now}")
    assert str(caught.value) == (
        f"the weights of {run.id} are {was}, and train.dtype is {now}\n"
        "A run keeps its numbers; train a new run with others."
    )
    assert runs.load_checkpoint(run.last).weights["layers.0.weight"].dtype == was


@pytest.mark.parametrize("override", ["seed=1", "train.batch_size=4", "dataset={name: wine}"])
def test_the_order_of_examples_changes_between_epochs_only(trained, resumed, override):
    run = trained(TEXT, *SHORT)
    saved = runs.load_checkpoint(run.last)
    run.last.write_bytes(runs.checkpoint.encode(replace(saved, epoch=1, batch=3, step=18)))
    with pytest.raises(RunError) as caught:
        resumed(run, override)
    key = override.partition("=")[0]
    assert str(caught.value) == (
        f"{key} can change between epochs only, and {run.id} is after epoch 1, batch 3 of the "
        f"next\nFirst finish that: autograd resume {run.id} --epochs 2"
    )


def test_another_optimizer_starts_anew(run, resumed):
    resumed(run, "train.epochs=3", "optimizer={name: adam}", "schedule={name: cosine, epochs: 5}")
    saved = runs.load_checkpoint(run.last)
    assert saved.optimizer
    assert len(runs.rows(run)) == 3


def test_another_monitor_begins_to_wait_anew(trained, resumed):
    text = "dataset: {name: sine, n: 40}\nmodel: {name: mlp}\nmetrics: [r2]\n"
    words = ["early_stopping={patience: 3}", "train={epochs: 2, batch_size: 8}"]
    run = trained(text, *words)
    state = runs.load_checkpoint(run.last).trainer
    assert state["early_stopping"]["best"] == runs.summary(run)["best"]["metrics"]["val/loss"]
    resumed(run, "train.epochs=3", "train.monitor=val/r2")
    told = runs.summary(run)
    state = runs.load_checkpoint(run.last).trainer
    assert state["early_stopping"] == {"waited": 0, "best": told["final"]["val/r2"]}


def test_rows_that_are_gone(run, resumed, untouched):
    run.metrics.write_text(run.metrics.read_text().splitlines()[0] + "\n")
    with pytest.raises(RunError, match="has not all of the 2 epochs that the checkpoint has"):
        resumed(run, "train.epochs=4")


@pytest.mark.parametrize("name", ["steps", "weights"])
@pytest.mark.parametrize("line", [b"{}", b"\xff", b'{"step": null, "epoch": "1"}'])
def test_a_damaged_line_of_what_was_kept(run, resumed, name, line):
    path = getattr(run, name)
    content = b'{"epoch": 0, "step": 0}\n' + line + b"\n"
    path.write_bytes(content)
    with pytest.raises(RunError) as caught:
        resumed(run, "train.epochs=4")
    assert str(caught.value).startswith(f"{path} cannot be read: ")
    assert path.read_bytes() == content
    assert not run.sessions.exists()


@pytest.mark.parametrize("content", [b"", b"\xff" * 80])
def test_a_damaged_checkpoint(run, resumed, content):
    run.last.write_bytes(content)
    with pytest.raises(RunError, match="is not a readable checkpoint"):
        resumed(run, "train.epochs=4")


def test_a_newer_format(run, resumed):
    saved = runs.load_checkpoint(run.last)
    content = runs.checkpoint.encode(saved)
    run.last.write_bytes(content.replace(b'\\"format\\": 2', b'\\"format\\": 3'))
    with pytest.raises(RunError) as caught:
        resumed(run, "train.epochs=4")
    assert str(caught.value) == (
        f"{run.last} was written by a newer version, in format 3\nUpgrade autograd-cli to read it."
    )


def test_a_run_that_another_process_works_on(run, resumed, untouched):
    lock = runs.lock.RunLock(run)
    try:
        with pytest.raises(RunError) as caught:
            resumed(run, "train.epochs=4")
    finally:
        lock.release()
    assert str(caught.value) == (
        f"another process is working on {run.id}\n"
        "Wait for its end, or stop it; then give the command again."
    )
    assert untouched()
    resumed(run, "train.epochs=3")


def test_another_machine_is_told(run, resumed, capsys):
    about = json.loads(run.environment.read_text())
    about["packages"]["numpy"] = "2.0.0"
    run.environment.write_text(json.dumps(about))
    resumed(run, "train.epochs=3")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("warning: numpy was 2.0.0 and is ")
    assert line.endswith(": the numbers may differ in their last digits")

"""A disk that fills up in the middle of a run: one message, and nothing lost that was there."""

import json
import subprocess
import sys

import pytest

from autograd_cli import runs
from autograd_cli.runs import RunWriteError, writer

LIMITED = """
import resource, sys
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # as if the disk were full
from autograd_cli.cli.main import main
main()
"""


@pytest.fixture
def full(monkeypatch):
    """From now on files of this name cannot be written."""
    write = writer.write_atomically

    def fill(name):
        def fail(path, content):
            if path.name in (name, name.replace("best", "best.next")):
                raise OSError(28, "No space left on device")
            write(path, content)

        monkeypatch.setattr(writer, "write_atomically", fail)

    return fill


@pytest.fixture(autouse=True)
def _every_epoch_has_a_checkpoint(monkeypatch):
    monkeypatch.setattr(writer, "_CHECKPOINT_SHARE", float("inf"))


def _epochs(run, record, epochs):
    with run:
        for epoch in epochs:
            run.append(record(epoch, 10.0 - epoch))
        run.finish("completed")


@pytest.mark.parametrize("name", ["last.safetensors", "best.safetensors", "summary.json"])
def test_the_first_error_is_told_and_the_last_checkpoint_stays(create, record, full, name):
    run = create()
    run.append(record(0, 30.0))
    run.append(record(1, 20.0))
    full(name)
    with pytest.raises(RunWriteError) as caught:
        _epochs(run, record, [2, 3])
    assert str(caught.value) == (
        f"cannot write {next(run.folder.path.rglob(name))}: No space left on device\n"
        "The last checkpoint that was written is still good."
    )
    epochs = [runs.load_checkpoint(path).epoch for path in (run.folder.last, run.folder.best)]
    assert epochs[0] in (1, 2)
    assert epochs[1] in (1, 2)
    assert json.loads(run.folder.metrics.read_text().splitlines()[0])["epoch"] == 1


@pytest.mark.parametrize("name", ["last.safetensors", "best.safetensors"])
def test_the_summary_tells_of_the_failure_if_it_can_be_written(create, record, full, name):
    run = create()
    run.append(record(0, 30.0))
    full(name)
    with pytest.raises(RunWriteError):
        _epochs(run, record, [1, 2])
    told = runs.summary(run.folder)
    assert told["status"] == "failed"
    assert "No space left on device" in told["error"]


@pytest.mark.parametrize("name", ["last.safetensors", "best.safetensors"])
def test_a_run_whose_last_checkpoint_fails_is_not_completed(create, record, full, name):
    run = create()
    run.append(record(0, 2.0))
    run._next_checkpoint = float("inf")
    run.append(record(1, 1.0))
    full(name)
    with pytest.raises(RunWriteError):
        _epochs(run, record, [])
    assert runs.summary(run.folder)["status"] == "failed"


@pytest.mark.parametrize("size", [2_000, 5_000])
def test_rows_that_cannot_be_written_end_a_training_with_a_message(tmp_path, config_file, size):
    command = [sys.executable, "-c", LIMITED, str(size), "train", str(config_file())]
    answer = subprocess.run(
        [*command, "train.epochs=500", "--no-plots", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    (folder,) = (path.parent for path in tmp_path.glob("runs/*/metrics.jsonl"))
    run = runs.RunFolder(folder)
    assert "Traceback" not in answer.stderr
    assert answer.returncode == 1
    *_, error, hint = answer.stderr.splitlines()
    assert (
        error == f"error: cannot write {folder.relative_to(tmp_path)}/metrics.jsonl: File too large"
    )
    assert hint == "The last checkpoint that was written is still good."
    saved, metrics = runs.load_checkpoint(run.last), runs.metrics(run)
    assert 0 <= saved.epoch <= metrics.epochs[-1], "a checkpoint's epoch is in the rows"
    assert metrics.epochs == list(range(len(metrics.epochs)))
    assert runs.summary(run)["status"] == "failed"

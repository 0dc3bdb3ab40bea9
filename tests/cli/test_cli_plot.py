"""`autograd plot`: a run found by what the user typed, and drawn."""

from pathlib import Path

import pytest

from autograd_cli import runs


def test_the_paths_of_the_pictures_are_printed(run_cli, written):
    run = written()
    answer = run_cli("plot", "latest")
    assert (answer.exit_code, answer.stderr) == (0, "")
    names = [f"runs/{run.id}/plots/{name}.png" for name in ("loss", "accuracy", "lr", "weights")]
    assert answer.stdout.splitlines() == names
    assert {path.read_bytes()[:4] for path in run.plots.iterdir()} == {b"\x89PNG"}


@pytest.mark.parametrize("kind", ["id", "beginning", "latest", "path", "absolute path"])
def test_a_run_is_found_by_anything_that_means_it(run_cli, written, kind):
    run = written()
    reference = {
        "id": run.id,
        "beginning": run.id[:12],
        "latest": "latest",
        "path": f"runs/{run.id}/",
        "absolute path": run.path,
    }[kind]
    assert run_cli("plot", reference, "--only", "loss").exit_code == 0
    assert (run.plots / "loss.png").exists()


def test_all_pictures_of_a_run_with_classes(run_cli, trained):
    text = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [4]}\ntrain: {epochs: 1}\n"
    run = trained(text)
    answer = run_cli("plot", "latest")
    assert (answer.exit_code, answer.stderr) == (0, "")
    curves = ("loss", "accuracy", "lr", "grad_norm")
    others = ("confusion", "labels", "boundary", "roc", "precision_recall", "weights")
    names = [f"runs/{run.id}/plots/{name}.png" for name in (*curves, *others)]
    assert answer.stdout.splitlines() == names


def test_pictures_that_are_absent_are_told_in_a_line_on_stderr(run_cli, trained):
    text = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [4]}\ntrain: {epochs: 1}\n"
    run = trained(text)
    run.summary.write_text(run.summary.read_text().replace("completed", "running"))
    run.predictions.unlink()
    answer = run_cli("plot", "latest")
    assert answer.exit_code == 0
    names = [Path(line).stem for line in answer.stdout.splitlines()]
    assert names == ["loss", "accuracy", "lr", "grad_norm", "weights"]
    assert answer.stderr == (
        f"no confusion matrix: {run.id} was not trained to its end; "
        f"to go on: autograd resume {run.id}\n"
    )


def test_the_folder_of_the_runs_can_be_chosen(run_cli, written, tmp_path):
    run = written(runs_dir=tmp_path / "other")
    assert run_cli("plot", "latest").exit_code == 2
    answer = run_cli("plot", "latest", "--runs-dir", "other")
    assert answer.stdout.startswith(f"other/{run.id}/plots/")


def test_a_run_that_is_still_going_on_can_be_drawn(run_cli, create, record):
    with create() as run:
        run.append(record(0))
        run.append(record(1))
        assert run_cli("plot", run.folder.id).exit_code == 0
        run.finish("completed")
    assert (run.folder.plots / "loss.png").exists()


def test_a_run_that_is_not_there(run_cli, written):
    run = written()
    answer = run_cli("plot", "nothing")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        f"error: there is no run 'nothing' in runs\nThe newest are:\n  {run.id}\n"
    )


@pytest.mark.parametrize("reference", ["latest", "", "x" * 300])
def test_where_there_are_no_runs(run_cli, reference):
    answer = run_cli("plot", reference)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        f"error: there is no run {reference!r} in runs\n"
        "Train one, or point to it with --runs-dir.\n"
    )


def test_a_beginning_of_two_runs(run_cli, written):
    first, second = written(name="a"), written(name="b")
    answer = run_cli("plot", "2")
    assert answer.exit_code == 2
    assert answer.stderr == (
        "error: '2' is the beginning of 2 runs\n"
        f"Give more of the id:\n  {first.id}\n  {second.id}\n"
    )


def test_a_run_without_metrics(run_cli, create):
    with create() as run:
        pass
    answer = run_cli("plot", "latest")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("error: ")
    assert run.folder.id in answer.stderr


def test_a_damaged_run(run_cli, written):
    run = written()
    run.metrics.write_text("no json\n")
    answer = run_cli("plot", "latest")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"error: runs/{run.id}/metrics.jsonl cannot be read: ")


def test_pictures_that_cannot_be_written(run_cli, written):
    run = written()
    run.plots.write_text("in the way")
    answer = run_cli("plot", "latest")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"error: cannot write runs/{run.id}/plots/loss.png: ")


def test_plotting_changes_nothing_else(run_cli, written):
    run = written()
    before = {path: path.read_bytes() for path in run.path.rglob("*") if path.is_file()}
    run_cli("plot", "latest")
    assert {path: path.read_bytes() for path in before} == before
    assert runs.summary(run)["status"] == "completed"

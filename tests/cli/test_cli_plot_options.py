"""`autograd plot`: which pictures, of how many runs, in which form, and where they go."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def several(written):
    """Runs whose settings are `overrides`, a tuple for each."""
    return lambda *overrides: [
        written((2.0, 1.0), name=f"run{i}", overrides=given) for i, given in enumerate(overrides)
    ]


def _refused(answer, message):
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"error: {message}\n"


def test_only_what_is_asked_for_is_drawn(run_cli, written):
    run = written()
    answer = run_cli("plot", "latest", "--only", "lr", "--only", "loss", "--only", "lr")
    assert answer.stdout.splitlines() == [
        f"runs/{run.id}/plots/{kind}.png" for kind in ("lr", "loss")
    ]
    assert {path.stem for path in run.plots.iterdir()} == {"lr", "loss"}


def test_the_nearest_kind_is_suggested(run_cli, written):
    run = written()
    answer = run_cli("plot", "latest", "--only", "loss", "--only", "grad-norm")
    assert answer.exit_code == 2
    assert answer.stderr.startswith(
        "error: there is no picture 'grad-norm'; did you mean grad_norm? (choose from loss, accu"
    )
    assert not run.plots.exists()


def test_a_picture_that_the_run_has_not(run_cli, written):
    run = written()
    _refused(run_cli("plot", "latest", "--only", "confusion"), f"{run.id} predicts no classes")


@pytest.mark.parametrize(("format", "begin"), [("svg", b"<?xml"), ("pdf", b"%PDF-")])
def test_other_forms(run_cli, written, format, begin):
    run = written()
    answer = run_cli("plot", "latest", "--only", "loss", "--format", format)
    (path,) = run.plots.iterdir()
    assert answer.stdout == f"runs/{run.id}/plots/loss.{format}\n"
    assert path.read_bytes().startswith(begin)


def test_a_copy_is_drawn_elsewhere_when_the_run_is_gone_and_may_not_be_written(
    run_cli, written, tmp_path
):
    run = written()
    copy = Path(shutil.copytree(run.path, tmp_path / "copy"))
    shutil.rmtree(run.path)
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    copy.chmod(0o555)
    answer = run_cli("plot", "copy", "--only", "loss", "-o", "pictures/of")
    copy.chmod(0o755)
    assert (answer.exit_code, answer.stdout) == (0, "pictures/of/loss.png\n")
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_a_folder_that_is_a_file(run_cli, written):
    written()
    Path("taken").write_text("in the way")
    answer = run_cli("plot", "latest", "--only", "loss", "-o", "taken")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("error: cannot write taken/loss.png: ")


def test_the_curves_of_two_runs_are_on_one_picture_beside_them(run_cli, several):
    first, second = several([], ["seed=1"])
    answer = run_cli("plot", first.id, second.id)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == [f"runs/plots/{k}.png" for k in ("loss", "accuracy", "lr")]
    assert not first.plots.exists()
    listed = run_cli("runs", "ls").stdout
    assert "unreadable" not in listed
    assert len(listed.splitlines()) == 3, "the folder of pictures is no run"
    assert run_cli("plot", "latest", "--only", "loss").exit_code == 0


def test_runs_of_two_places_are_drawn_where_the_runs_are_or_where_it_is_said(
    run_cli, several, tmp_path
):
    first, second = several([], ["seed=1"])
    moved = shutil.move(second.path, tmp_path / "elsewhere")
    words = ("plot", first.id, moved, "--only", "loss")
    assert run_cli(*words).stdout == "runs/plots/loss.png\n"
    assert run_cli(*words, "-o", "here").stdout == "here/loss.png\n"


def test_a_run_that_is_given_twice(run_cli, written):
    run = written()
    _refused(run_cli("plot", "latest", run.path), f"{run.id} is given twice")


def test_too_many_runs(run_cli, written):
    runs = [written((1.0,), name=f"run{i}") for i in range(9)]
    answer = run_cli("plot", *(run.id for run in runs))
    assert answer.exit_code == 2
    assert answer.stderr == (
        "error: 9 runs are too many for one picture: no more than 8 of them could be told apart\n"
        "Give fewer, as those of: autograd runs ls --sort best --limit 8\n"
    )


def test_a_window_where_there_is_none_is_refused_after_the_files_are_written(
    run_cli, written, monkeypatch
):
    run = written()
    monkeypatch.setenv("MPLBACKEND", "pdf")
    answer = run_cli("plot", "latest", "--only", "loss", "--show")
    assert (answer.exit_code, answer.stdout) == (2, f"runs/{run.id}/plots/loss.png\n")
    assert answer.stderr == (
        "error: no window can be opened: MPLBACKEND says pdf, which only writes files\n"
        "The pictures are in files, whose paths are above: open those, or draw them here: --ascii\n"
    )
    assert (run.plots / "loss.png").exists()


def test_a_backend_that_does_not_exist_stops_no_files(spawn, written):
    run = written()
    words = ("plot", "latest", "--only", "loss", "--show")
    answer = spawn(*words, env={"MPLBACKEND": "nonsense"})
    assert (answer.returncode, answer.stdout) == (2, f"runs/{run.id}/plots/loss.png\n")
    assert answer.stderr.startswith("error: no window can be opened: ")
    assert "nonsense" in answer.stderr

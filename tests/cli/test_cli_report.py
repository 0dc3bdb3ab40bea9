"""`autograd report`: where the page goes, and what it does not replace."""

from importlib import import_module

import pytest


@pytest.fixture(autouse=True)
def _short_page(monkeypatch):
    """What is in the page is tested elsewhere: here is only where it goes."""
    monkeypatch.setattr(import_module("autograd_cli.report.page"), "_SECTIONS", ())


def test_of_one_run_it_goes_into_the_folder_of_the_run(run_cli, written):
    run = written()
    answer = run_cli("report", "latest")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == f"runs/{run.id}/report.html\n"
    assert (run.path / "report.html").read_text().startswith("<!doctype html>\n<html ")
    assert "report.html" in run_cli("runs", "show", "latest").stdout


def test_of_several_runs_it_goes_into_the_current_folder(run_cli, written, tmp_path):
    first, second = written(name="a"), written(name="b")
    answer = run_cli("report", first.id, second.id)
    assert (answer.exit_code, answer.stdout) == (0, "report.html\n")
    assert "<title>2 runs: report</title>" in (tmp_path / "report.html").read_text()


def test_another_place_can_be_chosen(run_cli, written, tmp_path):
    written(runs_dir=tmp_path / "other")
    answer = run_cli("report", "latest", "--runs-dir", "other", "-o", "page.html")
    assert (answer.exit_code, answer.stdout) == (0, "page.html\n")
    assert (tmp_path / "page.html").exists()


def test_an_earlier_report_is_replaced(run_cli, written, tmp_path):
    written()
    assert run_cli("report", "latest", "-o", "page.html").exit_code == 0
    before = (tmp_path / "page.html").stat().st_ino
    assert run_cli("report", "latest", "-o", "page.html").exit_code == 0
    assert (tmp_path / "page.html").stat().st_ino != before, "in one piece"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "config.yaml",
        "page.html",
    ]


def test_another_file_is_not_replaced_unless_it_is_asked_for(run_cli, written, tmp_path):
    written()
    page = tmp_path / "report.html"
    page.write_text("<!doctype html><title>mine</title>")
    answer = run_cli("report", "latest", "-o", page)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        f"error: {page} is there already, and is no report\n"
        "Choose another place with -o, or replace it with --force.\n"
    )
    assert "mine" in page.read_text()
    assert run_cli("report", "latest", "-o", page, "--force").exit_code == 0
    assert "mine" not in page.read_text()


@pytest.mark.parametrize("place", [".", "nowhere/page.html", "file/page.html"])
def test_a_place_that_cannot_be_written_to(run_cli, written, tmp_path, place):
    written()
    (tmp_path / "file").write_text("")
    answer = run_cli("report", "latest", "-o", place)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"error: cannot write {place}: ")
    assert answer.stderr.endswith("\nChoose another place with -o.\n")


def test_a_run_that_is_not_there_or_given_twice(run_cli, written):
    run = written()
    answer = run_cli("report", "nothing")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("error: there is no run 'nothing' in runs\n")
    answer = run_cli("report", "latest", run.id)
    assert (answer.exit_code, answer.stderr) == (2, f"error: {run.id} is given twice\n")

"""What happens to runs in a user's hands: moved, renamed, copied without their data, damaged."""

import json
import os
import re
import shutil

import pytest


@pytest.fixture
def latest(copied):
    return copied / "runs" / (copied / "runs" / "latest").read_text().strip()


def test_a_run_that_was_moved_and_renamed_goes_on(run_there, latest, copied):
    shutil.move(latest, copied / "else where" / "größe")
    for words in (
        "resume größe --runs-dir 'else where' --epochs 3 -q --no-plots",
        "predict 'else where/größe' flowers.csv",
        "evaluate gr --runs-dir 'else where'",
    ):
        answer = run_there(f"autograd {words}")
        assert (answer.exit_code, answer.stderr) == (0, "")


def test_a_run_without_its_data_predicts_and_says_what_it_cannot_do(run_there, latest, copied):
    shutil.move(copied / "flowers.csv", copied / "new.csv")
    config = latest / "config.resolved.yaml"
    config.write_text(re.sub(r"  path: .*", "  path: /elsewhere/t.csv", config.read_text()))
    shutil.move(latest, copied / "model")
    assert run_there("autograd predict model new.csv").exit_code == 0
    assert run_there("autograd evaluate model --data new.csv").exit_code == 0
    answer = run_there("autograd evaluate model")
    assert answer.exit_code == 2
    assert ": dataset.path: there is no file " in answer.stderr
    assert answer.stderr.endswith("\nTo evaluate on other data: --data FILE\n")


@pytest.mark.parametrize("content", ["{}", '{"scaler": 3}', '{"scaler": null, "columns": [7]}'])
@pytest.mark.parametrize("words", ["evaluate latest", "predict latest flowers.csv"])
def test_a_damaged_preprocessing_is_told(run_there, latest, words, content):
    (latest / "preprocess.json").write_text(content)
    answer = run_there(f"autograd {words}")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(
        f"error: runs/{latest.name}/preprocess.json does not say what its model was trained on: "
    )


@pytest.mark.parametrize("out", ["flowers.csv", "./flowers.csv", "link.csv"])
def test_predictions_do_not_replace_the_table_they_are_of(run_there, copied, out):
    (copied / "link.csv").symlink_to("flowers.csv")
    before = (copied / "flowers.csv").read_bytes()
    answer = run_there(f"autograd predict latest flowers.csv -o {out}")
    name = out.removeprefix("./")
    assert (answer.exit_code, answer.stderr) == (
        2, f"error: {name} is the table itself\nChoose another file with -o.\n"
    )  # fmt: skip
    assert (copied / "flowers.csv").read_bytes() == before


def test_links_are_followed_and_a_ring_of_them_is_no_run(run_there, latest, copied):
    (copied / "link").symlink_to("runs")
    (copied / "runs" / "mine").symlink_to(latest)
    (copied / "ring").symlink_to("ring")
    answer = run_there("autograd evaluate mine --runs-dir link --json")
    assert (answer.exit_code, json.loads(answer.stdout)["run"]) == (0, "mine")
    for words, code in (("evaluate ring", 2), ("runs ls --runs-dir ring", 2), ("train ring", 2)):
        answer = run_there(f"autograd {words}")
        assert (answer.exit_code, answer.stdout) == (code, "")
        assert answer.stderr.startswith("error: ")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_whose_name_is_no_text_is_told(run_there, copied):
    name = os.fsdecode(b"\xff.csv")
    answer = run_there(f"autograd predict latest {name}")
    assert answer.exit_code == 2
    assert answer.stderr.startswith("error: there is no file \\udcff.csv\n")

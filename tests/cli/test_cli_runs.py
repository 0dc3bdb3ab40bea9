"""`autograd runs`: show, compare, export and rm, on runs of this and of the first format."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from autograd_cli.runs.lock import RunLock

STORED = Path(__file__).parents[1] / "stored"
LOGREG, MLP, SLOW = (
    "20261122-073955-iris_logreg",
    "20261122-073957-iris_mlp_relu",
    "20261122-074035-slow",
)


@pytest.fixture
def stored(tmp_path):
    """The runs of format 1, copied to `runs` under `tmp_path`."""
    for run_id in (LOGREG, MLP, SLOW):
        shutil.copytree(STORED / run_id, tmp_path / "runs" / run_id)
    return tmp_path / "runs"


def test_show_tells_everything_of_an_old_run(run_cli, stored):
    answer = run_cli("runs", "show", MLP)
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[0] == f"run runs/{MLP}"
    for line in (
        "  status          completed",
        "metric          initial   final  best (epoch 6)",
        "val/loss         2.7857  0.0225          0.0225",
        "settings (defaults left out)",
        "  optimizer.momentum   0.9",
        "  dataset_sha256       203c1e96e04a",
        "  openblas threads  2",
        "  2026-11-22T07:39:57+00:00  autograd train configs/iris_mlp_relu.yaml train.epochs=6 "
        "--no-plots",
        "checkpoints/best.safetensors  7.3 KiB",
        "config.yaml                     687 B",
    ):
        assert line in lines
    assert not any("optimizer.nesterov" in line for line in lines), "it is at its default"


def test_show_tells_of_sessions(run_cli, written):
    run = written()
    session = {
        "started_at": "2026-11-23T00:00:00+00:00",
        "command": ["autograd", "resume", "a b"],
        "from": {"epoch": 2, "batch": 0, "step": 20},
    }
    run.sessions.write_text(json.dumps(session) + "\n")
    lines = run_cli("runs", "show", "latest").stdout.splitlines()
    assert "  2026-11-23T00:00:00+00:00 from epoch 2, step 20  autograd resume 'a b'" in lines


def test_show_as_json_has_every_setting(run_cli, stored):
    about = json.loads(run_cli("runs", "show", MLP, "--json").stdout)
    assert list(about) == [
        "id", "path", "summary", "changed", "settings", "data", "machine", "sessions", "files",
    ]  # fmt: skip
    assert about["settings"]["model.dropout"] == 0.0
    assert about["summary"]["final"]["val/accuracy"] == 1.0
    assert about["files"]["config.yaml"] == 687


def test_show_says_which_part_of_a_run_is_damaged(run_cli, stored):
    (stored / MLP / "preprocess.json").write_text("{")
    (stored / MLP / "config.resolved.yaml").write_text("[")
    (stored / MLP / "sessions.jsonl").write_text("x\n")
    answer = run_cli("runs", "show", MLP)
    assert answer.exit_code == 0
    for name in ("preprocess.json", "config.resolved.yaml", "sessions.jsonl"):
        assert f"  unreadable  runs/{MLP}/{name} cannot be read: " in answer.stdout
    assert "val/loss         2.7857  0.0225          0.0225" in answer.stdout


def test_show_calls_a_run_that_was_killed_so(run_cli, stored):
    path = stored / SLOW / "summary.json"
    path.write_text(path.read_text().replace('"interrupted"', '"running"'))
    assert "  status          killed\n" in run_cli("runs", "show", SLOW).stdout
    assert json.loads(run_cli("runs", "show", SLOW, "--json").stdout)["summary"]["status"] == (
        "killed"
    )


@pytest.mark.parametrize("command", ["show", "export", "rm"])
def test_a_run_that_is_not_there(run_cli, stored, command):
    answer = run_cli("runs", command, "nothing")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("error: there is no run 'nothing' in runs\nThe newest are:\n")


def test_compare_shows_only_what_differs_and_marks_the_best(run_cli, stored):
    answer = run_cli("runs", "compare", LOGREG, MLP)
    assert (answer.exit_code, answer.stderr) == (0, "")
    rows = [line.split() for line in answer.stdout.splitlines()]
    assert rows[0] == ["group", "key", LOGREG, MLP]
    assert ["settings", "model.name", "logistic_regression", "mlp"] in rows
    assert ["settings", "model.activation", "-", "relu"] in rows
    assert ["final", "val/loss", "0.3166", "0.0225", "*"] in rows
    assert not any("train.shuffle" in row for row in rows)
    everything = run_cli("runs", "compare", LOGREG, MLP, "--all").stdout
    assert ["settings", "train.shuffle", "true", "true"] in map(str.split, everything.splitlines())


def test_compare_finds_no_difference(run_cli, stored):
    shutil.copytree(stored / MLP, stored / f"{MLP}-2")
    assert run_cli("runs", "compare", MLP, f"{MLP}-2").stdout == "nothing differs\n"


def test_compare_as_csv_and_json_has_all_digits(run_cli, stored):
    rows = list(csv.reader(io.StringIO(run_cli("runs", "compare", LOGREG, MLP, "--csv").stdout)))
    assert rows[0] == ["group", "key", LOGREG, MLP]
    assert ["final", "val/loss", "0.31664528924293894", "0.02249931533535586"] in rows
    assert ["settings", "model.hidden", "", "[16, 16]"] in rows
    value = json.loads(run_cli("runs", "compare", LOGREG, MLP, "--json").stdout)
    assert value["runs"] == [LOGREG, MLP]
    (line,) = [x for x in value["lines"] if (x["group"], x["key"]) == ("final", "val/loss")]
    assert line["values"] == [0.31664528924293894, 0.02249931533535586]
    assert line["best"] == [1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([MLP], "error: one run alone cannot be compared\nGive two or more.\n"),
        ([MLP, MLP], f"error: {MLP} is given twice\n"),
        (
            [MLP, LOGREG, "--csv", "--json"],
            "error: --json and --csv exclude each other\nGive one of them.\n",
        ),
    ],
)
def test_compare_refuses_what_makes_no_sense(run_cli, stored, words, message):
    answer = run_cli("runs", "compare", *words)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (2, "", message)


def test_export_prints_csv(run_cli, stored):
    answer = run_cli("runs", "export", MLP, SLOW)
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert (answer.exit_code, len(rows)) == (0, 9)
    assert [rows[1][key] for key in ("run", "epoch", "step", "lr")] == [MLP, "1", "8", "0.05"]


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (["-o", "t.csv"], "csv"),
        (["-o", "t.JSON"], "json"),
        (["--output", "t.txt", "--format", "csv"], "csv"),
        (["--output", "t.csv", "--format", "json"], "json"),
    ],
)
def test_export_writes_the_format_that_the_file_ends_in_or_that_is_asked_for(
    run_cli, stored, tmp_path, options, kind
):
    answer = run_cli("runs", "export", "latest", *options)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")
    content = (tmp_path / options[1]).read_text()
    epochs = (
        [row["epoch"] for row in json.loads(content)]
        if kind == "json"
        else [int(row["epoch"]) for row in csv.DictReader(io.StringIO(content))]
    )
    assert epochs == [0, 1]


def test_export_refuses_an_unknown_ending_and_a_place_that_is_not_there(run_cli, stored):
    answer = run_cli("runs", "export", "latest", "-o", "t.xlsx")
    assert (answer.exit_code, answer.stderr) == (
        2,
        "error: t.xlsx ends neither in .csv nor in .json\nChoose with --format csv or json.\n",
    )
    answer = run_cli("runs", "export", "latest", "-o", "no/t.csv")
    assert (answer.exit_code, answer.stderr) == (
        1,
        "error: cannot write no/t.csv: No such file or directory\n",
    )


def test_rm_deletes_those_that_are_named_each_once(run_cli, stored):
    answer = run_cli("runs", "rm", MLP, MLP[:15], "latest", "--yes")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == f"deleted runs/{MLP}\ndeleted runs/{SLOW}\n"
    assert [path.name for path in stored.iterdir()] == [LOGREG]


def test_rm_deletes_those_that_a_filter_finds(run_cli, stored):
    answer = run_cli("runs", "rm", "--filter", "status=completed", "--yes")
    assert answer.stdout == f"deleted runs/{LOGREG}\ndeleted runs/{MLP}\n"
    assert [path.name for path in stored.iterdir()] == [SLOW]
    answer = run_cli("runs", "rm", "--filter", "status=completed", "--yes")
    assert (answer.exit_code, answer.stdout) == (0, "no run fits\n")


def test_rm_does_not_delete_unasked_where_it_cannot_ask(run_cli, stored):
    answer = run_cli("runs", "rm", MLP)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "error: there is no terminal to ask on\nTo delete without asking, add --yes.\n"
    )
    assert (stored / MLP).exists()


@pytest.mark.parametrize("words", [[], [MLP, "--filter", "status=completed"]])
def test_rm_wants_to_know_which(run_cli, stored, words):
    answer = run_cli("runs", "rm", "--yes", *words)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == "error: it takes the names of runs, or --filter, and not both\n"


def test_rm_deletes_none_if_one_is_worked_on(run_cli, written):
    first, second = written(name="a"), written(name="b")
    lock = RunLock(second)
    answer = run_cli("runs", "rm", first.id, second.id, "--yes")
    lock.release()
    assert answer.exit_code == 2
    assert answer.stderr == (
        f"error: a process is working on {second.id}\n"
        "Nothing has been deleted. Wait for its end, or stop it.\n"
    )
    assert first.path.exists()


@pytest.mark.parametrize("command", ["ls", "show", "compare", "export", "rm"])
def test_the_example_of_the_help_runs(run_cli, stored, command):
    text = run_cli("runs", command, "--help").stdout
    assert text.startswith(f"Usage: autograd runs {command} ")
    (example,) = re.findall(r"Example:\n +autograd (.*)", text)
    words = [LOGREG if word[:9] == "20261122-" else word for word in example.split()]
    answer = run_cli(*words)
    assert (answer.exit_code, answer.stderr) == (0, "")

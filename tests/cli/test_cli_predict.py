"""`autograd predict`: the same examples, however their table is laid out."""

import csv
import io

import numpy as np
import pytest

from autograd_cli.files import write_atomically

COLOURS = ["red", "green", "blue"]
CONFIG = """
dataset: {name: csv, path: table.csv, target: kind, standardize: true, impute: mean}
model: {name: mlp, hidden: [4]}
train: {epochs: 3, batch_size: 8}
"""


def _table(n=60, classes=("cat", "dog", "eel")):
    """Rows with numbers, a category, and a hole here and there."""
    rng = np.random.default_rng(0)
    return [
        {
            "weight": "" if i % 11 == 5 else repr(float(rng.normal())),
            "length": repr(float(rng.normal())),
            "colour": COLOURS[int(rng.integers(3))],
            "kind": classes[i % len(classes)],
        }
        for i in range(n)
    ]


def _csv(rows, columns):
    text = io.StringIO()
    table = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


@pytest.fixture
def train(run_cli, tmp_path, config_file):
    def run(rows, config=CONFIG):
        (tmp_path / "table.csv").write_text(_csv(rows, list(rows[0])))
        answer = run_cli("train", config_file(config), "-q", "--no-plots")
        assert answer.exit_code == 0, answer.stderr

    return run


@pytest.fixture
def predict(run_cli, tmp_path):
    def run(text, *options, name="new.csv"):
        (tmp_path / name).write_text(text)
        answer = run_cli("predict", "latest", name, *options)
        assert answer.exit_code == 0, answer.stderr
        return answer

    return run


@pytest.mark.parametrize("proba", [[], ["--proba"]])
def test_shuffled_columns_without_the_target_give_the_same_predictions(train, predict, proba):
    rows = _table()
    train(rows)
    original = predict(_csv(rows, ["weight", "length", "colour", "kind"]), *proba)
    shuffled = predict(_csv(rows, ["colour", "weight", "length"]), *proba)
    further = predict(_csv([{**row, "note": "x"} for row in rows], ["note", "length", "weight",
                                                                 "colour"]), *proba)  # fmt: skip
    assert original.stdout == shuffled.stdout == further.stdout
    assert (original.stderr, shuffled.stderr) == ("", "")
    assert further.stderr == "columns not used: note\n"
    assert len(original.stdout.splitlines()) == 61


def test_classes_have_their_names_and_probabilities_add_up(train, predict):
    rows = _table()
    train(rows)
    lines = csv.DictReader(io.StringIO(predict(_csv(rows, list(rows[0])), "--proba").stdout))
    assert lines.fieldnames == [
        "prediction", "probability_cat", "probability_dog", "probability_eel"
    ]  # fmt: skip
    for line in lines:
        name = line.pop("prediction")
        probabilities = {key.removeprefix("probability_"): float(p) for key, p in line.items()}
        assert sum(probabilities.values()) == pytest.approx(1, rel=1e-14)
        assert max(probabilities, key=probabilities.get) == name


def test_two_classes(train, predict):
    rows = _table(classes=("no", "yes"))
    train(rows)
    lines = list(csv.reader(io.StringIO(predict(_csv(rows, list(rows[0])), "--proba").stdout)))
    assert lines[0] == ["prediction", "probability_no", "probability_yes"]
    assert {line[0] for line in lines[1:]} <= {"no", "yes"}
    assert all((line[0] == "yes") == (float(line[2]) > 0.5) for line in lines[1:])


def test_numbers(train, predict, run_cli):
    rows = [{**row, "kind": row["length"]} for row in _table()]
    train(rows, CONFIG.replace("hidden: [4]", "hidden: []"))
    lines = predict(_csv(rows, list(rows[0]))).stdout.splitlines()
    assert lines[0] == "prediction"
    assert all(np.isfinite(float(line)) for line in lines[1:])
    answer = run_cli("predict", "latest", "new.csv", "--proba")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == ("error: --proba is for classes, and this model predicts numbers\n")


def test_a_file_gets_what_stdout_would(train, predict, run_cli, tmp_path):
    rows = _table()
    train(rows)
    shown = predict(_csv(rows, list(rows[0])), "--proba").stdout
    answer = run_cli("predict", "latest", "new.csv", "--proba", "-o", "out.csv")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert (tmp_path / "out.csv").read_text() == shown
    assert run_cli("predict", "latest", "new.csv", "--proba", "-o", "out.npz").exit_code == 0
    with np.load(tmp_path / "out.npz") as arrays:
        lines = list(csv.reader(io.StringIO(shown)))[1:]
        assert arrays["prediction"].tolist() == [line[0] for line in lines]
        assert arrays["probability"].tolist() == [[float(x) for x in line[1:]] for line in lines]
        assert arrays["classes"].tolist() == ["cat", "dog", "eel"]


def test_the_best_weights_are_taken_unless_the_last_are_asked_for(train, predict, run_cli):
    rows = _table()
    train(rows)
    text = _csv(rows, list(rows[0]))
    run_cli("resume", "latest", "--epochs=40", "--override=optimizer.lr=0.9", "-q", "--no-plots")
    best, last = (
        predict(text, "--proba", *options).stdout for options in ([], ["--weights", "last"])
    )
    assert best != last


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("weight,colour\n1,red\n", "'length'"),
        ("weight,length,colour\n1,2,red\n1,2,pink\n", "new.csv:3: column 'colour' holds 'pink'"),
        ("weight,length,colour\n1,x,red\n", "new.csv:2: column 'length' holds 'x'"),
        ("weight,length,colour\n1,2\n", "new.csv:2"),
        ("", "new.csv"),
    ],
)
def test_a_table_that_does_not_fit_is_told_with_the_place(train, run_cli, tmp_path, text, message):
    train(_table())
    (tmp_path / "new.csv").write_text(text)
    answer = run_cli("predict", "latest", "new.csv")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("error: ")
    assert message in answer.stderr


def test_what_cannot_be_written_leaves_what_was_there(train, run_cli, tmp_path, monkeypatch):
    def fail(path, content):
        raise OSError(28, "No space left on device")

    rows = _table()
    train(rows)
    (tmp_path / "new.csv").write_text(_csv(rows, list(rows[0])))
    write_atomically(tmp_path / "out.csv", b"old")
    monkeypatch.setattr("autograd_cli.cli.predictions.write_atomically", fail)
    answer = run_cli("predict", "latest", "new.csv", "-o", "out.csv")
    assert (answer.exit_code, answer.stderr) == (
        1, "error: cannot write out.csv: No space left on device\n"
    )  # fmt: skip
    assert (tmp_path / "out.csv").read_text() == "old"
    answer = run_cli("predict", "latest", "new.csv", "-o", "out.xls")
    assert (answer.exit_code, answer.stderr) == (
        2, "error: cannot write out.xls: it should end in .csv or .npz\n"
    )  # fmt: skip

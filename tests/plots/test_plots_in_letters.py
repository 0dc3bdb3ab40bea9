"""Curves in letters, read as the text that they are."""

from types import SimpleNamespace

import pytest

from autograd_cli.plots import NoPictureError, RunData
from autograd_cli.plots.letters.canvas import Canvas, Look
from autograd_cli.plots.letters.of_runs import Terminal, kinds_of, of_one, of_several
from autograd_cli.runs import Metrics, RunError, Steps

LOSS = Metrics([0, 1, 2, 3, 4], {"train/loss": [4, 3, 2, 1, 1], "val/loss": [4, 4, 3, 3, 3]})
NAN, INF = float("nan"), float("inf")


def _text(rows):
    return "\n".join("".join(text for text, _ in row) for row in rows)


def _one(data, quantity="loss", columns=40, drawn=True, steps=None):
    found = SimpleNamespace(metrics=data, title="20260101-000000-a", steps=steps)
    return _text(of_one(found, quantity, Terminal(columns, drawn)))


def test_a_loss_in_braille():
    assert _one(LOSS) == """\
loss over the epochs of 20260101-000000-a
4 ┤⠑⢄⠁ ⠁ ⠁ ⠁ ⠄
  │  ⠉⠢⡀       ⠂
  │    ⠈⠢⡀       ⠂
  │      ⠈⠑⢄       ⠁
3 ┤         ⠑⢄       ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁
  │           ⠉⠢⡀
  │             ⠈⠢⡀
  │               ⠈⠑⢄
2 ┤                  ⠑⠤⡀
  │                    ⠈⠢⢄
  │                       ⠑⠢⡀
1 ┤                         ⠈⠒⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀
  │
  │
  │
0 ┤
  └┬─────────────────┬─────────────────┬
   0                 2                 4
⠒⠒ training   ⠂⠐ validation"""  # fmt: skip


def test_a_loss_in_plain_letters():
    assert _one(LOSS, drawn=False) == """\
loss over the epochs of 20260101-000000-a
4 +ooooooooooo
  |  **       oo
  |    **       oo
  |      **       oo
3 +        ***      oooooooooooooooooooo
  |           **
  |             **
  |               **
2 +                 ***
  |                    ***
  |                       ***
1 +                          ***********
  |
  |
  |
0 +
  ++-----------------+-----------------+
   0                 2                 4
* training   o validation"""  # fmt: skip


def test_two_runs_have_letters():
    tables = [LOSS, Metrics([0, 1], {"train/loss": [2, 1]})]
    assert _text(of_several(tables, ["lr=1", "lr=2"], "loss", Terminal(40, True))) == """\
loss over the epochs of 2 runs
4 ┤aaaaaaaaaaa
  │  AA       aa
  │    AA       aa
  │      AA       aa
3 ┤        AAA      aaaaaaaaaaaaaaaaaaaa
  │           AA
  │             AA
  │               AA
2 ┤BB               AAA
  │  BBB               AAA
  │     BBB               AAA
1 ┤        BB                AAAAAAAAAAA
  │
  │
  │
0 ┤
  └┬─────────────────┬─────────────────┬
   0                 2                 4
A lr=1
B lr=2
small letters are of the validation part"""  # fmt: skip


@pytest.mark.parametrize("columns", [30, 79, 120])
@pytest.mark.parametrize("drawn", [True, False])
def test_no_row_is_wider_than_the_terminal(columns, drawn):
    rows = _one(LOSS, columns=columns, drawn=drawn).splitlines()[1:-1]
    assert max(map(len, rows)) == columns


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([1.0, 1e-3, 1e-6], ["1", "0.1", "0.01", "0.001", "0.0001", "1e-5", "1e-6"]),
        ([6.0, 0.05], ["5", "2", "1", "0.5", "0.2", "0.1", "0.05"]),
        ([1.25, 1.0, 0.97], ["1.2", "1.1", "1"]),
        ([1.0, NAN, INF, 1.0], ["1.4", "1.2", "1", "0.8", "0.6"]),
        ([NAN, NAN], ["1", "0.8", "0.6", "0.4", "0.2", "0"]),
        ([1.0, 1e300], ["2", "1", "0.5"]),
    ],
)
def test_the_numbers_beside_the_axis_are_round(values, ticks):
    text = _one(Metrics([*range(len(values))], {"train/loss": values}))
    assert [row.split("┤")[0].strip() for row in text.splitlines() if "┤" in row] == ticks


def test_shares_are_seen_on_the_whole_scale():
    text = _one(Metrics([0, 1], {"train/accuracy": [0.9, 0.91]}), "accuracy")
    numbers = [row.split("┤")[0].strip() for row in text.splitlines() if "┤" in row]
    assert numbers == ["1", "0.8", "0.6", "0.4", "0.2", "0"]


def test_one_epoch_is_a_whole_letter_that_is_seen():
    text = _one(Metrics([0], {"train/loss": [0.5]}))
    assert text.count("⣿") == 1


def test_logged_steps_are_a_curve():
    steps = Steps([1, 1], [1, 2], [1, 2], [0.1, 0.1], [3.0, 2.0], [1.0, 1.0])
    text = _one(LOSS, "steps", steps=steps)
    assert text.startswith("loss of the batch over the steps of 20260101-000000-a\n")
    assert text.splitlines()[-1].split() == ["1", "2"]


def test_thousands_of_epochs_are_drawn_whole():
    text = _one(Metrics([*range(5001)], {"train/loss": [1 / (1 + k) for k in range(5001)]}))
    assert text.splitlines()[-2].split() == ["0", "5000"]


def test_a_gap_is_where_there_is_no_number():
    canvas = Canvas(5, 1, braille=False)
    canvas.draw([(0, 0), (1, 0), None, (3, 0), (4, 0)], Look("*"))
    assert _text(canvas.rows()) == "** **"


def test_what_is_drawn_last_is_seen_and_has_the_colour():
    canvas = Canvas(3, 1, braille=False)
    canvas.draw([(0, 0), (2, 0)], Look("a", 0))
    canvas.draw([(1, 0)], Look("b", 1))
    assert [*canvas.rows()] == [[("a", 0), ("b", 1), ("a", 0)]]


def test_every_dot_of_braille_has_its_bit():
    letters = ""
    for k in range(8):
        canvas = Canvas(1, 1, braille=True)
        canvas.draw([(k % 2, k // 2)] * 2, Look("*"))
        letters += _text(canvas.rows())
    assert letters == "⠁⠈⠂⠐⠄⠠⡀⢀"


def test_a_run_is_drawn_with_its_curves_and_a_small_confusion_matrix(written, predicted):
    from autograd_cli.runs.predicted import encode

    run = written()
    assert kinds_of(RunData(run), None) == ["loss", "accuracy", "lr"]
    run.preprocessing.write_text('{"class_names": ["a", "b"]}')
    run.predictions.write_bytes(encode(predicted([[2, 1], [0, 3]], epoch=1)))
    assert kinds_of(RunData(run), None) == ["loss", "accuracy", "lr", "confusion"]
    assert kinds_of(RunData(run), ["lr", "loss", "lr"]) == ["lr", "loss"]


def test_what_cannot_be_drawn_in_letters_is_told(written):
    run = written()
    with pytest.raises(NoPictureError) as caught:
        kinds_of(RunData(run), ["images"])
    assert caught.value.message == f"images of {run.id} cannot be drawn in letters"
    assert caught.value.hint == "These can: loss, accuracy, lr, confusion."


def test_a_run_without_metrics_is_an_error(create):
    with create() as run:
        pass
    with pytest.raises(RunError, match="has no metrics to draw"):
        kinds_of(RunData(run.folder), ["loss"])

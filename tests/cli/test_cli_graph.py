"""autograd graph: of a config, a run or a formula; as text, data or a picture."""

import io
import json
import shlex
import shutil

import pytest

from autograd_cli.cli.glyphs import suited

CUBIC = "x**3 + x**2 - 6*x + 1"
CONFIG = """
dataset: {name: iris_binary}
model: {name: mlp, hidden: [3]}
train: {batch_size: 5}
"""


@pytest.fixture
def config(config_file):
    return config_file(CONFIG, "small.yaml")


def test_the_listing_of_the_second_document(run_cli):
    answer = run_cli("graph", CUBIC, "--at", "x=2", "--list")
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[0] == "Values, in topological order"
    assert lines[2].split() == ["#0", "x", "()", "2"]
    assert lines[12].split() == ["#10", "add", "#8", "+", "#9", "()", "1"]
    assert lines[14] == "Gradients, in reverse"
    assert lines[-1].split()[:4] == ["#0", "x", "()", "10"]


def test_the_network_of_the_first_document(run_cli):
    at = ["A=[[4,-2],[-1,2],[5,2]]", "B=[[3,2,1],[1,-1,1],[-1,0,2]]", "x=[2,-3]"]
    options = [word for text in at for word in ("--at", text)]
    answer = run_cli("graph", "sum(sigmoid(relu(B @ relu(A @ x))))", *options, "--list")
    assert "2.4999999847700205" in answer.stdout
    assert "[[3.04599586e-08, -4.56899378e-08], [0, 0], [3.04599586e-08, -4.56899378e-08]]" in (
        answer.stdout
    )
    assert (
        "[[1.47428643e-19, 0, 4.21224694e-20], [2.1321971e-07, 0, 6.09199171e-08], [0, 0, 0]]"
        in (answer.stdout)
    )


def test_a_formula_is_a_tree_in_the_terminal(run_cli):
    answer = run_cli("graph", "x * y", "--at", "x=2,y=3")
    assert answer.stdout.splitlines() == ["x * y", "#2 multiply: 6", "├── #0 x: 2", "└── #1 y: 3"]


def test_the_way_back_is_a_tree_too(run_cli):
    answer = run_cli("graph", "x * y", "--at", "x=2", "--at", "y=3", "--reverse")
    assert answer.stdout.splitlines()[2] == "├── #0 x: 3, by ∂y/∂a = b"


def test_a_single_variable_needs_no_name_and_a_missing_value_is_told(run_cli):
    assert "#1 sin: 1" in run_cli("graph", "sin(x)", "--at", "pi/2").stdout
    answer = run_cli("graph", "x * y", "--at", "x=2")
    assert answer.stderr == "note: y = 1: give other values with --at\n"
    assert "#2 multiply: 2" in answer.stdout


def test_a_formula_may_begin_with_a_minus(run_cli):
    answer = run_cli("graph", "-x", "--at", "-2")
    assert answer.stdout.splitlines() == ["-x", "#1 negative: 2", "└── #0 x: -2"]


def test_of_a_result_that_is_no_number_it_is_said_what_the_gradients_are(run_cli):
    answer = run_cli("graph", "2 * x", "--at", "x=[1, 2]")
    assert answer.stderr == (
        "note: the result is no single number: the gradients are those of its sum\n"
    )


def test_a_config_gives_its_first_step(run_cli, config):
    answer = run_cli("graph", config, "model.hidden=[2]", "--batch", "3")
    lines = answer.stdout.splitlines()
    assert lines[0] == "small: the first step of its training"
    assert any("─ #6 linear (3, 2): " in line for line in lines)
    assert any("─ #2 layers.0.weight (2, 4): " in line for line in lines)
    assert any("─ #1 targets (3,): [" in line for line in lines)


def test_modules_are_single_values_on_demand(run_cli, config):
    answer = run_cli("graph", config, "--collapse", "--list")
    assert "layers.0: Linear weight 3x4, bias 3" in answer.stdout
    assert "layers.0.weight" not in answer.stdout


def test_a_large_graph_is_collapsed_unless_it_is_to_be_full(run_cli, config):
    deep = "model.hidden=[2,2,2,2,2,2,2,2,2,2,2]"
    assert "layers.3.weight" not in run_cli("graph", config, deep).stdout
    assert "layers.3.weight" in run_cli("graph", config, deep, "--full").stdout


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "dot", "json"])
def test_a_file_has_the_form_of_its_suffix(run_cli, tmp_path, suffix):
    answer = run_cli("graph", CUBIC, "-o", f"it.{suffix}", "--at", "2", "--reverse")
    assert (answer.exit_code, answer.stdout) == (0, f"it.{suffix}\n")
    content = (tmp_path / f"it.{suffix}").read_bytes()
    begin = {"svg": b"<", "png": b"\x89PNG", "pdf": b"%PDF", "dot": b"digraph", "json": b"{"}
    assert content.startswith(begin[suffix])
    if suffix == "json":
        assert json.loads(content)["nodes"][0]["gradient"] == 10


def test_a_runs_graph_needs_no_more_than_its_folder(run_there, copied, tmp_path_factory):
    (run,) = (path for path in (copied / "runs").iterdir() if path.name.endswith("-flowers"))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "20261122-141530-it's $x$ & co"
    shutil.move(run, elsewhere)
    shutil.rmtree(copied / "runs")
    (copied / "flowers.csv").unlink()
    answer = run_there(f"autograd graph {shlex.quote(str(elsewhere))} -o it.dot")
    assert (answer.exit_code, answer.stderr) == (0, "")
    text = (copied / "it.dot").read_text()
    assert "[label=\"20261122-141530-it's $x$ & co, epoch " in text
    assert "layers.0.weight\\n(4, 2)" in text


def test_a_run_of_an_earlier_version_has_kept_no_examples(run_there):
    answer = run_there("autograd graph 20261122-141530-iris_mlp_relu")
    assert answer.exit_code == 0
    assert "has kept no examples that fit its model: zeros stand for them" in answer.stderr
    assert "#0 x (4, 4): all 0" in answer.stdout


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["nowhere.yaml"], "there is no config nowhere.yaml\nautograd config init writes one."),
        (["./nowhere"], "there is no file ./nowhere"),
        (["small"], "'small' is no config, no run and no expression"),
        (["latest"], "there is no run 'latest' in runs"),
        (["20261122-141530-gone"], "there is no run '20261122-141530-gone' in runs"),
        (["x +"], "column 1: not a formula: invalid syntax"),
        (["x * y", "--at", "2"], "--at 2: which variable?\nWrite --at NAME=2."),
        (["x * y", "--at", "z=2"], "--at z=2: there is no z in the expression"),
        (["2 * 3", "--at", "z=2"], "--at z=2: there is no z in the expression\nIt has none."),
        (["x * y", "--at", "x=1,x=2"], "--at x=1,x=2: x is given twice"),
        (["x * y", "--at", "x=true"], "--at x=true: 'true' is no number and no list of numbers"),
        (
            ["x * y", "--at", "x=[[1],[2,3]]"],
            "--at x=[[1],[2,3]]: column 1: shapes that do not fit",
        ),
        (["x * y", "--at", "x=1e999"], "--at x=1e999: column 1: this constant is"),
        (["x * y", "--at", "x="], "--at x=: the formula is empty"),
        (["A @ x", "--at", "A=[[1, 2]]"], "MatMul of shapes (1, 2) and ()"),
        (["x * y", "a=b"], "KEY=VALUE belongs to a config, and this is an expression"),
        (["x * y", "--batch", "2"], "--batch belongs to a config or a run"),
        (["small.yaml", "--at", "x=2"], "--at belongs to an expression, and this is a config"),
        (["x * y", "-o", "it.gif"], "cannot write it.gif: it should end in .svg, .png, .pdf"),
        (["x * y", "-o", "no/it.dot"], "cannot write no/it.dot: No such file or directory"),
    ],
    ids=lambda part: " ".join(part)[:40] if isinstance(part, list) else "",
)
def test_a_mistake_is_told(run_cli, config, words, error):
    answer = run_cli("graph", *words)
    assert answer.exit_code == (1 if "cannot write no/" in error else 2)
    assert f"error: {error}" in answer.stderr or error in answer.stderr
    assert answer.stdout == ""


def test_a_config_without_its_suffix_is_guessed(run_cli, config, tmp_path):
    answer = run_cli("graph", f"{tmp_path}/small")
    assert answer.stderr == (
        f"error: there is no file {tmp_path}/small\nDid you mean {tmp_path}/small.yaml?\n"
    )


def test_a_formula_longer_than_any_file_name_is_read(run_cli):
    answer = run_cli("graph", "+".join(["x"] * 200))
    assert "#199 add: 200" in answer.stdout.splitlines()


def test_plain_letters_do_where_the_encoding_has_no_others():
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert suited("├── ∂y/∂x │ └", ascii_only) == "|-- dy/dx | `"
    assert suited("├── ∂y/∂x", io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) == "├── ∂y/∂x"

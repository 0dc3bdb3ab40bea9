"""`autograd derive`: tables, pictures, descents, and what it refuses."""

import json
import subprocess
import sys

import pytest

from autograd_cli.expressions import symbolic

S1 = "x**3 + x**2 - 6*x + 1"
AT_2 = """\
f = x**3 + x**2 - 6*x + 1
f = 1 at x = 2
derivative  method                         value    error  note
df/dx       symbolic                          10        0  3*x**2 + 2*x - 6
df/dx       forward difference  10.0000002384186  2.4e-07
df/dx       central difference  10.0000000002017  2.0e-10
df/dx       complex step                      10        0
df/dx       reverse mode                      10        0
df/dx       forward mode                      10        0
"""
KINK = """\
f = abs(x)
f = 0 at x = 0
derivative  method              value  error  note
df/dx       symbolic                -      -  on the kink of abs(x): -1 and 1 on its sides
df/dx       forward difference      -      -  no derivative; gives 1
df/dx       central difference      -      -  no derivative; gives 0
df/dx       complex step            -      -  abs has no complex form
df/dx       reverse mode            -      -  no derivative; gives 0
df/dx       forward mode            -      -  no derivative; gives 0
"""


@pytest.fixture
def derive(run_cli):
    return lambda *words: run_cli("derive", *words)


def test_a_table_of_every_way_at_a_point(derive):
    answer = derive(S1, "--at", "2")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, AT_2, "")


def test_where_there_is_no_derivative_words_tell_it(derive):
    assert derive("abs(x)", "--at", "0").stdout == KINK
    answer = derive("log(x)", "--at", "-1")
    assert answer.exit_code == 0
    assert "f has no value at x = -1" in answer.stdout


@pytest.mark.parametrize("at", [("--at", "y=2,x=pi/2"), ("--at=x=pi/2, y=2",)])
def test_several_variables_have_a_block_each(derive, at):
    lines = derive("x*y", *at).stdout.splitlines()
    assert lines[1] == "f = 3.14159265358979 at x = 1.5708, y = 2"
    exact = [line.split()[:3] for line in lines if " symbolic " in line]
    assert exact == [["df/dx", "symbolic", "2"], ["df/dy", "symbolic", "1.5707963267949"]]


def test_second_derivatives(derive):
    lines = derive("x**2*y", "--at", "x=1,y=2", "--order", "2").stdout.splitlines()
    assert [line.split("symbolic")[0].strip() for line in lines if "symbolic" in line] == [
        "d2f/dx2", "d2f/dx dy", "d2f/dy2",
    ]  # fmt: skip


def test_without_a_point_it_is_1_which_is_told(derive):
    answer = derive("x*y")
    assert "f = 1 at x = 1, y = 1" in answer.stdout
    assert answer.stderr == "note: without --at every variable is 1\n"


@pytest.mark.parametrize("formula", ["-x**2", "-x", "-(x - 1)", "-sin(x)", "-h**2", "-v*2", "-2*x"])
def test_formulas_and_values_may_begin_with_a_minus(derive, formula):
    for words in (
        (formula, "--at", "-2"), ("--at", "-2", formula), ("--at", "-2", "--", formula),
    ):  # fmt: skip
        answer = derive(*words)
        assert answer.exit_code == 0, answer.output
        assert answer.stdout.startswith(f"f = {formula}\n")
        assert f"at {formula.strip('-(2*')[0] if 'sin' not in formula else 'x'} = -2" in (
            answer.stdout
        )


def test_json_has_every_number(derive):
    told = json.loads(derive(S1, "--at", "2", "--json").stdout)
    assert told["formula"] == S1
    assert (told["points"], told["f"]) == ({"x": [2.0]}, [1.0])
    (each,) = told["derivatives"]
    assert (each["derivative"], each["variables"], each["exact"]) == ("df/dx", ["x"], [10.0])
    assert each["methods"][0] == {
        "method": "symbolic", "values": [10.0], "errors": [0.0], "notes": ["3*x**2 + 2*x - 6"],
    }  # fmt: skip
    kink = json.loads(derive("abs(x)", "--at", "0", "--json").stdout)
    assert kink["derivatives"][0]["exact"] == [None]
    assert kink["derivatives"][0]["methods"][-1]["values"] == [None]


def test_s1_over_a_range_with_its_picture(derive, tmp_path):
    answer = derive(S1, "--range", "-3", "3", "--plot", "errors.png")
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[1] == "101 points of x in [-3, 3]"
    assert lines[-1] == "errors.png"
    assert (tmp_path / "errors.png").read_bytes().startswith(b"\x89PNG")
    worst = {line[12:30].strip(): float(line[30:43]) for line in lines[3:-1]}
    assert worst["reverse mode"] < 1e-13
    assert worst["symbolic"] < 1e-13
    assert 1e-8 < worst["forward difference"] < 1e-5


def test_s1_of_two_variables_at_random_points(derive, tmp_path):
    words = ("x*y + sin(x - 2*y)", "--range", "-2", "2", "--json")
    points = json.loads(derive(*words).stdout)["points"]
    assert [len(x) for x in points.values()] == [51, 51]
    assert all(-2 <= v <= 2 for x in points.values() for v in x)
    few = (*words, "--points", "3")
    first, other = derive(*few), derive(*few, "--seed", "1", "--plot", "errors.svg")
    assert first.stdout == derive(*few).stdout
    assert json.loads(first.stdout)["points"] != json.loads(other.stdout)["points"]
    assert "<svg" in (tmp_path / "errors.svg").read_text()


def test_points_without_a_derivative_are_counted(derive):
    lines = derive("abs(x)", "--range", "-1", "1", "--points", "3").stdout.splitlines()
    assert lines[3].endswith(" 1 of 3: on the kink of abs(x): -1 and 1 on its sides")
    assert lines[6].endswith(" 3 of 3: abs has no complex form")


def test_s1_descents_to_the_minimum(derive, tmp_path):
    answer = derive(S1, "--minimize", "--start", "3", "--plot", "descent.pdf")
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[1] == "minimum: f = -3.06067258720539 at x = 1.11963298118022"
    assert lines[2].split() == ["method", "steps", "x", "f", "distance", "slope", "note"]
    rows = {line[:30].strip(): line[30:].split() for line in lines[3:-1]}
    assert rows["forward difference, dx = 0.01"] == [
        "20", "1.11463011348072", "-3.06056361491103", "5.0e-03", "4.4e-02",
    ]  # fmt: skip
    assert rows["forward difference, dx = 0.001"][-2:] == ["5.0e-04", "4.4e-03"]
    assert float(rows["reverse mode"][-2]) < 1e-14
    assert (tmp_path / "descent.pdf").read_bytes().startswith(b"%PDF")


def test_every_step_of_the_descents(derive):
    words = ("x**2", "--minimize", "--start", "-1", "--lr", "0.25", "--steps", "2")
    lines = derive(*words, "-v").stdout.splitlines()
    assert [line.split() for line in lines[1:4]] == [
        ["symbolic", "0", "-1", "1", "1.0e+00"],
        ["symbolic", "1", "-0.5", "0.25", "5.0e-01"],
        ["symbolic", "2", "-0.25", "0.0625", "2.5e-01"],
    ]
    told = json.loads(derive(*words, "--json").stdout)
    assert told["minimum"] == [0.0]
    assert told["methods"][0]["points"] == [[-1.0], [-0.5], [-0.25]]


def test_descents_that_all_diverge_exit_with_3(derive):
    answer = derive("x**3", "--minimize", "--start", "-3")
    assert answer.exit_code == 3
    assert answer.stdout.count("diverged at step 6") == 5
    assert (
        answer.stderr == "error: every descent diverges\nTake a smaller --lr, or another --start.\n"
    )


def test_without_sympy_it_says_how_to_get_it(derive, monkeypatch):
    monkeypatch.setattr(symbolic, "available", lambda: False)
    answer = derive(S1, "--at", "2")
    assert answer.exit_code == 0
    install = 'sympy is not installed: python -m pip install "autograd-cli[symbolic]"'
    assert answer.stderr == f"note: {install}; errors are differences from reverse mode\n"
    assert f"symbolic                           -        -  {install}" in answer.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("x", "--at", "y=1"), "--at y=1: the formula has no variable y\nWrite --at x=1."),
        (("x*y", "--at", "3"), "--at 3: '3' is not of the form x=1\nWrite --at x=1,y=1."),
        (("x*y", "--at", "x=1"), "--at x=1: no value for y\nWrite --at x=1,y=1."),
        (("x*y", "--at", "x=1,x=2"), "--at x=1,x=2: x is given twice\nWrite --at x=1,y=1."),
        (("x", "--at", "z"), "--at: 'z' is no number\nGive one, as 2 or pi/2."),
        (("x", "--at", "1/0"), "--at: column 1: this constant is infinite"),
        (("x", "--range", "3", "-3"), "--range 3 -3: the lower end comes first"),
        (("x", "--plot", "a.png"), "--plot draws a range or descents\nAdd --range or --minimize."),
        (("x", "--range", "0", "1", "--plot", "a.gif"), "cannot write a.gif: it should end in"),
        (("x", "--at", "1", "--minimize"), "--at and --minimize exclude each other"),
        (("x", "--start", "1"), "--start belongs to --minimize"),
        (("x", "--points", "9"), "--points belongs to --range"),
        (("x", "--minimize", "--order", "2"), "--minimize follows first derivatives"),
        (("x", "--dx", "-1"), "--dx -1: it has to be above 0"),
        (("x", "--minimize", "--steps", "0"), "--steps 0: it has to be from 1 to 10000"),
        (("x", "--range", "0", "1", "--points", "1"), "--points 1: it has to be from 2 to 10000"),
        (("x", "--minimize", "--lr", "0"), "--lr 0: it has to be above 0"),
        (("2 + 3",), "2 + 3 has no variable"),
        (("sum(x)",), "derive differentiates formulas of numbers"),
        (("+".join("abcdfghijkl"),), "the formula has 11 variables; at most 10 are told of"),
    ],
)
def test_what_does_not_fit_is_told(derive, words, message):
    answer = derive(*words)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"error: {message}")


@pytest.mark.parametrize(
    "formula",
    ["__import__('os').system('touch it')", "x.y", "9**9**9", "(" * 5000, "-" * 1999, "x\x1b[2J"],
)
def test_anything_but_arithmetic_is_refused(derive, tmp_path, formula):
    answer = derive(formula)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("error: ")
    assert "\x1b" not in answer.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_refusal_takes_no_time(tmp_path):
    command = [sys.executable, "-m", "autograd_cli", "derive", "(" * 1900 + "9**9**9"]
    answer = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=10, cwd=tmp_path
    )
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


def test_what_refuses_a_formula_loads_no_numpy(tmp_path):
    code = (
        "import sys\n"
        "from autograd_cli.expressions import ExpressionError, parse\n"
        "try: parse('x.y')\n"
        "except ExpressionError: print(*sorted({'numpy', 'scipy', 'sympy'} & {*sys.modules}))"
    )
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert answer.stdout == "\n"


def test_an_unknown_option_is_one(derive):
    answer = derive("x", "--foo")
    assert answer.exit_code == 2
    assert "No such option: --foo" in answer.stderr

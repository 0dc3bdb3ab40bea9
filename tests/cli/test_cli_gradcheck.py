"""`autograd gradcheck`: every derivative, and a wrong one found and named."""

import json

import numpy as np
import pytest

from autograd_cli.engine import Function
from autograd_cli.ops import checks, exponential, losses_binary, losses_multiclass, products
from autograd_cli.ops.checks import op_checks
from autograd_cli.zoo import model_checks

MLP = "dataset: {name: iris}\nmodel: {name: mlp, hidden: [3]}\n"
CONVNET = """dataset: {name: digits_images}
model: {name: convnet, activation: tanh, layers: [{name: conv, channels: 4}]}
train: {dtype: float32}
"""


@pytest.fixture
def plant(monkeypatch):
    """Replace the rules of an op by `wrong(right cotangent)`."""

    def replace(op: type[Function], wrong):
        def planted(rule):
            return rule and rule._replace(vjp=lambda *args, **kw: wrong(rule.vjp(*args, **kw)))

        monkeypatch.setattr(op, "rules", tuple(map(planted, op.rules)))

    return replace


@pytest.fixture
def fewer_ops(monkeypatch):
    """Check every model, but a tenth of the ops and those that the tests make wrong."""
    wrong = {"exp", "logistic_loss", "linear"}
    some = [check for i, check in enumerate(op_checks()) if i % 10 == 0 or check.name in wrong]
    monkeypatch.setattr(checks, "op_checks", lambda: some)
    return some


def _strict(text):
    """JSON as other programs read it: without NaN and Infinity."""

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_the_table_has_every_op_and_every_model(run_cli):
    answer = run_cli("gradcheck")
    assert (answer.exit_code, answer.stderr) == (0, "")
    header, *rows, last = answer.stdout.splitlines()
    assert header.split() == ["op", "input", "worst", "relative", "error", "result"]
    names = list(dict.fromkeys(row[: header.index("input")].strip() for row in rows))
    assert names == [check.name for check in [*op_checks(), *model_checks()]]
    assert all(row.endswith("  pass") for row in rows)
    assert all(float(row.split()[-2]) < 1e-6 for row in rows)
    assert last == f"{len(rows)} of {len(rows)} derivatives are right"


def test_json_has_the_same(run_cli, fewer_ops):
    answer = run_cli("gradcheck", "--json")
    assert (answer.exit_code, answer.stderr) == (0, "")
    told = _strict(answer.stdout)
    assert told["passed"] is True
    assert {check["op"] for check in told["checks"]} == {
        check.name for check in [*fewer_ops, *model_checks()]
    }
    assert set(told["checks"][0]) == {
        "op", "input", "passed", "relative_error", "element", "analytic", "numeric", "method",
        "cause", "source",
    }  # fmt: skip


def test_a_rule_wrong_by_a_thousandth_is_found_and_named(run_cli, plant, fewer_ops):
    plant(exponential.Exp, lambda g: 1.001 * g)
    answer = run_cli("gradcheck")
    assert answer.exit_code == 1
    lines = answer.stdout.splitlines()
    (failed,) = [line for line in lines if line.endswith("FAIL")]
    assert failed.split()[:2] == ["exp", "x"]
    assert float(failed.split()[2]) == pytest.approx(1e-3, rel=0.05)
    (told,) = [line for line in lines if line.startswith("exp, with respect to x[")]
    assert "the rules give" in told
    passed, total = lines[-1].split()[0:3:2]
    assert int(passed) == int(total) - 1


@pytest.mark.parametrize(
    ("op", "users"),
    [
        (
            losses_binary.LogisticLoss,
            {"logistic_loss", "logistic_regression, binary_cross_entropy"},
        ),
        (products.Linear, {"linear", "mlp relu, cross_entropy", "mlp sigmoid, mean_squared_error"}),
    ],
)
def test_a_wrong_rule_fails_the_models_that_use_it_too(run_cli, plant, fewer_ops, op, users):
    plant(op, lambda g: 1.001 * g)
    answer = run_cli("gradcheck", "--json")
    told = _strict(answer.stdout)
    failed = {check["op"] for check in told["checks"] if not check["passed"]}
    assert answer.exit_code == 1
    assert told["passed"] is False
    assert failed >= users


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_a_rule_that_gives_no_number_fails_and_json_stays_json(run_cli, plant, fewer_ops, wrong):
    plant(exponential.Exp, lambda g: g * wrong)
    answer = run_cli("gradcheck", "--json")
    assert answer.exit_code == 1
    told = _strict(answer.stdout)
    assert [check["op"] for check in told["checks"] if not check["passed"]] == ["exp"]


def test_a_config_is_checked_on_its_own_data(run_cli, config_file):
    answer = run_cli("gradcheck", config_file(MLP))
    assert (answer.exit_code, answer.stderr) == (0, "")
    _, *rows, last = answer.stdout.splitlines()
    assert all(row.startswith("mlp, cross_entropy") for row in rows)
    inputs = [row.split()[2] for row in rows]
    assert inputs == ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"]
    assert last == "4 of 4 derivatives are right"


def test_a_config_takes_overrides(run_cli, config_file):
    answer = run_cli("gradcheck", config_file(MLP), "model.hidden=[2, 2]", "--json")
    assert len(_strict(answer.stdout)["checks"]) == 6


def test_a_configs_check_fails_with_a_wrong_rule(run_cli, config_file, plant):
    plant(losses_multiclass.SoftmaxLoss, lambda g: 1.001 * g)
    answer = run_cli("gradcheck", config_file(MLP))
    assert answer.exit_code == 1
    assert "mlp, cross_entropy, with respect to layers.0.weight[" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "0 of 4 derivatives are right"


@pytest.mark.parametrize(
    "name",
    ["iris_logreg", "iris_mlp_relu", "iris_mlp_sigmoid", "least_squares", "least_squares_momentum"],
)
def test_the_shipped_configs_pass(run_cli, configs, name):
    assert run_cli("gradcheck", configs / f"{name}.yaml").exit_code == 0


def test_a_large_network_is_checked_in_float64_along_directions(run_cli, config_file):
    answer = run_cli("gradcheck", config_file(CONVNET), "--json")
    assert (answer.exit_code, answer.stderr) == (0, "")
    checks = _strict(answer.stdout)["checks"]
    inputs = [check["input"] for check in checks]
    assert inputs == ["conv1.weight", "conv1.bias", "fc1.weight", "fc1.bias"]
    assert all(check["element"] == [] for check in checks), "moved as a whole"


def test_a_wrong_rule_of_a_large_network_is_found(run_cli, config_file, plant):
    plant(losses_multiclass.SoftmaxLoss, lambda g: 1.001 * g)
    answer = run_cli("gradcheck", config_file(CONVNET))
    assert answer.exit_code == 1
    assert "convnet, cross_entropy, with respect to fc1.weight" in answer.stdout


def test_no_run_is_made(run_cli, config_file, tmp_path):
    run_cli("gradcheck", config_file(MLP))
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]

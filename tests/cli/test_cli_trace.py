"""autograd trace: one training step told op by op."""

import json

import pytest

LOGISTIC = """
dataset: {name: iris_binary}
model: {name: logistic_regression}
optimizer: {lr: 0.01}
train: {epochs: 2, batch_size: 40, shuffle: false}
"""
NETWORK = """
dataset: {name: iris}
model: {name: mlp, hidden: [4], dropout: 0.5, l2: 0.1}
loss: {name: cross_entropy, class_weights: balanced}
optimizer: {name: adam, lr: 0.05, weight_decay: 0.01}
train: {epochs: 1, batch_size: 6, dtype: float32, clip_norm: 0.1}
"""


@pytest.fixture
def told(run_cli, config_file):
    def tell(text, *words):
        answer = run_cli("trace", config_file(text), *words)
        assert (answer.exit_code, answer.stderr) == (0, "")
        return answer.stdout

    return tell


def test_a_step_is_told_from_the_batch_to_the_update(told):
    text = told(LOGISTIC, "--step", "3")
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    loss = headings.pop(4)
    assert headings == [
        "Step 3: epoch 2, batch 1 of 2",
        "The batch: 40 examples",
        "The parameters",
        "Forward: each op",
        "Backward: each rule, with g the derivative in the op's result y",
        "The gradients",
        "The update: sgd, for weight w and gradient g",
    ]
    assert loss.startswith("The loss: ")
    assert (
        """
  y1 = linear(x, weight, bias)
      y = x @ w^T + b
"""
        in text
    )
    assert (
        """
  y1 = linear(x, weight, bias)
      g = (40, 1): from """
        in text
    )
    assert "summed over axis 0 of (40, 1), to bias\n" in text
    assert "\n  w <- w - 0.01 g\n" in text


def test_of_a_network_everything_is_told(told):
    text = told(NETWORK)
    for line in (
        "  in layers.0, Linear",
        "  in loss",
        "  in l2",
        "      b = constant (6, 4): ",
        "  with 0.1 / 2 times the sum of the squared weights: ",
        ", above train.clip_norm = 0.1: each is multiplied by ",
        "  g <- g + 0.01 w",
        "  m <- 0.9 m + 0.1 g",
        "  m' = m / (1 - 0.9^1)",
        "  w <- w - 0.05 m' / (sqrt(v') + 1e-08)",
        "      m = all 0  ->  from ",
    ):
        assert f"\n{line}" in text or line in text, line


def test_gradients_that_are_short_enough_stay(told):
    assert "within train.clip_norm = 1000: they stay" in told(LOGISTIC, "train.clip_norm=1000")


@pytest.mark.parametrize(
    ("optimizer", "formulas"),
    [
        ("{name: sgd, lr: 0.1}", ["w <- w - 0.1 g"]),
        ("{name: sgd, lr: 0.1, momentum: 0.9}", ["z <- 0.9 z + g", "w <- w - 0.1 z"]),
        (
            "{name: sgd, lr: 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.2}",
            ["g <- g + 0.2 w", "z <- 0.9 z + g", "w <- w - 0.1 (g + 0.9 z)"],
        ),
        (
            "{name: rmsprop, lr: 0.1, alpha: 0.9, momentum: 0.5}",
            [
                "v <- 0.9 v + 0.1 g^2",
                "z <- 0.5 z + g / (sqrt(v) + 1e-08)",
                "w <- w - 0.1 z",
            ],
        ),
        (
            "{name: adamw, lr: 0.1, weight_decay: 0.2}",
            [
                "w <- (1 - 0.1 * 0.2) w",
                "m <- 0.9 m + 0.1 g",
                "v <- 0.999 v + 0.001 g^2",
                "m' = m / (1 - 0.9^1)",
                "v' = v / (1 - 0.999^1)",
                "w <- w - 0.1 m' / (sqrt(v') + 1e-08)",
            ],
        ),
    ],
    ids=["sgd", "momentum", "nesterov", "rmsprop", "adamw"],
)
def test_the_formulas_are_those_that_the_optimizer_computes(told, optimizer, formulas):
    found = json.loads(told(LOGISTIC.replace("{lr: 0.01}", optimizer), "--json"))
    assert found["formulas"] == formulas
    for update in found["updates"]:
        assert update["after"] == pytest.approx(_by(formulas, update))


def _by(formulas, update):
    """The new weights by the formulas themselves, computed from the first state."""
    import numpy as np

    names = {"w": update["before"], "g": update["gradient"], "z": 0, "v": 0, "m": 0}
    values = {name: np.asarray(value, float) for name, value in names.items()}
    values["sqrt"] = np.sqrt
    for formula in formulas:
        target, _, rest = formula.replace("<-", "=").partition(" = ")
        code = rest.replace("'", "_").replace("^", "**")
        for number in ("0.999 v", "0.001 g", "0.9 v", "0.9 z", "0.9 m", "0.1 g", "0.1 z", "0.2 w",
                       "0.5 z", "0.1 m_", "0.1 (", "0.2) w"):  # fmt: skip
            code = code.replace(number, number.replace(" ", " * "))
        values[target.replace("'", "_")] = eval(code, {}, values)
    return values["w"]


def test_json_has_the_graph_and_every_update(told):
    found = json.loads(told(LOGISTIC, "--step", "2", "--json"))
    assert (found["step"], found["epoch"], found["batch"], found["lr"]) == (2, 1, 2, 0.01)
    nodes = {node["name"]: node for node in found["graph"]["nodes"]}
    assert nodes["logistic_loss"]["value"] == found["loss"]
    assert [update["weight"] for update in found["updates"]] == ["weight", "bias"]
    assert found["updates"][1]["gradient"] == nodes["bias"]["gradient"]


def test_of_long_arrays_some_rows_are_shown(told):
    assert ", first [[" in told(LOGISTIC, "--examples", "2")
    assert ", first [" not in told(LOGISTIC, "--examples", "0")


def test_no_run_is_written(told, tmp_path):
    told(LOGISTIC)
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]


def test_there_is_no_step_before_the_first(run_cli, config_file):
    answer = run_cli("trace", config_file(LOGISTIC), "--step", "0")
    assert (answer.exit_code, answer.stderr) == (
        2,
        "error: there is no step 0\nThe first is step 1.\n",
    )


def test_a_step_after_the_end_is_a_mistake(run_cli, config_file):
    answer = run_cli("trace", config_file(LOGISTIC), "--step", "5")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "error: the training ends before step 5\n"
        "It has 2 epochs: give a smaller --step or more train.epochs.\n"
    )

"""Models: shapes, starting weights, and that each fits its data."""

from itertools import pairwise

import numpy as np
import pytest

from autograd_cli import zoo
from autograd_cli.config import schema
from autograd_cli.seeds import Seeds
from autograd_cli.zoo import model_checks

x = np.random.default_rng(0).normal(size=(5, 4))


@pytest.mark.parametrize("check", model_checks(), ids=lambda check: check.name)
def test_every_model_and_loss_passes_gradcheck(check):
    report = check.run()
    assert len(report.checks) == len(check.model.parameters())
    for result in report.checks:
        assert result.relative_error < 1e-7, str(result)


def test_every_variant_of_the_schema_is_checked():
    checks = [set(check.name.replace(",", "").split()) for check in model_checks()]
    words = set[str]().union(*checks)
    assert {schema.name(v) for v in (*schema.MODELS, *schema.LOSSES, *schema.LAYERS)} <= words
    for model in (schema.MLP, schema.ConvNet):
        activations = model.model_fields["activation"].annotation.__args__
        of_model = set[str]().union(*(check for check in checks if schema.name(model) in check))
        assert {*activations, "dropout", "l2", "weighted"} <= of_model


def test_logistic_regression_starts_normal_with_bias_0():
    rows = [zoo.LogisticRegression(4, Seeds(s).stream("init")).weight.data for s in range(500)]
    assert np.shape(rows) == (500, 1, 4)
    assert np.std(rows) == pytest.approx(1.0, abs=0.05)
    assert zoo.LogisticRegression(4, np.random.default_rng(0)).bias.data == 0.0


def test_logistic_regression_predicts_by_threshold():
    model = zoo.LogisticRegression(1, np.random.default_rng(0))
    model.load_state_dict({"weight": np.array([[1.0]]), "bias": np.array([0.0])})
    examples = np.array([[-1.0], [0.5], [2.0]])
    np.testing.assert_array_equal(model.predict(examples), [0.0, 1.0, 1.0])
    np.testing.assert_array_equal(model.predict(examples, threshold=0.8), [0.0, 0.0, 1.0])


def test_least_squares_starts_at_0():
    assert list(zoo.LeastSquares(4).parameters()) == ["weight"]
    with_bias = zoo.LeastSquares(4, bias=True)
    np.testing.assert_array_equal(with_bias(x).data, np.zeros(5))
    assert with_bias.state_dict()["bias"].shape == ()


@pytest.mark.parametrize("hidden", [[], [3], [3, 2, 7]])
@pytest.mark.parametrize("outputs", [1, 3])
def test_an_mlp_has_the_layers_and_outputs_asked_for(hidden, outputs):
    settings = schema.MLP(name="mlp", hidden=hidden)
    model = zoo.build(settings, shape=(4,), outputs=outputs, seeds=Seeds(0))
    widths = [4, *hidden, outputs]
    shapes = [a.shape for name, a in model.state_dict().items() if name.endswith("weight")]
    assert shapes == [(k, d) for d, k in pairwise(widths)]
    assert model(x).shape == ((5,) if outputs == 1 else (5, 3))


@pytest.mark.parametrize(
    ("activation", "formula"),
    [
        ("relu", lambda z: np.maximum(z, 0)),
        ("sigmoid", lambda z: 1 / (1 + np.exp(-z))),
        ("tanh", lambda z: 2 / (1 + np.exp(-2 * z)) - 1),
    ],
)
def test_an_mlp_computes_what_its_formula_says(activation, formula):
    settings = schema.MLP(name="mlp", hidden=[3], activation=activation)
    model = zoo.build(settings, shape=(4,), outputs=2, seeds=Seeds(0))
    w1, b1, w2, b2 = model.state_dict().values()
    np.testing.assert_allclose(model(x).data, formula(x @ w1.T + b1) @ w2.T + b2, rtol=1e-13)


@pytest.mark.parametrize(
    ("activation", "uniform"), [("sigmoid", True), ("tanh", True), ("relu", False)]
)
def test_layers_start_as_their_activation_wants(activation, uniform):
    settings = schema.MLP(name="mlp", hidden=[200], activation=activation)
    weight = zoo.build(settings, shape=(300,), outputs=1, seeds=Seeds(0)).layers[0].weight.data
    assert (np.abs(weight).max() <= np.sqrt(6 / 500)) == uniform  # else normal, without a bound


def test_an_mlp_drops_out_after_each_activation_alone():
    def model(dropout):
        settings = schema.MLP(name="mlp", hidden=[30, 20], activation="tanh", dropout=dropout)
        return zoo.build(settings, shape=(4,), outputs=2, seeds=Seeds(0))

    plain, dropping = model(0.0), model(0.5)
    assert len(list(plain.modules())) == 4  # no layer that does nothing
    assert list(plain.parameters()) == list(dropping.parameters())
    dropping.use_rng(np.random.default_rng(1))
    rng = np.random.default_rng(1)
    hidden = x
    for layer in plain.layers[:2]:
        hidden = np.tanh(layer(hidden).data)
        hidden = hidden * (rng.random(hidden.shape, np.float32) >= 0.5) / 0.5
    np.testing.assert_allclose(dropping(x).data, plain.layers[2](hidden).data, rtol=1e-13)
    np.testing.assert_array_equal(dropping.eval()(x).data, plain(x).data)


def test_the_seed_decides_the_weights():
    settings = schema.MLP(name="mlp")

    def weights(seed):
        model = zoo.build(settings, shape=(4,), outputs=2, seeds=Seeds(seed))
        return model.state_dict()["layers.0.weight"]

    np.testing.assert_array_equal(weights(1), weights(1))
    assert np.all(weights(1) != weights(2))

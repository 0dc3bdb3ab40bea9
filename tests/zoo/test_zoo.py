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
    names = " ".join(check.name for check in model_checks())
    for variant in (*schema.MODELS, *schema.LOSSES):
        assert schema.name(variant) in names


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
    model = zoo.build(settings, features=4, outputs=outputs, seeds=Seeds(0))
    widths = [4, *hidden, outputs]
    shapes = [a.shape for name, a in model.state_dict().items() if name.endswith("weight")]
    assert shapes == [(k, d) for d, k in pairwise(widths)]
    assert model(x).shape == ((5,) if outputs == 1 else (5, 3))


def test_an_mlp_computes_what_its_formula_says():
    settings = schema.MLP(name="mlp", hidden=[3], activation="sigmoid")
    model = zoo.build(settings, features=4, outputs=2, seeds=Seeds(0))
    w1, b1, w2, b2 = model.state_dict().values()
    hidden = 1 / (1 + np.exp(-(x @ w1.T + b1)))
    np.testing.assert_allclose(model(x).data, hidden @ w2.T + b2, rtol=1e-14)


def test_the_seed_decides_the_weights():
    settings = schema.MLP(name="mlp")

    def weights(seed):
        model = zoo.build(settings, features=4, outputs=2, seeds=Seeds(seed))
        return model.state_dict()["layers.0.weight"]

    np.testing.assert_array_equal(weights(1), weights(1))
    assert np.all(weights(1) != weights(2))

"""One step: what the penalty, the bound on gradients and dropout change in it."""

import numpy as np
import pytest

from autograd_cli import train, zoo
from autograd_cli.config import schema
from autograd_cli.optim import SGD
from autograd_cli.seeds import Seeds

rng = np.random.default_rng(0)
x, y = rng.normal(size=(8, 3)), rng.normal(size=8)
NETWORK = schema.MLP(name="mlp", hidden=[5], activation="tanh")


def _stepped(settings=NETWORK, **options):
    """The loss that a step of rate 1 returns, and what it takes from each weight."""
    model = zoo.build(settings, (3,), 1, Seeds(0))
    for array in model.state_dict().values():
        array += 0.5
    model.use_rng(np.random.default_rng(7))
    before = {name: array.copy() for name, array in model.state_dict().items()}
    loss = zoo.loss(schema.MeanSquaredError())
    value = train.make_step(model, loss, SGD(model.state_dict(), lr=1.0), **options)(x, y)
    return value, before, {n: before[n] - after for n, after in model.state_dict().items()}


def test_the_penalty_adds_l2_times_the_weights_to_their_gradients():
    plain_loss, weights, plain = _stepped()
    loss, _, penalised = _stepped(l2=0.3)
    assert loss == plain_loss, "the loss is told without it"
    for name, w in weights.items():
        more = 0.3 * w if name.endswith("weight") else 0.0 * w
        np.testing.assert_allclose(penalised[name], plain[name] + more, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("l2", [0.0, 0.3])
@pytest.mark.parametrize("limit", [0.01, 1e6])
def test_all_gradients_together_are_at_most_so_long(limit, l2):
    _, _, free = _stepped(l2=l2)
    _, _, bound = _stepped(l2=l2, clip_norm=limit)
    length = np.sqrt(sum(np.sum(g**2) for g in free.values()))
    for name, g in free.items():
        np.testing.assert_allclose(bound[name], g * min(1, limit / (length + 1e-6)), atol=1e-13)


def test_who_watches_sees_the_gradients_as_they_were_found():
    seen = []
    model = zoo.build(NETWORK, (3,), 1, Seeds(0))
    before = {name: array.copy() for name, array in model.state_dict().items()}
    loss = zoo.loss(schema.MeanSquaredError())
    step = train.make_step(model, loss, SGD(model.state_dict(), lr=1.0))
    step(x, y, lambda gradients: seen.extend(g.copy() for g in gradients))
    for g, (name, now) in zip(seen, model.state_dict().items(), strict=True):
        np.testing.assert_allclose(g, before[name] - now, atol=1e-15)
    step(x, y)
    assert len(seen) == len(before), "of the step that it was given to"


def test_a_step_is_taken_with_what_dropout_has_left():
    dropping = NETWORK.model_copy(update={"dropout": 0.5})
    (loss, _, step), (plain_loss, _, plain) = _stepped(dropping), _stepped()
    kept = np.random.default_rng(7).random((8, 5), np.float32) >= 0.5
    assert kept.any(axis=0).all()
    assert loss != plain_loss
    assert not np.array_equal(step["layers.0.weight"], plain["layers.0.weight"])
    assert _stepped(dropping)[0] == loss


def test_an_optimizer_of_other_weights_is_refused():
    model = zoo.build(NETWORK, (3,), 1, Seeds(0))
    with pytest.raises(KeyError, match="other"):
        train.make_step(model, zoo.loss(schema.MeanSquaredError()), SGD({"other": y}, lr=1.0))

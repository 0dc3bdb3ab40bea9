"""A step of logistic regression: forward, backward and update for one example of 4 features."""

from functools import partial

import numpy as np

import autograd_cli as ag
from autograd_cli import data, optim, train, zoo
from autograd_cli.config import schema
from benchmarks.candidate import Arrays, Candidate, Run, four_peers
from benchmarks.contest import contest
from benchmarks.libraries import PYTORCH
from benchmarks.peers import logistic as peers
from benchmarks.problems import Logistic
from benchmarks.rows import Row

GOAL = 0.4


def measure(*, quick: bool) -> list[Row]:
    """The rows of this benchmark."""
    problem = Logistic.draw(epochs=1 if quick else 4)
    field = [
        Candidate("NumPy by hand", partial(peers.numpy_by_hand, problem)),
        Candidate("autograd-cli, train step", partial(train_step, problem), goal=GOAL),
        Candidate("autograd-cli, by hand", partial(by_hand, problem)),
        Candidate("autograd-cli, by hand, fused loss", partial(by_hand_fused, problem)),
        *four_peers(peers, problem),
        Candidate(f"{PYTORCH}, fused loss", partial(peers.pytorch_fused, problem), "torch"),
        Candidate("JAX, jitted step", partial(peers.jax_jitted, problem), "jax"),
    ]
    return contest("logistic step", field, units=len(problem.order), rounds=2 if quick else 75)


def train_step(problem: Logistic) -> Run:
    """What `autograd train` does with every example."""
    part = data.ArrayPart(problem.x, problem.y)
    loss = zoo.loss(schema.BinaryCrossEntropy())

    def run() -> Arrays:
        model = zoo.LogisticRegression(problem.FEATURES, np.random.default_rng(0))
        model.load_state_dict({"weight": np.zeros((1, problem.FEATURES)), "bias": np.zeros(1)})
        weights = model.state_dict()
        step = train.make_step(model, loss, optim.SGD(weights, lr=problem.LR))
        for _ in range(problem.epochs):
            for x, y in part.batches(1):
                step(x, y)
        return weights["weight"], weights["bias"]

    return run


def by_hand(problem: Logistic) -> Run:
    """Tensors and a loop, in the same ops as PyTorch's."""

    def run() -> Arrays:
        w = ag.tensor(np.zeros((1, problem.FEATURES)), requires_grad=True)
        b = ag.tensor(np.zeros(1), requires_grad=True)
        for i in problem.order:
            p = ag.sigmoid(w @ problem.x[i] + b)
            ag.binary_cross_entropy(p[0], problem.y[i]).backward()
            _descend(problem.LR, w, b)
        return w.data, b.data

    return run


def by_hand_fused(problem: Logistic) -> Run:
    """The same with a loss that takes logits."""

    def run() -> Arrays:
        w = ag.tensor(np.zeros((1, problem.FEATURES)), requires_grad=True)
        b = ag.tensor(np.zeros(1), requires_grad=True)
        for i in problem.order:
            ag.logistic_loss(w @ problem.x[i] + b, problem.y[i]).backward()
            _descend(problem.LR, w, b)
        return w.data, b.data

    return run


def _descend(lr: float, *parameters: ag.Tensor) -> None:
    for p in parameters:
        p.data -= lr * p.grad  # type: ignore[operator]  # backward has set it
        p.zero_grad()

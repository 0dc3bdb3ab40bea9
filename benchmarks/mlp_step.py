"""A step of a 4-16-1 ReLU network: forward, backward and momentum update for a batch of 16."""

from functools import partial

import numpy as np

import autograd_cli as ag
from autograd_cli import data, optim, train, zoo
from autograd_cli.config import schema
from benchmarks.candidate import Arrays, Candidate, Run, four_peers
from benchmarks.contest import contest
from benchmarks.peers import mlp as peers
from benchmarks.problems import Network
from benchmarks.rows import Row

GOAL = 0.6


def measure(*, quick: bool) -> list[Row]:
    """The rows of this benchmark."""
    problem = Network.draw(epochs=5 if quick else 50)
    field = [
        Candidate("NumPy by hand", partial(peers.numpy_by_hand, problem)),
        Candidate("autograd-cli, train step", partial(train_step, problem), goal=GOAL),
        Candidate("autograd-cli, by hand", partial(by_hand, problem)),
        *four_peers(peers, problem),
        Candidate("JAX, jitted step", partial(peers.jax_jitted, problem), "jax"),
    ]
    return contest("4-16-1 step", field, units=len(problem.order), rounds=2 if quick else 75)


def train_step(problem: Network) -> Run:
    """What `autograd train` does with every batch."""
    part = data.ArrayPart(problem.x, problem.y)
    loss = zoo.loss(schema.BinaryCrossEntropy())

    def run() -> Arrays:
        model = zoo.MLP(
            problem.FEATURES,
            1,
            np.random.default_rng(0),
            hidden=[problem.HIDDEN],
            activation="relu",
        )
        model.load_state_dict(_start(problem))
        w = model.state_dict()
        step = train.make_step(model, loss, optim.SGD(w, lr=problem.LR, momentum=problem.MOMENTUM))
        for _ in range(problem.epochs):
            for x, y in part.batches(problem.BATCH):
                step(x, y)
        return (
            w["layers.0.weight"].T,
            w["layers.0.bias"],
            w["layers.1.weight"].T,
            w["layers.1.bias"],
        )

    return run


def _start(problem: Network) -> dict[str, np.ndarray]:
    w1, b1, w2, b2 = problem.start
    return {
        "layers.0.weight": w1.T,  # a layer keeps a row for each of its outputs
        "layers.0.bias": b1,
        "layers.1.weight": w2.T,
        "layers.1.bias": b2,
    }


def by_hand(problem: Network) -> Run:
    """Tensors and a loop, in the same ops as PyTorch's."""

    def run() -> Arrays:
        leaves = [ag.tensor(w, requires_grad=True) for w in _start(problem).values()]
        momenta = [np.zeros(p.shape) for p in leaves]
        w1, b1, w2, b2 = leaves
        y = problem.y[:, None]
        for batch in problem.order:
            hidden = ag.relu(ag.linear(problem.x[batch], w1, b1))
            z = ag.linear(hidden, w2, b2)
            ag.binary_cross_entropy_with_logits(z, y[batch]).backward()
            for p, v in zip(leaves, momenta, strict=True):
                v *= problem.MOMENTUM
                v += p.grad  # type: ignore[arg-type]  # backward has set it
                p.data -= problem.LR * v
                p.zero_grad()
        return w1.data.T, b1.data, w2.data.T, b2.data

    return run

"""A step of a small convolutional network in float32: forward, backward and momentum update."""

from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

from autograd_cli import optim, train, zoo
from autograd_cli.config import schema
from autograd_cli.seeds import Seeds
from benchmarks.candidate import Arrays, Candidate, Run
from benchmarks.contest import contest
from benchmarks.libraries import PYTORCH
from benchmarks.peers import convnet as peers
from benchmarks.problems import Photos
from benchmarks.process import fresh
from benchmarks.rows import Row

GOAL = 1.0
THREADS = 2
BATCHES = (4, 64)


def measure(*, quick: bool) -> list[Row]:
    """The rows for each size of a batch, whose candidates share a process with as many threads."""
    return [row for batch in BATCHES for row in fresh(_measure, batch, quick, threads=THREADS)]


def field(problem: Photos) -> list[Candidate]:
    """Ours, which is what `autograd train` does with every batch, and the peers."""
    return [
        Candidate("autograd-cli, train step", partial(ours, problem), goal=GOAL),
        Candidate(PYTORCH, partial(peers.pytorch, problem), "torch"),
        Candidate("JAX, jitted step", partial(peers.jax_jitted, problem), "jax"),
    ]


def ours(problem: Photos) -> Run:
    """The default network of the configs."""
    settings = schema.ConvNet(name="convnet")
    loss = zoo.loss(schema.CrossEntropy(name="cross_entropy"))
    model = zoo.build(settings, problem.x.shape[1:], 10, Seeds(0), dtype="float32")

    def run() -> Arrays:
        model.load_state_dict(problem.start)
        weights = model.state_dict()
        optimizer = optim.SGD(weights, lr=problem.LR, momentum=problem.MOMENTUM)
        step = train.make_step(model, loss, optimizer)
        return (np.array([step(problem.x, problem.y) for _ in range(problem.steps)]),)

    return run


def _measure(batch: int, quick: bool) -> list[Row]:
    problem = Photos.draw(batch, steps=2 if quick else 256 // batch)
    benchmark = f"convnet step, batch of {batch}, float32, {THREADS} threads"
    with threadpool_limits(THREADS):
        return contest(
            benchmark,
            field(problem),
            rounds=2 if quick else 200,
            units=problem.steps,
            unit="ms",
            patience=15,
            tolerance=1e-3,
        )

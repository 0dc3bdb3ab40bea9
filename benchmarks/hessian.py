"""The Hessian of the loss of a network with 50 parameters."""

from functools import partial

import autograd_cli as ag
from benchmarks.candidate import Candidate, Run, four_peers, repeat
from benchmarks.contest import contest
from benchmarks.libraries import PYTORCH
from benchmarks.peers import hessian as peers
from benchmarks.problems import Curvature
from benchmarks.rows import Row

GOAL = 1.0


def measure(*, quick: bool) -> list[Row]:
    """The rows of this benchmark."""
    problem = Curvature.draw()
    field = [
        Candidate("autograd-cli", partial(ours, problem), goal=GOAL),
        *four_peers(peers, problem),
        Candidate(f"{PYTORCH}, vectorized", partial(peers.pytorch_vectorized, problem), "torch"),
        Candidate(f"{PYTORCH}, torch.func", partial(peers.pytorch_func, problem), "torch"),
    ]
    return contest("Hessian 50 x 50", field, rounds=2 if quick else 100, unit="ms")


def ours(problem: Curvature) -> Run:
    """`hessian` of a function of all parameters."""
    x, y = ag.tensor(problem.x), ag.tensor(problem.y)

    def loss(p: ag.Tensor) -> ag.Tensor:
        w1, b1, w2, b2 = problem.unpack(p)
        hidden = ag.sigmoid(x @ w1 + b1)
        return ag.mean((hidden @ w2 + b2 - y) ** 2)

    hessian = ag.hessian(loss)
    return repeat(1, lambda: (hessian(problem.parameters),))

"""A product of two large matrices, ReLU and sum, and both gradients: float32, on two threads."""

from functools import partial

from threadpoolctl import threadpool_limits

import autograd_cli as ag
from benchmarks.candidate import Candidate, Run, four_peers, repeat
from benchmarks.contest import contest
from benchmarks.peers import matmul as peers
from benchmarks.problems import Matrices
from benchmarks.process import fresh
from benchmarks.rows import Row

GOAL = 1.1
THREADS = 2


def measure(*, quick: bool) -> list[Row]:
    """The rows of this benchmark, whose candidates share a process with as many threads."""
    rows: list[Row] = fresh(_measure, quick, threads=THREADS)
    return rows


def ours(problem: Matrices) -> Run:
    """Tensors, and `backward`."""
    a, b = (ag.tensor(x, requires_grad=True) for x in (problem.a, problem.b))

    def call() -> tuple[object, ...]:
        a.zero_grad()
        b.zero_grad()
        y = ag.sum(ag.relu(a @ b))
        y.backward()
        return y, a.grad, b.grad

    return repeat(1, call)


def _measure(quick: bool) -> list[Row]:
    size = 64 if quick else 2048
    problem = Matrices.draw(size)
    field = [
        Candidate("NumPy by hand", partial(peers.numpy_by_hand, problem)),
        Candidate("autograd-cli", partial(ours, problem), goal=GOAL),
        *four_peers(peers, problem, aim=None),
    ]
    benchmark = f"matmul {size}, float32, {THREADS} threads"
    with threadpool_limits(THREADS):
        return contest(
            benchmark, field, rounds=2 if quick else 12, unit="ms", patience=5, tolerance=1e-5
        )

"""One op: the product of two vectors of 8, by itself, with its graph, and with its gradients."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import autograd_cli as ag
from benchmarks.candidate import Calls, Candidate, Run, four_peers, repeat
from benchmarks.contest import contest
from benchmarks.libraries import PYTORCH
from benchmarks.peers import multiply as peers
from benchmarks.problems import Pair
from benchmarks.rows import Row

GOAL = 1.0


def measure(*, quick: bool) -> list[Row]:
    """The rows of three benchmarks."""
    pair, times = Pair.draw(), 10 if quick else 500
    field = [Candidate("autograd-cli", partial(ours, pair), goal=GOAL), *four_peers(peers, pair)]
    fields = {
        # Outside a trace HIPS autograd's is NumPy's own function in a thin wrapper.
        "forward": [replace(c, aim=None) for c in field],
        "forward, recorded": field,
        "forward + backward": [
            *field,
            Candidate("autograd-cli, by grad", partial(ours_by_grad, pair)),
            Candidate(f"{PYTORCH}, by grad", partial(peers.pytorch_by_grad, pair), "torch"),
        ],
    }
    table: list[Row] = []
    for work, candidates in fields.items():
        runs = [replace(c, build=partial(_build, c.build, work, times)) for c in candidates]
        table += contest(
            f"multiply, {work}", runs, units=times, rounds=2 if quick else 100, patience=2
        )
    return table


def ours(pair: Pair) -> Calls:
    """Tensors, and `backward` with a cotangent."""
    x, y = ag.tensor(pair.a), ag.tensor(pair.b)
    p, q = ag.tensor(pair.a, requires_grad=True), ag.tensor(pair.b, requires_grad=True)

    def gradients() -> tuple[Any, Any]:
        p.zero_grad()
        q.zero_grad()
        (p * q).backward(pair.g)
        return p.grad, q.grad

    return {
        "forward": lambda: (x * y,),
        "forward, recorded": lambda: (p * q,),
        "forward + backward": gradients,
    }


def ours_by_grad(pair: Pair) -> Calls:
    """Tensors, and `grad` with a cotangent, which leaves them as they are."""
    p, q = ag.tensor(pair.a, requires_grad=True), ag.tensor(pair.b, requires_grad=True)
    return {"forward + backward": lambda: ag.grad(p * q, (p, q), pair.g)}


def _build(program: Callable[[], Calls], work: str, times: int) -> Run:
    return repeat(times, program()[work])

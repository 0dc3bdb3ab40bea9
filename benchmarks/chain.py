"""A chain of many ops, x + c + c + ...: time and memory per op, which should not grow with it."""

from typing import Any

import numpy as np

import autograd_cli as ag
from benchmarks.candidate import Candidate, Program, four_peers
from benchmarks.chain_tally import Tally
from benchmarks.peers import chain as peers
from benchmarks.problems import Chain
from benchmarks.rows import Row

GOAL = 1.0


def measure(*, quick: bool) -> list[Row]:
    """The rows of three benchmarks for each of two lengths."""
    field = [Candidate("autograd-cli", ours, goal=GOAL), *four_peers(peers)]
    tallies = [Tally(ops) for ops in ((1_000, 10_000) if quick else (100_000, 1_000_000))]
    for _ in range(1 if quick else 3):
        for candidate in field:
            paces: list[float] = []
            for tally in tallies:
                tally.add(candidate, paces)
                paces += [run.seconds / run.ops for run in tally.runs.get(candidate.name, ())]
    return [row for tally in tallies for row in tally.rows(field)]


def ours() -> Program:
    """`backward` puts the gradient into the tensor that the chain begins with."""

    def forward(ops: int) -> tuple[ag.Tensor, ag.Tensor]:
        x = ag.tensor(np.ones(Chain.LENGTH), requires_grad=True)
        return Chain.link(x, ops), x

    def backward(y: ag.Tensor, x: ag.Tensor) -> Any:
        y.backward(np.ones(Chain.LENGTH))
        return x.grad

    return forward, backward

"""One chain of ops, measured in a process that does nothing else."""

import gc
import time
from typing import NamedTuple

from benchmarks import memory
from benchmarks.candidate import Arrays, Candidate, as_array
from benchmarks.libraries import prepare


class ChainRun(NamedTuple):
    """What a chain took, and the value and the gradient that it computed."""

    ops: int
    forward: float  # seconds
    backward: float  # seconds
    grown: int | None  # bytes by which the process's peak has grown, if somebody counts them
    results: Arrays

    @property
    def seconds(self) -> float:
        return self.forward + self.backward


def run_chain(candidate: Candidate, ops: int) -> ChainRun:
    """Run the candidate's program once, forward and backward."""
    prepare(candidate.library)
    forward, backward = candidate.build()
    backward(*forward(100))  # warms
    gc.collect()
    gc.freeze()  # what was imported is no part of the chain
    counted = memory.is_counted()
    if counted:
        memory.restart_peak()
        before = memory.peak()

    start = time.perf_counter()
    state = forward(ops)
    there = time.perf_counter()
    value = as_array(state[0])
    turn = time.perf_counter()
    gradient = backward(*state)
    del state  # and with it the graph, if the library has kept it
    back = time.perf_counter()

    grown = memory.peak() - before if counted else None
    return ChainRun(ops, there - start, back - turn, grown, (value, as_array(gradient)))

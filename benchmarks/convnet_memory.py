"""Peak memory of a process that trains the network of `convnet`, imports included."""

from benchmarks import memory
from benchmarks.candidate import Candidate
from benchmarks.contest import attempt, rows
from benchmarks.convnet import BATCHES, THREADS, field
from benchmarks.libraries import Unable, prepare
from benchmarks.problems import Photos
from benchmarks.process import fresh
from benchmarks.rows import Outcome, Row
from benchmarks.timing import Cost


def measure(*, quick: bool) -> list[Row]:
    """The rows for each size of a batch."""
    return [row for batch in BATCHES for row in _rows(batch, quick)]


def _rows(batch: int, quick: bool) -> list[Row]:
    candidates = field(Photos.draw(batch, steps=1 if quick else 20))
    outcomes: dict[str, Outcome] = {}
    for candidate in candidates:
        try:
            peaks = [
                attempt(candidate, _in_own_process, candidate) for _ in range(1 + 2 * (not quick))
            ]
            outcomes[candidate.name] = Cost(tuple(map(float, peaks)))
        except Unable as reason:
            outcomes[candidate.name] = str(reason)
    return rows(f"convnet process, batch of {batch}, memory", candidates, outcomes, "MB")


def _in_own_process(candidate: Candidate) -> int:
    if not memory.is_counted():
        raise Unable("not counted here")
    peak: int = fresh(_peak, candidate, threads=THREADS)
    return peak


def _peak(candidate: Candidate) -> int:
    """That of this process after some steps."""
    prepare(candidate.library)
    candidate.build()()
    return memory.peak()

"""What the candidates took for chains of one length, and why some took nothing."""

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.candidate import Candidate
from benchmarks.chain_run import ChainRun, run_chain
from benchmarks.contest import attempt, check, rows
from benchmarks.libraries import Unable
from benchmarks.process import fresh
from benchmarks.rows import Outcome, Row
from benchmarks.timing import Cost

PATIENCE = 60.0  # seconds that a chain may take, going by the pace of a shorter one
ENOUGH = 15.0  # seconds after which a candidate runs no more chains of this length


class Tally:
    """The runs of the chains of `ops` ops, by the candidate's name."""

    def __init__(self, ops: int) -> None:
        self.ops = ops
        self.runs: dict[str, list[ChainRun]] = {}
        self.reasons: dict[str, str] = {}

    def add(self, candidate: Candidate, paces: Sequence[float]) -> None:
        """Let a candidate run once more, in a fresh process, unless it has run or waited enough.

        `paces` are the seconds that an op of a shorter chain took it.
        """
        name = candidate.name
        seconds = self.ops * min(paces, default=0)
        if name in self.reasons or sum(run.seconds for run in self.runs.get(name, ())) > ENOUGH:
            return
        if seconds > PATIENCE:
            self.reasons[name] = f"not run: about {seconds:.0f} s"
            return
        try:
            run = attempt(candidate, fresh, run_chain, candidate, self.ops)
        except Unable as reason:
            self.runs.pop(name, None)
            self.reasons[name] = str(reason)
        else:
            self.runs.setdefault(name, []).append(run)

    def rows(self, field: Sequence[Candidate]) -> list[Row]:
        """Time forward, time backward and memory, each per op; checks what was computed."""
        benchmark = f"chain of {self.ops:,}"
        check(benchmark, {name: runs[-1].results for name, runs in self.runs.items()}, 1e-8)
        forward, backward, memory = (dict[str, Outcome](self.reasons) for _ in range(3))
        for name, runs in self.runs.items():
            forward[name] = Cost(tuple(run.forward / self.ops for run in runs))
            backward[name] = Cost(tuple(run.backward / self.ops for run in runs))
            grown = tuple(run.grown / self.ops for run in runs if run.grown is not None)
            memory[name] = Cost(grown) if grown else "not counted here"
        return [
            *rows(f"{benchmark}, forward", field, forward, "us"),
            *rows(f"{benchmark}, backward", field, backward, "us"),
            *rows(f"{benchmark}, memory", [replace(c, aim=None) for c in field], memory, "B"),
        ]

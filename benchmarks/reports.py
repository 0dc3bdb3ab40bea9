"""Reports of twenty runs of a thousand epochs: to write one, its size, and to open it."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from autograd_cli import report
from autograd_cli.runs import RunFolder
from benchmarks.chromium import Browser, installed
from benchmarks.contest import BenchmarkError
from benchmarks.rows import Outcome, Row, compared
from benchmarks.synthetic_runs import synthetic_runs
from benchmarks.timing import Cost

RUNS, EPOCHS = 20, 1000
SECONDS, BYTES = 2.0, 5e6  # that are allowed to open one, and for its size
TO_WRITE = 4.0  # seconds
NAME = f"report of {RUNS} runs, {EPOCHS} epochs"


def measure(*, quick: bool) -> list[Row]:
    """The rows of all three: what is allowed is the base, and 1.00 the goal."""
    rounds = 1 if quick else 5
    with TemporaryDirectory() as name:
        folder = Path(name)
        runs = synthetic_runs(folder, RUNS, EPOCHS)
        page = folder / "report.html"
        written = Cost(tuple(_written(runs, page) for _ in range(rounds)))
        size = Cost((float(page.stat().st_size),))
        opened = _opened(page, rounds)
    return [
        *_row(f"{NAME}, opened in Chromium", opened, Cost((SECONDS,)), "2 seconds", "s"),
        *_row(f"{NAME}, size", size, Cost((BYTES,)), "5 MB", "MB"),
        *_row(f"{NAME}, written", written, Cost((TO_WRITE,)), "4 seconds", "s"),
    ]


def _row(benchmark: str, ours: Outcome, allowed: Cost, name: str, unit: str) -> list[Row]:
    outcomes = {"autograd report": ours, name: allowed}
    return compared(benchmark, outcomes, baseline=name, goals={"autograd report": 1.0}, unit=unit)


def _written(runs: list[RunFolder], page: Path) -> float:
    begin = time.perf_counter()
    report.write(runs, page)
    return time.perf_counter() - begin


def _opened(page: Path, rounds: int) -> Outcome:
    """From the navigation until the page is loaded and its curves answer."""
    program = installed()
    if program is None:
        return "no Chromium"
    with Browser(program) as browser:
        costs = []
        for _ in range(rounds):
            tab = browser.open(page)
            if tab.complaints or not tab.evaluate(
                "document.querySelector('#controls').checkVisibility()"
            ):
                raise BenchmarkError(f"{page.name} does not work: {tab.complaints}")
            costs.append(tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            tab.close()
    return Cost(tuple(cost / 1000 for cost in costs))

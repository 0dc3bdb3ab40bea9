"""The rows as a Markdown table and as JSON, with the facts that they depend on."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from benchmarks.rows import Row
from benchmarks.timing import Cost

_DIGITS = {"ns": 0, "us": 1, "ms": 1, "s": 3, "B": 0, "MB": 1}
_LIBRARIES = {
    "autograd-cli": "autograd-cli",
    "numpy": "numpy",
    "torch": "torch",
    "jax": "jax",
    "HIPS autograd": "autograd",
    "mygrad": "mygrad",
    "matplotlib": "matplotlib",
    "scikit-learn": "scikit-learn",
    "typer": "typer",
}
_HEADERS = ("benchmark", "candidate", "best", "median", "ratio", "by round", "x ours", "goal")
_NOTES = """
What a row counts, in float64 and on one thread unless it says otherwise: a call of the op, a
training step, an op of the chain (its bytes are those by which the process's peak grows), the
product of two matrices with its gradients, a step of the convolutional network and the peak memory
of a process that makes some, a Hessian, a process from its start to its end, a row of the training
part in an epoch (10^9 by that number of ns are the rows per second), the peak memory of a
training's process, the seconds of a training and those of them that went into the run's
folder, a report from the navigation of Chromium until its curves answer, its size, and the
time in which it is written. The candidates of a benchmark run by turns: those of the chain, of
memory and of a training's files each in a fresh process, those of startup are processes, all
others share one.

`ratio` is to the row of the same benchmark that has 1.00, between the best; `by round` is the
median of the ratios within a round; `x ours` is how many times as much it takes as the benchmark's
first row with a goal. Goals are for `ratio` unless they say otherwise.

An epoch is what `autograd train` does in one: a new order of the rows, the steps, loss and accuracy
on both parts, the row and the checkpoint on the disk; the others do the same but for the files.
scikit-learn steps after each row and not after each batch. The candidates end within 2 % of each
other's accuracy.

JAX op by op is JAX without `jit` around the program. It differentiates while it computes the value,
and finds that a chain of x + c leaves it nothing to do backward. MyGrad runs with its memory guard
off: nobody else has one.
"""


def machine() -> dict[str, str]:
    """What the numbers depend on, by name."""
    facts = {
        "CPUs": str(os.cpu_count()),
        "platform": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    return facts | {name: _version(package) for name, package in _LIBRARIES.items()}


def markdown(rows: Sequence[Row], facts: Mapping[str, str]) -> str:
    """A page with a table of the rows and a list of the facts."""
    cells = [_HEADERS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    head = ["# Performance", "", "Made by `python -m benchmarks > docs/performance.md`.", ""]
    return "\n".join(
        [*head, *lines, _NOTES, *(f"- {name}: {fact}" for name, fact in facts.items())]
    )


def write_json(path: Path, rows: Sequence[Row], facts: Mapping[str, str], *, quick: bool) -> None:
    """Write the rows and the facts to `path`."""
    content = {"quick": quick, "machine": dict(facts), "rows": [_record(row) for row in rows]}
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _record(row: Row) -> dict[str, str | float | None]:
    names = {"benchmark": row.benchmark, "candidate": row.candidate, "unit": row.unit}
    reason = row.outcome if isinstance(row.outcome, str) else None
    return {**names, **row.numbers(), "goal": row.goal, "aim": row.aim, "reason": reason}


def _cells(row: Row) -> tuple[str, ...]:
    numbers = row.numbers()
    times = [_cell(numbers[key], f".{_DIGITS[row.unit]}f", row.unit) for key in ("best", "median")]
    ratios = [_cell(numbers[key], ".2f") for key in ("ratio", "ratio_by_round", "times_ours")]
    if isinstance(row.outcome, str):
        times[0] = row.outcome
    return row.benchmark, row.candidate, *times, *ratios, _goal(row)


def _cell(number: float | None, form: str, unit: str = "") -> str:
    return "" if number is None else f"{number:{form}} {unit}".rstrip()


def _goal(row: Row) -> str:
    if row.goal is not None:
        return f"<= {row.goal:g}"
    return f"x ours >= {row.aim:g}" if row.aim is not None and isinstance(row.outcome, Cost) else ""


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not installed"

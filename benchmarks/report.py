"""What was measured, as a Markdown table and as JSON."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.timing import Timing

_SCALES = {"us": 1e6, "s": 1.0}
_DIGITS = {"us": 1, "s": 3}
_LIBRARIES = ("autograd-cli", "numpy", "torch", "jax", "matplotlib", "scikit-learn", "typer")
_HEADERS = ("benchmark", "candidate", "time (min)", "median", "ratio", "by round", "goal")


@dataclass(frozen=True)
class Row:
    """One candidate of one benchmark, and the candidate that it is compared with.

    A timing is None if what it should time is not installed.
    """

    benchmark: str
    candidate: str
    unit: str
    timing: Timing | None
    base: Timing | None
    goal: float | None  # the largest ratio that the project allows itself

    def numbers(self) -> dict[str, float | None]:
        """Times in the row's unit, and ratios."""
        timing, base, scale = self.timing, self.base, _SCALES[self.unit]
        return {
            "best": timing.best * scale if timing else None,
            "median": timing.median * scale if timing else None,
            "ratio": timing.ratio(base) if timing and base else None,
            "ratio_by_round": timing.ratio_by_round(base) if timing and base else None,
        }


def compared(
    benchmark: str,
    timings: Mapping[str, Timing | None],
    *,
    baseline: str,
    goals: Mapping[str, float | None],
    unit: str,
) -> list[Row]:
    """A row for each timing, in their order, to be compared with the one called `baseline`."""
    return [
        Row(benchmark, name, unit, timing, timings[baseline], goals.get(name))
        for name, timing in timings.items()
    ]


def machine() -> dict[str, str]:
    """What the numbers depend on, by name."""
    facts = {
        "CPUs": str(os.cpu_count()),
        "platform": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    return facts | {library: _version(library) for library in _LIBRARIES}


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
    notes = [
        "",
        "Steps: time of one step, single threaded, float64. Startup: wall time of a process.",
        "Ratios are to the row of the same benchmark that has 1.00: of the fastest calls, and the",
        "median of the ratios within a round of calls.",
        "",
        *(f"- {name}: {value}" for name, value in facts.items()),
    ]
    return "\n".join(head + lines + notes)


def write_json(path: Path, rows: Sequence[Row], facts: Mapping[str, str], *, quick: bool) -> None:
    """Write the rows and the facts to `path`."""
    content = {"quick": quick, "machine": dict(facts), "rows": [_record(row) for row in rows]}
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _record(row: Row) -> dict[str, str | float | None]:
    names = {"benchmark": row.benchmark, "candidate": row.candidate, "unit": row.unit}
    return {**names, **row.numbers(), "goal": row.goal}


def _cells(row: Row) -> tuple[str, ...]:
    numbers = row.numbers()
    times = [_cell(numbers[key], f".{_DIGITS[row.unit]}f", row.unit) for key in ("best", "median")]
    ratios = [_cell(numbers[key], ".2f") for key in ("ratio", "ratio_by_round")]
    goal = "" if row.goal is None else f"<= {row.goal}"
    return row.benchmark, row.candidate, times[0] or "not installed", times[1], *ratios, goal


def _cell(number: float | None, form: str, unit: str = "") -> str:
    return "" if number is None else f"{number:{form}} {unit}".rstrip()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not installed"

"""`python -m benchmarks [steps | startup] [--quick] [--json FILE]`: measure, print a table.

Exits with 1 if a candidate has failed, or has not done the same work as the others.
"""

import argparse
import sys
from pathlib import Path

from benchmarks import logistic_step, mlp_step, startup
from benchmarks.contest import BenchmarkError
from benchmarks.report import Row, machine, markdown, write_json

PARTS = {"steps": (logistic_step, mlp_step), "startup": (startup,)}


def main() -> int:
    """Run the parts that were asked for; returns the exit code."""
    options = _options()
    rows: list[Row] = []
    failed = False
    try:
        for part in [options.part] if options.part else PARTS:
            for benchmark in PARTS[part]:
                print(f"running {benchmark.__name__} ...", file=sys.stderr, flush=True)
                rows += benchmark.measure(quick=options.quick)
    except BenchmarkError as error:
        print(f"error: {error}", file=sys.stderr)
        failed = True
    facts = machine()
    print(markdown(rows, facts))
    if options.json:
        write_json(options.json, rows, facts, quick=options.quick)
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="one part alone; both by default")
    parser.add_argument(
        "--quick", action="store_true", help="a smoke run: little work, numbers that mean nothing"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the numbers here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

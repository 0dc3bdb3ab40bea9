"""`python -m benchmarks [PART] [--quick] [--json FILE]`: measure, print a table.

Exits with 1 if autograd-cli has failed, or if a candidate has not done the same work as the others.
A peer that fails has a row that says so.
"""

import argparse
import sys
from pathlib import Path

from benchmarks import (
    chain,
    convnet,
    convnet_memory,
    epoch,
    hessian,
    listing,
    logistic_step,
    matmul,
    mlp_step,
    multiply,
    reports,
    startup,
    training_files,
    training_memory,
)
from benchmarks.contest import BenchmarkError
from benchmarks.process import ProcessError
from benchmarks.report import machine, markdown, write_json
from benchmarks.rows import Row

PARTS = {
    "ops": (multiply,),
    "steps": (logistic_step, mlp_step),
    "chain": (chain,),
    "matmul": (matmul,),
    "convnet": (convnet, convnet_memory),
    "hessian": (hessian,),
    "startup": (startup,),
    "runs": (listing,),
    "report": (reports,),
    "data": (epoch, training_memory, training_files),
}


def main() -> int:
    """Run the parts that were asked for; returns the exit code."""
    options = _options()
    rows: list[Row] = []
    failed = False
    for part in [options.part] if options.part else PARTS:
        for benchmark in PARTS[part]:
            print(f"running {benchmark.__name__} ...", file=sys.stderr, flush=True)
            try:
                rows += benchmark.measure(quick=options.quick)
            except (BenchmarkError, ProcessError) as error:
                print(f"error: {error}", file=sys.stderr)
                failed = True
    facts = machine()
    print(markdown(rows, facts))
    if options.json:
        write_json(options.json, rows, facts, quick=options.quick)
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="one part alone; all by default")
    parser.add_argument(
        "--quick", action="store_true", help="a smoke run: little work, numbers that mean nothing"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the numbers here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

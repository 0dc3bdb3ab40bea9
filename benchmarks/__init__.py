"""Benchmarks against NumPy by hand and other libraries that differentiate: `python -m benchmarks`.

Importing this package limits the threads of the numerical libraries that are imported after it: to
one, unless BENCHMARK_THREADS says otherwise.
"""

import os

THREADS = "BENCHMARK_THREADS"
_LIMITED = (
    THREADS,
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NPROC",  # JAX's
)


def limits(threads: int | str) -> dict[str, str]:
    """The environment in which a process uses so many threads."""
    return dict.fromkeys(_LIMITED, str(threads))


os.environ.update(limits(os.environ.get(THREADS, "1")))

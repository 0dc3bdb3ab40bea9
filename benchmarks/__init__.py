"""Benchmarks against NumPy by hand, PyTorch and JAX: `python -m benchmarks`.

Importing this package makes the numerical libraries that are imported after it single threaded.
"""

import os

SINGLE_THREADED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
}
os.environ.update(SINGLE_THREADED)

"""Memory that arrays gave back is there for the next ones."""

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import resource
import numpy as np
import autograd_cli as ag

x = ag.Tensor(np.ones((1000, 1000)))
faults = []
for _ in range(6):
    y = (x + 1) * (x - 1) / (x + 2)
    del y
    faults.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
print(faults[-1] - faults[2])
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told to keep it")
def test_steps_take_no_new_pages_from_the_system():
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert int(found.stdout) < 100

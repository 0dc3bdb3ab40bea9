"""The machine and the versions that a run's numbers come from."""

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

_PACKAGES = ("autograd-cli", "numpy", "scikit-learn", "pydantic", "PyYAML", "safetensors")


def environment() -> dict[str, Any]:
    """Versions, BLAS, threads, platform, git state and command line, as plain values."""
    import threadpoolctl  # slow to load, and needed only where a run is made

    return {
        "command": sys.argv,
        "directory": str(Path.cwd()),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "platform": platform.platform(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
        "numpy_cpu_features": _cpu_features(),
        "threads": [_library(library) for library in _blas(threadpoolctl.threadpool_info())],
        "git": _git(),
    }


def differences(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What may make numbers differ in their last digits between two environments, in words."""
    found = []
    for key, name in (("python", "Python"), ("machine", "the processor")):
        if then.get(key) != now[key]:
            found.append(f"{name} was {then.get(key)} and is {now[key]}")
    before = then.get("packages", {})
    for package, version in now["packages"].items():
        if package in before and before[package] != version:
            found.append(f"{package} was {before[package]} and is {version}")
    if then.get("numpy_cpu_features") != now["numpy_cpu_features"]:
        found.append("NumPy's processor features are others")
    if any(library not in then.get("threads", ()) for library in now["threads"]):
        found.append("the BLAS or its threads are others")
    return found


def peak_rss_bytes() -> int | None:
    """The most memory this process has had, in bytes; None where the system does not tell."""
    try:
        import resource  # not on Windows
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def version(package: str) -> str | None:
    """The version of an installed package; None if it is not installed."""
    from importlib import metadata  # slow to load, as above

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _cpu_features() -> list[str]:
    """The vector instructions that NumPy found; its sums may round differently without one."""
    import numpy as np

    extensions = np.show_config(mode="dicts").get("SIMD Extensions", {})
    return list(extensions.get("found", []))


def _blas(libraries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """NumPy's own; all of them, where it is not told apart from those of other packages.

    What other packages have loaded depends on what else the process has done, not on the machine.
    """
    found = [library for library in libraries if library["user_api"] == "blas"]
    return [library for library in found if "numpy" in library["filepath"]] or found


def _library(library: dict[str, Any]) -> dict[str, Any]:
    names = ("internal_api", "version", "num_threads", "architecture")
    return {name: library[name] for name in names if name in library}


def _git() -> dict[str, Any] | None:
    """Commit and state of the repository around the current directory, if there is one."""
    command = ["git", "status", "--porcelain=v2", "--branch", "--untracked-files=no"]
    try:
        answer = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=5, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = answer.stdout.splitlines()
    about = dict(line[2:].split(" ", 1) for line in lines if line.startswith("# "))
    return {
        "commit": about.get("branch.oid"),
        "branch": about.get("branch.head"),
        "changed": any(not line.startswith("#") for line in lines),
    }

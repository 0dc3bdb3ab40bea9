"""autograd info: what to say of this installation when something is slow, different or broken."""

import os
import platform
import sys
from pathlib import Path
from typing import Any

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.runs.cells import form
from autograd_cli.cli.terminal import is_terminal, write, write_json

# As pyproject.toml has them.
REQUIRED = (
    "matplotlib",
    "numpy",
    "platformdirs",
    "pydantic",
    "pyyaml",
    "rich",
    "safetensors",
    "scikit-learn",
    "scipy",
    "threadpoolctl",
    "typer",
)
OPTIONAL = ("pillow", "pyarrow", "sympy")


def info_cli(runs_dir: options.RunsDir = options.RUNS, as_json: options.AsJson = False) -> None:
    """Show versions, machine, folders and terminal.

    What to look at when something is slow, different or broken.

    \b
    Example:
      autograd info
    """
    with reported():
        groups = info(runs_dir=runs_dir)
        if as_json:
            write_json(groups)
            return
        for title, facts in groups.items():
            write(title, sys.stdout)
            width = max(map(len, facts))
            for key, value in facts.items():
                absent = title == "versions" and value is None
                shown = "not installed" if absent else form(key)(value)
                write(f"  {key:{width}}  {shown}", sys.stdout)


def info(*, runs_dir: Path) -> dict[str, dict[str, Any]]:
    """By group, what this machine and this process are; a package that is not there is None.

    Raises RunError if the runs cannot be read.
    """
    return {
        "versions": _versions(),
        "numerics": _numerics(),
        "machine": {
            "platform": platform.platform(),
            "machine": platform.machine(),
            "CPUs": os.cpu_count(),
        },
        "folders": _folders(runs_dir),
        "terminal": _terminal(),
    }


def _versions() -> dict[str, str | None]:
    from autograd_cli.runs.environment import version

    ours = {"autograd-cli": version("autograd-cli"), "Python": platform.python_version()}
    needed = {name: version(name) for name in REQUIRED}
    return {**ours, **needed, **{f"{name} (optional)": version(name) for name in OPTIONAL}}


def _numerics() -> dict[str, Any]:
    from autograd_cli.runs.environment import environment

    about = environment()
    libraries = {
        library.pop("internal_api", "BLAS"): ", ".join(f"{k} {v}" for k, v in library.items())
        for library in about["threads"]
    }
    return {**libraries, "CPU features": about["numpy_cpu_features"]}


def _folders(runs_dir: Path) -> dict[str, Any]:
    from autograd_cli.data.cache import cache_folder
    from autograd_cli.runs.listing import entries

    cache = cache_folder()
    sizes = [path.stat().st_size for path in cache.rglob("*") if path.is_file()]
    return {
        "runs": str(runs_dir.absolute()),
        "number of runs": len(entries(runs_dir)),
        "cache": str(cache),
        "cache_bytes": sum(sizes),
    }


def _terminal() -> dict[str, Any]:
    from rich.console import Console

    console = Console(file=sys.stdout)
    return {
        "stdout is a terminal": is_terminal(sys.stdout),
        "encoding": getattr(sys.stdout, "encoding", None),
        "columns": console.width,
        "colours": console.color_system if not console.no_color else None,
        "TERM": os.environ.get("TERM"),
        "NO_COLOR": os.environ.get("NO_COLOR"),
    }

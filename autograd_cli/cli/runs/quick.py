"""`autograd runs ls` without Typer, which takes longer to load than a thousand runs to read.

Only for command lines that Typer would take too, and only where all goes well: anything else, as
`--help` or a mistake, changes nothing here and is left to Typer.
"""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograd_cli.cli.runs import listing
from autograd_cli.errors import AutogradError

VALUES = ("--runs-dir", "--sort", "--columns", "--limit", "--filter")
FLAGS = ("--reverse", "--json", "--csv")


def listed(words: Sequence[str]) -> bool:
    """Whether `words`, which follow `autograd runs ls`, were understood, and the runs printed."""
    options = _parsed(words)
    if options is None:
        return False
    try:
        found = listing.select(
            runs_dir=Path(options.get("--runs-dir", "runs")),
            filters=options["--filter"],
            names=options.get("--columns"),
            sort=options.get("--sort"),
            reverse="--reverse" in options,
            limit=int(options["--limit"]) if "--limit" in options else None,
        )
    except AutogradError:
        return False
    if isinstance(sys.stdout, io.TextIOWrapper):  # a letter that it lacks is no reason to stop
        sys.stdout.reconfigure(errors="backslashreplace")
    if "--json" in options:
        found.write_json()
    elif "--csv" in options:
        found.write_csv()
    else:
        found.write()
    return True


def _parsed(words: Sequence[str]) -> dict[str, Any] | None:
    """The options by name, and the filters as a list; None if that is not all there is."""
    options: dict[str, Any] = {"--filter": []}
    if {"--json", "--csv"} <= set(words):
        return None
    left = list(words)
    while left:
        name, equals, value = left.pop(0).partition("=")
        if name in FLAGS and not equals:
            options[name] = True
            continue
        if name in VALUES and not equals and left:
            value = left.pop(0)
        if name not in VALUES or not value or value.startswith("-"):
            return None
        if name == "--filter":
            options[name].append(value)
        elif name == "--limit" and not (value.isascii() and value.isdecimal()):
            return None
        else:
            options[name] = value
    return options

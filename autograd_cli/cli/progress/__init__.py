"""What a person sees of a training: bars on a terminal, elsewhere a line for every epoch."""

import sys

from autograd_cli.cli.progress.lines import Lines
from autograd_cli.cli.progress.reporter import Json, PathOnly, Reporter, Several
from autograd_cli.cli.terminal import is_terminal

__all__ = ["Reporter", "reporter"]


def reporter(*, quiet: bool, as_json: bool) -> Reporter:
    """The reporter for these options and for what stdout is connected to."""
    stream = sys.stderr if as_json else sys.stdout
    parts: list[Reporter] = []
    if not quiet and is_terminal(stream):
        from autograd_cli.cli.progress.bars import Bars  # loads rich, which a pipe does without

        parts.append(Bars(stream))
    elif not quiet:
        parts.append(Lines(stream))
    if as_json:
        parts.append(Json())
    elif quiet:
        parts.append(PathOnly())
    return Several(parts)

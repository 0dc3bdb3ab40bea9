"""A process that loads Matplotlib while a training runs, and draws the run when it has ended.

Loading takes longer than many a training. `python -m autograd_cli.plots.worker` reads the path of
one run from its standard input, draws it, and prints the paths of the pictures; an empty input
means that there is nothing to draw.
"""

import json
import sys
from pathlib import Path

from autograd_cli.errors import AutogradError
from autograd_cli.plots import kinds
from autograd_cli.plots.draw import draw
from autograd_cli.plots.style import figure
from autograd_cli.runs import RunFolder


def main() -> int:
    """Serve one request; returns the exit code."""
    figure()  # loads Matplotlib
    kinds.load(kinds.QUICK)
    request = sys.stdin.read()
    try:
        pictures = draw(RunFolder(Path(json.loads(request))), quick=True) if request else []
    except AutogradError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps([str(picture) for picture in pictures]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

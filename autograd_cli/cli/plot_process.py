"""The parent's end of `autograd_cli.plots.worker`: pictures without waiting for Matplotlib."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType


class PlotProcess:
    """Starts the process when it is made; as a context manager it leaves none behind."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            # -P: the user's files in the current directory are no modules of ours.
            [sys.executable, "-P", "-m", "autograd_cli.plots.worker"],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONIOENCODING": "utf-8",
                "MPLBACKEND": "agg",  # the user's may be one that is not there
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for the training, which then ends in good order
        )

    def draw(self, run: Path) -> list[Path]:
        """Write the pictures of the run in the folder `run`; returns their paths.

        Raises RunWriteError if that failed.
        """
        from autograd_cli.runs import RunWriteError  # loads NumPy, which the training needed too

        pictures, complaint = self._process.communicate(json.dumps(str(run)))
        if self._process.returncode:
            raise RunWriteError(
                f"the pictures of {run.name} were not drawn: {complaint.strip()}",
                f"The run itself is whole. To draw it again: autograd plot {run}",
            )
        return [Path(picture) for picture in json.loads(pictures)]

    def __enter__(self) -> "PlotProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.kill()
            self._process.communicate()

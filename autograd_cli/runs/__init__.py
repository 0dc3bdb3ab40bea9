"""The folder of each run: made, written and read back here, and nowhere else."""

from autograd_cli.runs.checkpoint import Checkpoint
from autograd_cli.runs.checkpoint import load as load_checkpoint
from autograd_cli.runs.errors import RunError, RunWriteError
from autograd_cli.runs.layout import RunFolder
from autograd_cli.runs.read import Metrics, find, metrics, summary
from autograd_cli.runs.record import Record
from autograd_cli.runs.store import RunWriter, create

__all__ = [
    "Checkpoint",
    "Metrics",
    "Record",
    "RunError",
    "RunFolder",
    "RunWriteError",
    "RunWriter",
    "create",
    "find",
    "load_checkpoint",
    "metrics",
    "summary",
]

"""The folder of each run: made, written and read back here, and nowhere else.

Names are loaded when they are first used: what only lists runs does without NumPy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograd_cli.runs.checkpoint import Checkpoint
    from autograd_cli.runs.checkpoint import load as load_checkpoint
    from autograd_cli.runs.creation import create
    from autograd_cli.runs.errors import RunError, RunWriteError
    from autograd_cli.runs.history import Snapshot, Steps, WeightHistory, steps, weight_history
    from autograd_cli.runs.layout import RunFolder
    from autograd_cli.runs.predicted import Predictions, Sample, predictions
    from autograd_cli.runs.read import Metrics, find, metrics, preprocessing, rows, summary
    from autograd_cli.runs.record import LoggedStep, MetricValues, Record
    from autograd_cli.runs.resume import PausedRun, where
    from autograd_cli.runs.weights import Which, saved
    from autograd_cli.runs.writer import Predict, RunWriter

_ROOMS = {
    "Checkpoint": "checkpoint",
    "LoggedStep": "record",
    "MetricValues": "record",
    "Metrics": "read",
    "PausedRun": "resume",
    "Predict": "writer",
    "Predictions": "predicted",
    "Record": "record",
    "RunError": "errors",
    "RunFolder": "layout",
    "RunWriteError": "errors",
    "RunWriter": "writer",
    "Sample": "predicted",
    "Snapshot": "history",
    "Steps": "history",
    "WeightHistory": "history",
    "create": "creation",
    "find": "read",
    "load_checkpoint": "checkpoint",
    "metrics": "read",
    "predictions": "predicted",
    "preprocessing": "read",
    "rows": "read",
    "saved": "weights",
    "steps": "history",
    "summary": "read",
    "weight_history": "history",
    "Which": "weights",
    "where": "resume",
}

__all__ = [
    "Checkpoint",
    "LoggedStep",
    "MetricValues",
    "Metrics",
    "PausedRun",
    "Predict",
    "Predictions",
    "Record",
    "RunError",
    "RunFolder",
    "RunWriteError",
    "RunWriter",
    "Sample",
    "Snapshot",
    "Steps",
    "WeightHistory",
    "Which",
    "create",
    "find",
    "load_checkpoint",
    "metrics",
    "predictions",
    "preprocessing",
    "rows",
    "saved",
    "steps",
    "summary",
    "weight_history",
    "where",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = import_module(f"{__name__}.{_ROOMS[name]}")
    return getattr(room, "load" if name == "load_checkpoint" else name)

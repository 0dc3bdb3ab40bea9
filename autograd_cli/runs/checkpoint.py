"""Weights and optimizer state as one safetensors file, which is replaced in one piece.

The weights have the model's own names, so that other programs can load them. What belongs to the
optimizer is called `optimizer.<name>`, and everything else that a training needs to go on is one
JSON object in the header, under `state`: two files could not be replaced together.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograd_cli.runs.errors import RunError
from autograd_cli.runs.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 2  # of a run's files; 1 had no more than the counters in `state`
_OPTIMIZER = "optimizer."


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint file holds.

    `initial` are the metrics of the untrained model; `best` has `epoch`, `monitor` and `metrics` of
    the best weights so far. Both are None, and `trainer` empty, in a file of format 1.
    """

    epoch: int
    batch: int
    step: int
    weights: "Mapping[str, NDArray[Any]]"
    optimizer: "Mapping[str, NDArray[Any]]"
    trainer: Mapping[str, Any] = field(default_factory=dict)
    initial: Mapping[str, Any] | None = None
    best: Mapping[str, Any] | None = None
    stopped_early: bool = False


def copied(
    record: Record, *, initial: Mapping[str, Any] | None, best: Mapping[str, Any] | None
) -> Checkpoint:
    """The record's state, which stays as it is when the trainer goes on."""
    return Checkpoint(
        record.epoch,
        record.batch,
        record.step,
        {name: array.copy() for name, array in record.weights.items()},
        {name: array.copy() for name, array in record.optimizer.items()},
        record.trainer,
        initial,
        best,
        record.stopped_early,
    )


def encode(checkpoint: Checkpoint) -> bytes:
    """The file's content, the same bytes for the same state."""
    import safetensors.numpy  # not needed by those who only read metrics

    state = {
        "format": FORMAT,
        "epoch": checkpoint.epoch,
        "batch": checkpoint.batch,
        "step": checkpoint.step,
        "initial": checkpoint.initial,
        "best": checkpoint.best,
        "trainer": checkpoint.trainer,
        "stopped_early": checkpoint.stopped_early,
    }
    optimizer = {_OPTIMIZER + name: array for name, array in checkpoint.optimizer.items()}
    tensors = {**checkpoint.weights, **optimizer}
    return safetensors.numpy.save(tensors, metadata={"state": json.dumps(state)})


def load(path: Path) -> Checkpoint:
    """The checkpoint at `path`. Raises RunError if there is none or it is not ours."""
    import safetensors

    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            state = json.loads(file.metadata()["state"])
            epoch, batch, step = (int(state[name]) for name in ("epoch", "batch", "step"))
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{path} is not a readable checkpoint: {error}") from error
    if state.get("format", 1) > FORMAT:
        raise RunError(
            f"{path} was written by a newer version, in format {state['format']}",
            "Upgrade autograd-cli to read it.",
        )
    weights = {k: v for k, v in tensors.items() if not k.startswith(_OPTIMIZER)}
    optimizer = {
        k.removeprefix(_OPTIMIZER): v for k, v in tensors.items() if k.startswith(_OPTIMIZER)
    }
    rest = {
        key: state[key] for key in ("trainer", "initial", "best", "stopped_early") if key in state
    }
    return Checkpoint(epoch, batch, step, weights, optimizer, **rest)

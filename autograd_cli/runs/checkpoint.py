"""Weights and optimizer state as one safetensors file, which is replaced in one piece.

The weights have the model's own names, so that other programs can load them. What belongs to the
optimizer is called `optimizer.<name>`, and where in the training the file stands is one JSON object
in the header, under `state`: two files could not be replaced together.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from autograd_cli.runs.errors import RunError
from autograd_cli.runs.record import Record

_OPTIMIZER = "optimizer."


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint file holds."""

    epoch: int
    batch: int
    step: int
    weights: Mapping[str, NDArray[Any]]
    optimizer: Mapping[str, NDArray[Any]]


def encode(record: Record) -> bytes:
    """The file's content: a copy of the record's state, the same bytes for the same state."""
    import safetensors.numpy  # not needed by those who only read metrics

    state = {"epoch": record.epoch, "batch": record.batch, "step": record.step}
    tensors = {**record.weights, **{_OPTIMIZER + k: v for k, v in record.optimizer.items()}}
    return safetensors.numpy.save(tensors, metadata={"state": json.dumps(state)})


def load(path: Path) -> Checkpoint:
    """The checkpoint at `path`. Raises RunError if there is none or it is not ours."""
    import safetensors

    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            state = json.loads(file.metadata()["state"])
            epoch, batch, step = state["epoch"], state["batch"], state["step"]
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{path} is not a readable checkpoint: {error}") from error
    weights = {k: v for k, v in tensors.items() if not k.startswith(_OPTIMIZER)}
    optimizer = {
        k.removeprefix(_OPTIMIZER): v for k, v in tensors.items() if k.startswith(_OPTIMIZER)
    }
    return Checkpoint(epoch, batch, step, weights, optimizer)

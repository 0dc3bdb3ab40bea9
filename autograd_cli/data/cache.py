"""Arrays kept in the user's cache folder, so that scikit-learn is imported once and not again."""

import hashlib
import json
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from autograd_cli.files import write_atomically

_FORMAT = 1


@dataclass(frozen=True)
class Table:
    """Arrays by name, and names for their parts (features, classes)."""

    arrays: dict[str, NDArray[Any]]
    names: dict[str, list[str]]


def cached(name: str, read: Callable[[], Table]) -> Table:
    """The table called `name`: from the cache, or read now and kept there.

    A file that is damaged or of another format is replaced. A folder that cannot be written costs a
    warning, and the next run the time of reading again.
    """
    path = cache_folder() / f"{name}-v{_FORMAT}.safetensors"
    table = _load(path)
    if table is None:
        table = read()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, _encode(table))
        except OSError as error:
            warnings.warn(f"{name} is not kept for the next run: {error}", stacklevel=2)
    return table


def cache_folder() -> Path:
    """Where datasets are kept between runs."""
    return platformdirs.user_cache_path("autograd-cli") / "datasets"


def _encode(table: Table) -> bytes:
    names = json.dumps({"names": table.names, "sha256": _digest(table)})
    return safetensors.numpy.save(table.arrays, metadata={"table": names})


def _load(path: Path) -> Table | None:
    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            about = json.loads(file.metadata()["table"])
            arrays = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        table = Table(arrays, about["names"])
        return table if _digest(table) == about["sha256"] else None
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError):
        return None  # absent, damaged, or not ours


def _digest(table: Table) -> str:
    digest = hashlib.sha256(json.dumps(table.names, sort_keys=True).encode())
    for key in sorted(table.arrays):
        array = table.arrays[key]
        digest.update(f"{key} {array.dtype.str} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()

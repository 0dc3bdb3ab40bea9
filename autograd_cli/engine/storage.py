"""Tensors on disk, by name, in the safetensors format: nothing in such a file can be executed."""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from autograd_cli.engine.errors import StorageError
from autograd_cli.engine.tensor import Array, Tensor, TensorLike
from autograd_cli.files import write_atomically

_RESERVED = "__metadata__"


def save(path: str | os.PathLike[str], tensors: Mapping[str, TensorLike]) -> None:
    """Write tensors, arrays or numbers under their names, to be read by `load` or by PyTorch.

    Values and dtypes are kept, gradients and graphs are not. The file is replaced in one piece.

    Raises OSError, and leaves an older file as it was, if it cannot be written; TypeError for a
    name that is no string or a value that is not made of real numbers; ValueError for the one name
    that the format keeps for itself.
    """
    import safetensors.numpy

    for name in tensors:
        if not isinstance(name, str):
            raise TypeError(f"a tensor is saved under a string, not under {name!r}")
        if name == _RESERVED:
            raise ValueError(f"{name} is the format's own: save the tensor under another name")
    arrays = {name: _array(value) for name, value in tensors.items()}
    write_atomically(Path(path), safetensors.numpy.save(arrays))


def load(path: str | os.PathLike[str]) -> dict[str, Tensor]:
    """The tensors of a file, by name; none requires a gradient.

    Raises FileNotFoundError if there is no file, StorageError if it is not a safetensors file or
    holds what is no real number.
    """
    import safetensors

    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        return {name: Tensor(array, dtype=array.dtype) for name, array in arrays.items()}
    except FileNotFoundError:
        raise
    except (OSError, safetensors.SafetensorError, TypeError, AttributeError) as error:
        # The last is how safetensors meets a dtype that NumPy does not have.
        raise StorageError(f"{os.fspath(path)} holds no tensors: {error}") from error


def _array(value: TensorLike) -> Array:
    dtype = value.dtype if isinstance(value, (Tensor, np.ndarray)) else None
    return Tensor(value, dtype=dtype).data.copy(order="C")  # safetensors writes memory as it lies

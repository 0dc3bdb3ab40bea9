"""Products of vectors elsewhere."""

import numpy as np

REFERENCE = {  # the functions of NumPy 2.2
    "matvec": lambda a, b: np.einsum("...ij,...j->...i", a, b),
    "vecmat": lambda a, b: np.einsum("...i,...ij->...j", a, b),
}
TORCH = {
    "vecdot": lambda torch, a, b, axis=-1: torch.linalg.vecdot(
        *torch.broadcast_tensors(a, b), dim=axis
    ),
    "matvec": lambda torch, a, b: torch.einsum("...ij,...j->...i", a, b),
    "vecmat": lambda torch, a, b: torch.einsum("...i,...ij->...j", a, b),
    "cross": lambda torch, a, b, axis=-1: torch.linalg.cross(
        *torch.broadcast_tensors(a, b), dim=axis
    ),
}

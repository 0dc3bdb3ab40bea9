"""Shapes elsewhere."""

import numpy as np

REFERENCE = {
    "permute_dims": np.transpose,
    "astype": lambda x: x,
    "flatten": lambda x, **params: x.reshape((2, 6) if not params else (6, 2)),
}
TORCH = {
    "copy": lambda torch, x: x.clone(),
    "astype": lambda torch, x: x.clone(),
    "reshape (order F)": lambda torch, x: x.T.reshape(2, 3).T,
    "flatten": lambda torch, x, start_dim=1, end_dim=-1: x.flatten(start_dim, end_dim),
    "squeeze (axis)": lambda torch, x, axis: x.squeeze(axis),
    "expand_dims (one)": lambda torch, x, axis: x.unsqueeze(axis),
    "expand_dims (several)": lambda torch, x, axis: x[None, ..., None],
    "broadcast_to": lambda torch, x, shape: x.expand(shape),
    "broadcast_arrays": lambda torch, a, b: torch.mul(*torch.broadcast_tensors(a, b)),
    "transpose (all)": lambda torch, x: x.T,
    "transpose (axes)": lambda torch, x, axes: x.permute(axes),
    "permute_dims": lambda torch, x, axes: x.permute(axes),
    "swapaxes": lambda torch, x, **params: x.swapaxes(*params.values()),
    "matrix_transpose": lambda torch, x: x.mT,
    "rollaxis": lambda torch, x, axis, start: x.movedim(axis, start),
    "flip (all)": lambda torch, x: x.flip(0, 1),
    "flip (axes)": lambda torch, x, axis: x.flip(axis),
    "rot90 (back)": lambda torch, x, k, axes: x.rot90(k, axes),
    "roll (flattened)": lambda torch, x, shift: x.roll(shift),
    "roll (axis)": lambda torch, x, shift, axis: x.roll(shift, axis),
    "roll (axes)": lambda torch, x, shift, axis: x.roll(shift, axis),
}

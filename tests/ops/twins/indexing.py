"""Indexing, assignment and picking elsewhere."""

import numpy as np


def _inserted(torch, x, values):
    first, second = values.T
    return torch.stack([x[:, 0], first, x[:, 1], x[:, 2], second], 1)


REFERENCE = {"PutItem": lambda x: np.stack([x[0] + x[2], 0 * x[0], x[1]])}
TORCH = {
    "PutItem": lambda torch, x: torch.stack([x[0] + x[2], 0 * x[0], x[1]]),
    "setitem (rows)": lambda torch, a, b: torch.cat([a[:1], b.expand(2, 2)]) + 0 * a,
    "setitem (mask)": lambda torch, a, b: torch.stack(
        [torch.stack([b, a[0, 1]]), torch.stack([a[1, 0], b]), torch.stack([b, b])]
    ),
    "setitem (repeated rows)": lambda torch, a, b: torch.stack([b[2], a[1], b[1]]),
    "getitem (mixed)": lambda torch, x: x[[0, 2, 0], None, ..., 1],
    "getitem (mask)": lambda torch, x: torch.stack([x[0, 0], x[1, 1], x[2, 0], x[2, 1]]),
    "take (flattened)": lambda torch, x, indices: x.ravel()[indices],
    "take (axis)": lambda torch, x, indices, axis: x[:, indices],
    "take (around)": lambda torch, x, indices, axis, mode: x[:, [2, 2, 1]],
    "take_along_axis": lambda torch, arr, indices, axis: torch.take_along_dim(
        arr, torch.tensor(indices), axis
    ),
    "compress": lambda torch, a: a[[0, 2]],
    "extract": lambda torch, a: torch.stack([a[0, 0], a[1, 1], a[2, 0], a[2, 1]]),
    "delete (slice)": lambda torch, x, obj, axis: x[:, [0, 3]],
    "delete (flattened)": lambda torch, x, obj: x.ravel()[1:3],
    "insert (columns)": _inserted,
    "insert (flattened)": lambda torch, x, values: torch.cat(
        [x.ravel()[:3], values, x.ravel()[3:]]
    ),
}

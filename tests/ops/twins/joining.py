"""Joining and splitting elsewhere."""


def _parts(parts):
    first, second, *_ = parts
    return (first * first).sum() + second


REFERENCE = {"unstack": lambda x: _parts(x.T)}  # NumPy has it since 2.1
TORCH = {
    "concatenate (flattened)": lambda torch, a, b: torch.cat([a.ravel(), b]),
    "concatenate (with an array, and twice)": lambda torch, a: torch.cat(
        [a, torch.tensor([[0.5, -1.0, 2.0]], dtype=a.dtype), a * a]
    ),
    "append (rows)": lambda torch, a, b, axis: torch.cat([a, b], axis),
    "append (flattened)": lambda torch, a, b: torch.cat([a.ravel(), b]),
    "block": lambda torch, a, b: torch.cat([torch.cat([a, a * a], 1), torch.cat([b, b])[None]]),
    "split (equal)": lambda torch, x: _parts(x.tensor_split(2)),
    "split (indices)": lambda torch, x: _parts(x.tensor_split([1, 3], 1)),
    "array_split": lambda torch, x: _parts(x.tensor_split(3)),
    "unstack": lambda torch, x: _parts(x.unbind(1)),
}

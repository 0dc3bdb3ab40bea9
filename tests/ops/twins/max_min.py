"""The largest and the smallest element elsewhere: torch.max with an axis also gives an index."""


def _largest(torch, x, axis=(), **params):
    return torch.amax(x, axis, **params)


def _smallest(torch, x, axis=(), **params):
    return torch.amin(x, axis, **params)


TORCH = {
    "max": _largest,
    "amax": _largest,
    "min": _smallest,
    "amin": _smallest,
    "ptp": lambda torch, x, **params: _largest(torch, x, **params) - _smallest(torch, x, **params),
}

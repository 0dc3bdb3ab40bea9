"""Sorting and quantiles elsewhere."""


def _quantile(torch, x, q, axis=None, keepdims=False):
    if isinstance(axis, tuple):  # the row's axes, 0 and 2 of three
        return _quantile(torch, x.swapaxes(0, 1).flatten(1), q, 1)[None, :, None]
    q = torch.as_tensor(q, dtype=x.dtype)
    return torch.quantile(x, q, axis, keepdims)


TORCH = {
    "sort": lambda torch, x, axis=-1: (
        torch.sort(x.reshape(-1) if axis is None else x, -1 if axis is None else axis).values
    ),
    "median": lambda torch, x, **params: _quantile(torch, x, 0.5, **params),
    "quantile": _quantile,
    "percentile": lambda torch, x, q, **params: _quantile(torch, x, q / 100, **params),
}

"""Reductions elsewhere."""


def _spread(name):
    def call(torch, x, axis=None, ddof=0, keepdims=False):
        return getattr(torch, name)(x, dim=axis, correction=ddof, keepdim=keepdims)

    return call


TORCH = {
    "average": lambda torch, x: torch.mean(x),
    "average (weights of an axis)": lambda torch, x, w: x @ w / w.sum(),
    "average (weights of all)": lambda torch, x, w: ((x * w).sum() / w.sum()).reshape(1, 1),
    "var": _spread("var"),
    "std": _spread("std"),
}

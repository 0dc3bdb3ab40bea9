"""Running sums and products elsewhere."""


def _recurrence(a, b):
    y = [b[0]]
    for a_k, b_k in zip(a, b[1:], strict=True):
        y.append(a_k * y[-1] + b_k)
    return y


def _prod(torch, x, axis=None, keepdims=False):
    if axis is None:
        return torch.prod(x)
    for each in sorted(axis if isinstance(axis, tuple) else [axis], reverse=True):
        x = torch.prod(x, each, keepdim=keepdims)
    return x


def _running(name):
    def call(torch, x, axis=None):
        return getattr(torch, name)(x.reshape(-1) if axis is None else x, axis or 0)

    return call


REFERENCE = {"Recurrence": _recurrence}
TORCH = {
    "cumsum": _running("cumsum"),
    "cumprod": _running("cumprod"),
    "Recurrence": lambda torch, a, b: torch.stack(_recurrence(a, b)),
    "prod": _prod,
    "diff": lambda torch, x, n=1, axis=-1: torch.diff(x, n, axis),
    "diff (ends)": lambda torch, x, first, last: torch.diff(
        x, prepend=first.expand(2, 1), append=last
    ),
    "trapezoid": lambda torch, y, axis, dx: torch.trapezoid(y, dx=dx, dim=axis),
    "trapezoid (axis)": lambda torch, y, x, axis: torch.trapezoid(
        y, x.reshape(1, -1, 1).expand(y.shape), dim=axis
    ),
}
TORCH["trapezoid (distances)"] = TORCH.pop("trapezoid")
TORCH["trapezoid"] = lambda torch, y, x, axis: torch.trapezoid(y, x, dim=axis)

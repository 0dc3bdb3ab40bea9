"""Convolution and pooling elsewhere."""

import numpy as np
import sliding_windows

_STRIDED = {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "groups": 2}
_POOL = {"kernel_size": (3, 2), "stride": (1, 2), "padding": 1, "dilation": (1, 2)}
_WINNERS = [[2, 3, 1], [2, 5, 0], [0, 1, 4], [0, 3, 2]]


def _won():
    """(H', W', H, W): 1 where a window has its winner, else 0; some have it in the padding."""
    rows, columns = sliding_windows.both((4, 5), *_POOL.values())
    won = np.zeros((4, 3, 4, 5))
    for h, w in np.ndindex(4, 3):
        i, j = divmod(_WINNERS[h][w], 2)
        won[h, w] = np.outer(rows[h, i], columns[w, j])
    return won


def _torch_spread(torch, u, weight):
    return torch.nn.grad.conv2d_input((1, 2, 3, 3), weight, u, **_STRIDED)


def _torch_weights(torch, x, u):
    return torch.nn.grad.conv2d_weight(x, (4, 1, 3, 2), u, **_STRIDED)


def _torch_avg_spread(torch, x):
    axes = map(torch.as_tensor, sliding_windows.both((4, 5), *_POOL.values()))
    return torch.einsum("nchw,hia,wjb->ncab", x, *axes) / 6


REFERENCE = {
    "conv2d": sliding_windows.conv,
    "ConvSpread": lambda u, weight: sliding_windows.conv_dx(u, weight, (3, 3), **_STRIDED),
    "ConvWeights": lambda x, u: sliding_windows.conv_dweight(x, u, (3, 2), **_STRIDED),
    "max_pool2d": lambda *args, **params: sliding_windows.max_pool(*args, **params)[0],
    "PutWinners": lambda x: np.einsum("nchw,hwab->ncab", x, _won()),
    "TakeWinners": lambda x: np.einsum("ncab,hwab->nchw", x, _won()),
    "avg_pool2d": sliding_windows.avg_pool,
    "AvgSpread": lambda x: sliding_windows.avg_pool_dx(x, (4, 5), **_POOL),
}
TORCH = {
    "conv2d": lambda torch, *args, **params: torch.nn.functional.conv2d(*args, **params),
    "ConvSpread": _torch_spread,
    "ConvWeights": _torch_weights,
    "max_pool2d": lambda torch, *args, **params: torch.nn.functional.max_pool2d(*args, **params),
    "PutWinners": lambda torch, x: torch.einsum("nchw,hwab->ncab", x, torch.as_tensor(_won())),
    "TakeWinners": lambda torch, x: torch.einsum("ncab,hwab->nchw", x, torch.as_tensor(_won())),
    "avg_pool2d": lambda torch, *args, **params: torch.nn.functional.avg_pool2d(*args, **params),
    "AvgSpread": _torch_avg_spread,
}

"""Convolution and pooling by their definition, as sums with factors of 0 and 1 and in loops."""

from itertools import product

import numpy as np


def pair(size):
    return size if isinstance(size, tuple) else (size, size)


def seen(length, kernel, stride, padding, dilation):
    """(windows, kernel, length): 1 where a window sees a place as its j-th, else 0."""
    count = (length + 2 * padding - (kernel - 1) * dilation - 1) // stride + 1
    c, j, a = np.ogrid[:count, :kernel, :length]
    return (c * stride + j * dilation - padding == a).astype(float)


def both(size, kernel, stride, padding, dilation):
    sizes = (pair(value) for value in (size, kernel, stride, padding, dilation))
    return [seen(*axis) for axis in zip(*sizes, strict=True)]


def in_groups(weight, groups):
    """The weight (K, C, kh, kw) that has 0 where a group does not see a channel."""
    k, c = weight.shape[:2]
    dense = np.zeros((k, c * groups, *weight.shape[2:]))
    for group in range(groups):
        own = slice(group * k // groups, (group + 1) * k // groups)
        dense[own, group * c : (group + 1) * c] = weight[own]
    return dense


def conv(x, weight, bias=None, *, stride=1, padding=0, dilation=1, groups=1):
    axes = both(x.shape[2:], weight.shape[2:], stride, padding, dilation)
    y = contract("ncab,kcij,hia,wjb->nkhw", x, in_groups(weight, groups), *axes)
    return y if bias is None else y + bias[:, None, None]


def conv_dx(u, weight, size, *, stride=1, padding=0, dilation=1, groups=1):
    axes = both(size, weight.shape[2:], stride, padding, dilation)
    return contract("nkhw,kcij,hia,wjb->ncab", u, in_groups(weight, groups), *axes)


def conv_dweight(x, u, kernel, *, stride=1, padding=0, dilation=1, groups=1):
    axes = both(x.shape[2:], kernel, stride, padding, dilation)
    dense = contract("ncab,nkhw,hia,wjb->kcij", x, u, *axes)
    outputs = np.split(dense, groups)
    parts = [np.split(part, groups, axis=1)[i] for i, part in enumerate(outputs)]
    return np.concatenate(parts)


def contract(terms, *arrays):
    return np.einsum(terms, *arrays, optimize="optimal")


def avg_pool(x, kernel_size, stride=None, padding=0):
    kernel = pair(kernel_size)
    rows, columns = both(x.shape[2:], kernel, stride or kernel, padding, 1)
    return contract("ncab,hia,wjb->nchw", x, rows, columns) / (kernel[0] * kernel[1])


def avg_pool_dx(u, size, kernel_size, stride=None, padding=0, dilation=1):
    kernel = pair(kernel_size)
    rows, columns = both(size, kernel, stride or kernel, padding, dilation)
    return contract("nchw,hia,wjb->ncab", u, rows, columns) / (kernel[0] * kernel[1])


def max_pool(x, kernel_size, stride=None, padding=0, dilation=1):
    """The values, and for each of them where in the image it is, as an index of rows and columns.

    The first of equal ones, the last NaN; (-1, -1) for windows that see only padding.
    """
    kernel = pair(kernel_size)
    rows, columns = both(x.shape[2:], kernel, stride or kernel, padding, dilation)
    y = np.full((*x.shape[:2], len(rows), len(columns)), -np.inf)
    at = np.full((*y.shape, 2), -1)
    for (h, w), (i, j) in product(np.ndindex(y.shape[2:]), np.ndindex(kernel)):
        for a, b in np.argwhere(np.outer(rows[h, i], columns[w, j])):
            for n, c in np.ndindex(x.shape[:2]):
                best, value = y[n, c, h, w], x[n, c, a, b]
                if at[n, c, h, w, 0] < 0 or value > best or np.isnan(value):
                    y[n, c, h, w], at[n, c, h, w] = value, (a, b)
    return y, at


def put_back(u, at, size):
    """The sum at each place of the `u` of the windows that have their largest element there."""
    x = np.zeros((*u.shape[:2], *size))
    for n, c, h, w in np.ndindex(u.shape):
        if at[n, c, h, w, 0] >= 0:
            x[n, c, *at[n, c, h, w]] += u[n, c, h, w]
    return x

"""Derivatives of functions that work element by element, for tests of single values."""

import numpy as np

import autograd_cli as ag


def slopes(f, *values, order=1, dtype=np.float64):
    """The derivatives of `f` at `values`, an array for each; of a higher order by the first."""
    leaves = [ag.Tensor(np.array(value, dtype), requires_grad=True) for value in values]
    y = f(*leaves)
    for _ in range(order - 1):
        (y,) = ag.grad(y, leaves[:1], np.ones(y.shape, y.dtype), create_graph=True)
    found = ag.grad(y, leaves, np.ones(y.shape, y.dtype))
    assert all(slope.dtype == dtype for slope in found)
    return [slope.data for slope in found]

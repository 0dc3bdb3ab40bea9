"""What is linear in each of its operands: derivatives of it, told by the linearity alone."""

from itertools import permutations

import numpy as np

import autograd_cli as ag


def check_multilinear(f, reference, xs, seed=0):
    """`f` has the values of `reference`, and the first and second derivatives that follow.

    The derivative in a direction is the value with the direction in place of the operand; and once
    more with another operand for the second.
    """
    rng = np.random.default_rng(seed)
    leaves = [ag.Tensor(x, requires_grad=True) for x in xs]
    y, expected = f(*leaves), np.asarray(reference(*xs))
    assert (y.shape, y.dtype) == (expected.shape, expected.dtype)
    np.testing.assert_allclose(y.data, expected, rtol=1e-11, atol=1e-11)
    g = rng.normal(size=y.shape)
    ways = [rng.normal(size=np.shape(x)) for x in xs]
    slopes = ag.grad(y, leaves, g, create_graph=True)
    for i, slope in enumerate(slopes):
        assert slope.shape == np.shape(xs[i])
        changed = [*xs[:i], ways[i], *xs[i + 1 :]]
        np.testing.assert_allclose(
            np.sum(slope.data * ways[i]), np.sum(g * reference(*changed)), rtol=1e-9, atol=1e-9
        )
    for i, j in permutations(range(len(xs)), 2):
        along = np.sum(slopes[i] * ways[i])
        (second,) = ag.grad(along, leaves[j], retain_graph=True)
        changed = [ways[k] if k in (i, j) else x for k, x in enumerate(xs)]
        np.testing.assert_allclose(
            np.sum(second.data * ways[j]), np.sum(g * reference(*changed)), rtol=1e-9, atol=1e-9
        )

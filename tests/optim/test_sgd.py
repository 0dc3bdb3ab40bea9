"""Gradient descent, step by step."""

import numpy as np

from autograd_cli.optim import SGD


def test_plain_descent_moves_in_place_and_keeps_no_state():
    w, g = np.array([1.0, 2.0]), np.array([10.0, -10.0])
    optimizer = SGD({"w": w}, lr=0.1)
    optimizer.step([g])
    np.testing.assert_array_equal(w, [0.0, 3.0])
    np.testing.assert_array_equal(g, [10.0, -10.0])
    assert optimizer.state == {}


def test_momentum_follows_the_documented_recurrence():
    rng = np.random.default_rng(0)
    w, gradients = np.array([1.0, -1.0]), rng.normal(size=(5, 2))
    optimizer = SGD({"w": w}, lr=0.3, momentum=0.9)
    expected, z = w.copy(), np.zeros(2)
    for g in gradients:
        z = 0.9 * z + g
        expected = expected - 0.3 * z
        optimizer.step([g])
    np.testing.assert_allclose(w, expected, rtol=1e-15)
    np.testing.assert_allclose(optimizer.state["momentum.w"], z, rtol=1e-15)

"""Graphs of 100,000 ops: no recursion, no more memory than the rules need, no time squared."""

import time
import tracemalloc

import numpy as np
import pytest

import autograd_cli as ag

N = 100_000


def _chain(x, n=N):
    for _ in range(n):
        x = x * 1.0
    return x


def test_a_long_chain_is_swept_and_freed():
    x = ag.Tensor(1.0, requires_grad=True)
    y = _chain(x)
    assert repr(y) == "Tensor(1., grad_fn=<Mul>)"
    y.register_hook(lambda g: 2 * g)
    y.backward()
    assert x.grad == 2.0
    del y


def test_a_long_chain_that_was_never_swept_is_freed():
    y = _chain(ag.Tensor(1.0, requires_grad=True))
    del y


def test_a_long_chain_is_differentiated_twice():
    n = 20_000
    rate = 1 + 1 / n

    def f(x):
        y = x
        for _ in range(n):
            y = y * rate
        return y * x  # rate^n x^2

    power = rate**n
    assert ag.grad(ag.grad(f))(3.0).item() == pytest.approx(2 * power, rel=1e-9)
    assert ag.jvp(f, 3.0, 1.0)[1].item() == pytest.approx(6 * power, rel=1e-9)


def test_intermediate_values_are_freed_as_they_are_dropped():
    x = ag.Tensor(np.ones(10_000), requires_grad=True)  # 80 kB
    tracemalloc.start()
    try:
        y = x
        for _ in range(500):
            y = y + 1.0  # its rule reads nothing
        held, _ = tracemalloc.get_traced_memory()
        assert held < 2_000_000, "500 arrays would be 40 MB"
        tracemalloc.reset_peak()
        y.backward(np.ones(10_000))
        _, peak = tracemalloc.get_traced_memory()
        assert peak < 3_000_000
    finally:
        tracemalloc.stop()
    np.testing.assert_array_equal(x.grad, np.ones(10_000))


def test_the_sweep_frees_what_the_rules_have_read():
    x = ag.Tensor(np.ones(10_000), requires_grad=True)
    tracemalloc.start()
    try:
        y = x
        for _ in range(100):
            y = np.sin(y)
        total = np.sum(y)
        held, _ = tracemalloc.get_traced_memory()
        assert held > 7_000_000
        total.backward()
        left, _ = tracemalloc.get_traced_memory()
        assert left < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_time_grows_as_the_graph():
    def seconds(n):
        x = ag.Tensor(1.0, requires_grad=True)
        start = time.perf_counter()
        parts = [x * float(i) for i in range(n)]  # all of them wait in the heap at once
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        total.backward()
        assert x.grad == n * (n - 1) / 2
        return time.perf_counter() - start

    seconds(100)
    small = min(seconds(2_000) for _ in range(3))
    assert seconds(40_000) < 20 * small * 10  # 400 times as long if it grew as the square

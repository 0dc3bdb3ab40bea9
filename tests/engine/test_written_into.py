"""Within detect_anomaly: arrays that are written into while a rule needs them, by any means."""

import inspect

import numpy as np
import pytest

import autograd_cli as ag


@pytest.fixture
def x():
    return ag.Tensor([1.0, 2.0], requires_grad=True)


def _line(offset):
    """`file:line` of the line that is so many lines further down."""
    return f"{__file__}:{inspect.currentframe().f_back.f_lineno + offset}"


def test_the_error_names_the_op_and_both_lines(x):
    with ag.detect_anomaly():
        y = x * x
        line = _line(-1)
        x.data[0] = 5.0
        with pytest.raises(ag.GraphError) as error:
            np.sum(y).backward()
    text = str(error.value)
    assert f"the input a of Mul was written into after the op, at {line}: y = x * x" in text
    assert f"before the backward sweep, at {_line(-3)}: np.sum(y).backward()" in text
    assert "compute a new array instead" in text
    assert x.grad is None


@pytest.mark.parametrize("sweep", [lambda y, x: ag.grad(y, x), lambda y, x: y.backward()])
@pytest.mark.parametrize(
    "write",
    [
        lambda x, c, y: c.fill(7.0),
        lambda x, c, y: c.__setitem__(slice(1), 7.0),
        lambda x, c, y: np.negative(c, out=c),
        lambda x, c, y: np.copyto(x.numpy(), 7.0),
        lambda x, c, y: x.detach().numpy().T.fill(7.0),
        lambda x, c, y: y.data.__setitem__(0, 3.0),
    ],
)
def test_by_any_means(x, write, sweep):
    c = np.ones(2)
    with ag.detect_anomaly():
        y = np.exp(x * c)
        total = np.sum(y * x)
        write(x, c, y)
        with pytest.raises(ag.GraphError, match="was written into after the op, at "):
            sweep(total, x)


def test_in_the_graph_of_a_gradient(x):
    with ag.detect_anomaly():
        (g,) = ag.grad(np.sum(x**3), x, create_graph=True)
        x.data[0] = 5.0
        with pytest.raises(ag.GraphError, match="the input a of Pow was written into"):
            np.sum(g).backward()


def test_an_op_from_outside_is_not_watched(x):
    y = x * x
    with ag.detect_anomaly():
        x.data[0] = 5.0
        np.sum(y).backward()
    assert x.grad.tolist() == [10.0, 4.0]


def test_what_no_rule_reads_may_be_written_into(x):
    array = np.ones(2)
    with ag.detect_anomaly():
        y = x * 3.0 + array
        array[:] = 7.0
        x.data[:] = 7.0
        y.data[:] = 7.0
        np.sum(y).backward()
    assert x.grad.tolist() == [3.0, 3.0]


def test_training_goes_on_within_it(x):
    with ag.detect_anomaly():
        for _ in range(3):
            np.sum(x * x).backward()
            x.data[:] -= 0.1 * x.grad
            x.zero_grad()
    np.testing.assert_allclose(x.data, 0.8**3 * np.array([1.0, 2.0]))


def test_the_same_number_again_is_no_harm(x):
    with ag.detect_anomaly():
        y = x * x
        x.data[0] = 1.0
        np.sum(y).backward()
    assert x.grad.tolist() == [2.0, 4.0]

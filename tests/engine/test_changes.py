"""`t.data -= ...` on memory that a graph still needs: noticed at backward, and only then."""

import gc
import inspect

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.engine.changes import changes


@pytest.fixture
def w():
    return ag.Tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)


def _line_of(text):
    """`file:line` of the only line of the calling test that has `text` in it."""
    caller = inspect.currentframe().f_back
    lines, first = inspect.getsourcelines(caller.f_code)
    (offset,) = (i for i, line in enumerate(lines) if text in line and "_line_of" not in line)
    return f"{__file__}:{first + offset}"


class TestNoticed:
    def test_the_error_names_the_op_the_line_and_what_to_do(self, w):
        y = np.exp(w) * w
        w.data -= 0.1
        with pytest.raises(ag.GraphError, match="the input b of Mul was changed in place") as error:
            y.sum().backward()
        text = str(error.value)
        assert f"at {_line_of('w.data -= 0.1')}: w.data -= 0.1" in text
        assert "run backward first" in text
        assert "t = t - step" in text
        assert w.grad is None

    @pytest.mark.parametrize(
        ("op", "name"),
        [
            (lambda w: w * w, "input a of Mul"),
            (lambda w: w @ np.ones((2, 1)) + np.sin(w), "input x of Sin"),
            (lambda w: w.T * w.T, "input a of Mul"),
            (lambda w: w[0] * w[1], "input a of Mul"),
            (lambda w: np.reshape(w, -1) ** 2, "input a of Pow"),
        ],
    )
    @pytest.mark.parametrize("view", [lambda t: t, lambda t: t.T, lambda t: t[:1]])
    def test_whatever_input_a_rule_reads(self, w, op, name, view):
        y = op(w)
        view(w).data *= 2.0
        with pytest.raises(ag.GraphError, match=f"the {name} was changed in place after the op"):
            y.backward(np.ones(y.shape))

    @pytest.mark.parametrize("view", [lambda t: t, lambda t: t.T, lambda t: t[:1]])
    def test_an_output_that_a_rule_reads(self, w, view):
        y = np.exp(w)
        view(y).data *= 2.0
        with pytest.raises(ag.GraphError, match="the output of Exp was changed in place"):
            np.sum(y).backward()

    @pytest.mark.parametrize(
        "other",
        [
            lambda t: t.detach(),
            lambda t: t.T,
            lambda t: t.detach().T[0],
            lambda t: t[:, 1:],
            lambda t: np.reshape(t.detach(), (4,)),
        ],
    )
    def test_through_another_tensor_with_the_same_memory(self, w, other):
        y = np.sum(w * w)
        other(w).data += 1.0
        with pytest.raises(ag.GraphError, match="input a of Mul was changed in place"):
            y.backward()

    @pytest.mark.parametrize(
        "write",
        ["-= 1.0", "+= 1.0", "*= 2.0", "/= 2.0", "**= 2", "//= 2", "%= 2", "@= np.ones((2, 2))"],
    )
    def test_by_every_augmented_assignment(self, w, write):
        y = np.sum(w * w)
        exec(f"w.data {write}", {"w": w, "np": np})
        with pytest.raises(ag.GraphError, match="was changed in place"):
            y.backward()

    def test_on_a_constant(self, w):
        c = ag.Tensor(np.ones((2, 2)))
        y = np.sum(w * c)
        c.data += 1.0
        with pytest.raises(ag.GraphError, match="the input b of Mul was changed in place"):
            y.backward()

    def test_on_a_number(self):
        x = ag.Tensor(2.0, requires_grad=True)
        y = x * x
        x.data -= 1.0
        with pytest.raises(ag.GraphError, match="was changed in place"):
            y.backward()

    def test_between_two_sweeps(self, w):
        y = np.sum(w * w)
        y.backward(retain_graph=True)
        w.data -= w.grad
        with pytest.raises(ag.GraphError, match="was changed in place"):
            y.backward()

    def test_by_grad_and_in_the_graph_of_a_gradient(self, w):
        y = np.sum(w**3)
        (g,) = ag.grad(y, w, create_graph=True)
        w.data -= 0.1
        for output in (y, np.sum(g)):
            with pytest.raises(ag.GraphError, match="was changed in place"):
                ag.grad(output, w)

    def test_by_a_pullback(self, w):
        _, pullback = ag.vjp(lambda x: w * x, np.ones((2, 2)))
        w.data -= 0.1
        with pytest.raises(ag.GraphError, match="was changed in place"):
            pullback(np.ones((2, 2)))

    def test_among_many_inputs_by_position(self, w):
        class Product(ag.Function):
            @staticmethod
            def forward(*xs):
                return xs[0] * xs[1] * xs[2]

            @staticmethod
            def vjp_xs(g, *xs, position):
                for i, x in enumerate(xs):
                    g = g if i == position else g * x
                return g

        c = ag.Tensor(2.0)
        y = Product.apply(w, w, c)
        c.data += 1.0
        with pytest.raises(ag.GraphError, match=r"the input xs\[2\] of Product was changed"):
            np.sum(y).backward()


class TestNotNoticed:
    """What does no harm is no error, and the gradient is right."""

    def test_before_the_op(self, w):
        w.data -= 1.0
        np.sum(w * w).backward()
        np.testing.assert_array_equal(w.grad, 2 * w.data)

    def test_where_no_rule_reads_the_array(self, w):
        y = np.sum(w * 3.0 + 1.0)
        w.data -= 1.0
        y.backward()
        np.testing.assert_array_equal(w.grad, np.full((2, 2), 3.0))

    def test_after_the_sweep(self, w):
        for _ in range(3):  # as in every training loop
            np.sum(w * w).backward()
            w.data -= 0.1 * w.grad
            w.zero_grad()
        np.testing.assert_allclose(w.data, 0.8**3 * np.array([[1.0, 2.0], [3.0, 4.0]]))

    def test_in_other_memory(self, w):
        other, copied = ag.Tensor(np.ones((2, 2))), w.copy().detach()
        y = np.sum(w * w)
        other.data -= 1.0
        copied.data -= 1.0
        y.backward()
        np.testing.assert_array_equal(w.grad, 2 * w.data)

    def test_in_another_part_of_the_same_memory(self, w):
        both = ag.Tensor(np.arange(4.0))
        first, second = both[:2], both[2:]
        y = np.sum(w * first)
        second.data -= 1.0
        y.backward()
        np.testing.assert_array_equal(w.grad, [[0.0, 1.0], [0.0, 1.0]])

    def test_by_another_array_in_its_place(self, w):
        y = np.sum(w * w)
        w.data = np.zeros((2, 2))
        y.backward()
        np.testing.assert_array_equal(w.grad, [[2.0, 4.0], [6.0, 8.0]])

    def test_by_an_assignment_to_the_tensor(self, w):
        y = np.sum(w * w)
        with ag.no_grad():
            w -= 1.0
            w[0] = 0.0
        y.backward()
        np.testing.assert_array_equal(w.grad, [[2.0, 4.0], [6.0, 8.0]])

    def test_in_a_graph_that_is_not_swept(self, w):
        _ = np.exp(w)
        v = ag.Tensor(2.0, requires_grad=True)
        w.data -= 1.0
        (v * v).backward()
        assert v.grad == 4.0

    def test_in_memory_that_takes_the_place_of_freed_memory(self):
        for _ in range(200):
            x = ag.Tensor(np.ones(3), requires_grad=True)
            y = np.sum(x * x)
            y.backward()
            x.data -= 1.0
            del x, y


def test_nothing_is_remembered_of_memory_that_is_freed():
    gc.collect()
    before = len(changes.found)
    x = ag.Tensor(np.ones(3))
    x.data -= 1.0
    x.data -= 1.0
    assert len(changes.found) == before + 1
    del x
    gc.collect()
    assert len(changes.found) == before

"""Three ways to differentiate, and the graph: the figures of the course documents."""

import numpy as np
import pytest

import autograd_cli as ag

MINIMUM = (np.sqrt(19) - 1) / 3


def J(x):
    return x**3 + x**2 - 6 * x + 1


def _exact(x):
    return 3 * x**2 + 2 * x - 6


@pytest.fixture
def points():
    return np.linspace(-3, 3, 101)


class TestOneVariable:
    def test_reverse_mode_is_as_exact_as_the_formula(self, points):
        x = ag.Tensor(points, requires_grad=True)
        J(x).backward(np.ones(101))
        np.testing.assert_allclose(x.grad, _exact(points), rtol=0, atol=2e-14)
        np.testing.assert_array_equal(J(x).data, J(points))

    def test_each_point_by_itself(self, points):
        gradient = ag.grad(J)
        found = [gradient(p).item() for p in points]
        np.testing.assert_allclose(found, _exact(points), rtol=0, atol=2e-14)

    @pytest.mark.parametrize(("dx", "error"), [(0.01, 4e-2), (0.001, 4e-3)])
    def test_the_forward_difference_is_wrong_at_first_order(self, dx, error):
        at = ag.Tensor(MINIMUM)
        difference = (J(at + dx) - J(at)) / dx
        assert difference.item() == pytest.approx(error, rel=0.1)
        assert abs(ag.grad(J)(MINIMUM).item()) < 1e-14

    def test_twenty_steps_of_descent_reach_the_minimum(self):
        x = ag.Tensor(3.0, requires_grad=True)
        path = [x.item()]
        for _ in range(20):
            x.zero_grad()
            J(x).backward()
            x.data -= 0.1 * x.grad
            path.append(x.item())
        expected = [3.0]
        for _ in range(20):
            expected.append(expected[-1] - 0.1 * _exact(expected[-1]))
        np.testing.assert_allclose(path, expected, rtol=1e-14)
        assert path[-1] == pytest.approx(MINIMUM, abs=1e-6)
        assert _exact(MINIMUM) == pytest.approx(0, abs=1e-14)


class TestTheGraph:
    def test_values_go_forward_and_gradients_in_reverse(self):
        x = ag.Tensor(2.0, requires_grad=True)
        cube, square, six = x**3, x**2, 6 * x
        total = cube + square
        rest = total - six
        result = rest + 1
        nodes = [x, cube, square, six, total, rest, result]
        for node in nodes:
            node.retain_grad()
        result.backward()
        assert [node.item() for node in nodes] == [2, 8, 4, 12, 12, 0, 1]
        assert [node.grad for node in reversed(nodes)] == [1, 1, 1, -1, 1, 1, 10]

    def test_it_is_acyclic_and_numbered_in_a_topological_order(self):
        x = ag.Tensor(2.0, requires_grad=True)
        pending, seen = [J(x).grad_fn], set()
        while pending:
            node = pending.pop()
            seen.add(node)
            for parent in node.parents:
                if parent is not None:
                    assert parent.order < node.order
                    pending.append(parent)
        names = sorted(node.name for node in seen)
        assert names == ["Add", "Add", "Mul", "Pow", "Pow", "Sub", "leaf"]


class TestVectors:
    @pytest.fixture
    def columns(self):
        x = ag.Tensor(np.linspace(-3, 3, 7), requires_grad=True)
        y = ag.Tensor(np.zeros((7, 2)))
        y[:, 0] = J(x)
        y[:, 1] = x**2 - 2
        return x, y

    @pytest.mark.parametrize("dl", [(1, 1), (1, 0), (0, 1)])
    def test_the_cotangent_selects_the_columns_that_are_differentiated(self, columns, dl):
        x, y = columns
        np.testing.assert_array_equal(y.data[:, 1], x.data**2 - 2)
        y.backward(gradient=np.tile(dl, (7, 1)))
        expected = dl[0] * _exact(x.data) + dl[1] * 2 * x.data
        np.testing.assert_allclose(x.grad, expected, rtol=0, atol=2e-14)

    def test_one_graph_serves_all_of_them_and_backward_accumulates(self, columns):
        x, y = columns
        for dl in (1, 0), (0, 1):
            y.backward(gradient=np.tile(dl, (7, 1)), retain_graph=True)
        both = x.grad.copy()
        x.zero_grad()
        y.backward(gradient=np.ones((7, 2)))
        np.testing.assert_allclose(x.grad, both, rtol=1e-14)

    def test_the_cotangent_weighs_the_points(self, points):
        x = ag.Tensor(points, requires_grad=True)
        weights = np.linspace(0, 1, 101)
        J(x).backward(gradient=weights)
        np.testing.assert_allclose(x.grad, weights * _exact(points), rtol=0, atol=2e-14)


class TestTwoVariables:
    @pytest.fixture
    def xy(self):
        rng = np.random.default_rng(0)
        return [ag.Tensor(rng.uniform(-2, 2, 51), requires_grad=True) for _ in range(2)]

    @staticmethod
    def _j(x, y):
        return x * y + np.sin(x - 2 * y)

    def _gradient(self, x, y):
        return y + np.cos(x - 2 * y), x - 2 * np.cos(x - 2 * y)

    def test_backward_gives_both_derivatives(self, xy):
        x, y = xy
        self._j(x, y).backward(np.ones(51))
        for found, expected in zip((x.grad, y.grad), self._gradient(x.data, y.data), strict=True):
            np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-14)

    @pytest.mark.parametrize("create_graph", [False, True])
    def test_grad_returns_them_and_leaves_grad_alone(self, xy, create_graph):
        x, y = xy
        found = ag.grad(self._j(x, y), [x, y], np.ones(51), create_graph)
        for g, expected in zip(found, self._gradient(x.data, y.data), strict=True):
            np.testing.assert_allclose(g.data, expected, rtol=1e-13, atol=1e-14)
            assert g.requires_grad is create_graph
        assert x.grad is None
        assert y.grad is None

    def test_the_second_derivatives_are_those_of_the_formula(self, xy):
        x, y = xy
        ones = np.ones(51)
        dx, dy = ag.grad(self._j(x, y), [x, y], grad_outputs=ones, create_graph=True)
        dxx, dxy = ag.grad(dx, [x, y], ones, retain_graph=True)  # they share a cosine
        dyx, dyy = ag.grad(dy, [x, y], ones)
        sine = np.sin(x.data - 2 * y.data)
        for found, expected in [(dxx, -sine), (dxy, 1 + 2 * sine), (dyx, 1 + 2 * sine)]:
            np.testing.assert_allclose(found.data, expected, rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(dyy.data, -4 * sine, rtol=1e-12, atol=1e-13)

"""Hooks on gradients, and gradients that are retained."""

import copy
import gc
import weakref

import numpy as np
import pytest

import autograd_cli as ag


@pytest.fixture
def x():
    return ag.Tensor([1.0, 2.0], requires_grad=True)


def _sum_of_squares(t):
    return np.sum(t * t)


class TestHooks:
    def test_a_hook_sees_the_whole_gradient_once(self, x):
        seen = []
        y = x * 3
        y.register_hook(lambda g: seen.append(g))  # one that returns nothing changes nothing
        (np.sum(y) + np.sum(y * y)).backward()  # y is used twice
        assert [g.tolist() for g in seen] == [[7.0, 13.0]]
        assert isinstance(seen[0], ag.Tensor)
        assert x.grad.tolist() == [21.0, 39.0]

    @pytest.mark.parametrize("kind", ["leaf", "result"])
    def test_what_it_returns_replaces_the_gradient(self, x, kind):
        y = x * 1.0
        (x if kind == "leaf" else y).register_hook(lambda g: 10 * g)
        _sum_of_squares(y).backward()
        assert x.grad.tolist() == [20.0, 40.0]

    @pytest.mark.parametrize(
        "new", [[5, 6], np.array([5.0, 6.0]), np.float32([5, 6]), ag.Tensor([5.0, 6.0])]
    )
    def test_it_may_return_whatever_a_tensor_is_made_of(self, x, new):
        (x * 2).register_hook(print)  # that of another tensor is not called
        x.register_hook(lambda g: new)
        _sum_of_squares(x).backward()
        assert x.grad.tolist() == [5.0, 6.0]
        assert x.grad.dtype == np.float64

    def test_hooks_run_in_the_order_of_their_registration(self, x):
        x.register_hook(lambda g: g + 1)
        x.register_hook(lambda g: 10 * g)
        np.sum(x).backward()
        assert x.grad.tolist() == [20.0, 20.0]

    def test_they_run_in_every_sweep_and_in_grad_too(self, x):
        y = x * 2
        y.register_hook(lambda g: 10 * g)
        total = np.sum(y)
        for _ in range(2):
            total.backward(retain_graph=True)
        assert x.grad.tolist() == [40.0, 40.0]
        dx, dy = ag.grad(total, [x, y])
        assert (dx.tolist(), dy.tolist()) == ([20.0, 20.0], [10.0, 10.0])

    def test_a_hook_on_what_is_not_reached_is_not_called(self, x):
        other = x * 2
        other.register_hook(lambda g: pytest.fail("called"))
        np.sum(x * 3).backward()

    def test_on_the_tensor_that_backward_starts_from(self, x):
        y = np.sum(x * 3)
        y.register_hook(lambda g: 5 * g)
        y.backward()
        assert x.grad.tolist() == [15.0, 15.0]

    def test_on_a_leaf_by_which_grad_differentiates(self, x):
        x.register_hook(lambda g: 5 * g)
        assert ag.grad(np.sum(x * 3), x)[0].tolist() == [15.0, 15.0]
        assert x.grad is None

    def test_float32_gradients_stay_float32(self):
        x = ag.Tensor(np.ones(2, np.float32), requires_grad=True)
        x.register_hook(lambda g: g * np.ones(2))
        np.sum(x * 2).backward()
        assert x.grad.dtype == np.float32

    def test_writing_into_the_gradient_changes_nothing(self, x):
        def spoil(g):
            g.data[:] = 100.0

        x.register_hook(spoil)
        cotangent = np.ones(2)
        (x * 1.0).backward(cotangent)
        assert x.grad.tolist() == cotangent.tolist() == [1.0, 1.0]

    def test_in_functions_they_act_as_in_a_sweep(self):
        def f(x):
            y = x * x
            y.register_hook(lambda g: 10 * g)
            return y

        assert ag.grad(f)(3.0).item() == 60.0
        assert ag.vjp(f, 3.0)[1](1.0)[0].item() == 60.0

    def test_they_do_not_keep_a_graph_alive(self, x):
        y = x * 2
        kept = weakref.ref(y)
        y.register_hook(lambda g: 2 * g)
        total = np.sum(y)
        del y
        total.backward()
        gc.collect()
        assert kept() is None
        assert x.grad.tolist() == [4.0, 4.0]


class TestHooksOfHigherOrder:
    def test_what_a_hook_does_is_differentiated_too(self, x):
        x.register_hook(lambda g: g * g)
        (g,) = ag.grad(np.sum(x**3), x, create_graph=True)  # 9 x^4
        assert g.tolist() == [9.0, 144.0]
        np.sum(g).backward()  # 36 x^3, and squared by the hook again
        assert x.grad.tolist() == [36.0**2, 288.0**2]

    def test_a_hook_is_given_a_gradient_with_a_graph_only_if_there_is_one(self, x):
        kinds = []
        y = x * x
        y.register_hook(lambda g: kinds.append(g.requires_grad))
        total = np.sum(y * y)
        ag.grad(total, x, create_graph=True)
        ag.grad(total, x)
        assert kinds == [True, False]


class TestRemoval:
    def test_a_removed_hook_is_not_called(self, x):
        handle = x.register_hook(lambda g: pytest.fail("called"))
        handle.remove()
        handle.remove()  # a second time does nothing
        np.sum(x).backward()

    def test_only_that_hook_is_removed(self, x):
        called = []
        first, second = (lambda g: called.append("first")), (lambda g: called.append("second"))
        x.register_hook(first)
        x.register_hook(second)
        again = x.register_hook(first)
        again.remove()
        np.sum(x).backward()
        assert called == ["first", "second"]

    def test_a_hook_may_remove_itself(self, x):
        called = []

        def once(g):
            called.append(1)
            handle.remove()

        handle = x.register_hook(once)
        for _ in range(2):
            np.sum(x * 2).backward()
        assert called == [1]

    def test_a_leaf_that_requires_no_gradient_any_more_has_forgotten_them(self, x):
        handle = x.register_hook(lambda g: pytest.fail("called"))
        x.requires_grad_(False).requires_grad_()
        np.sum(x).backward()
        handle.remove()

    def test_copies_have_none(self, x):
        x.register_hook(lambda g: pytest.fail("called"))
        np.sum(copy.deepcopy(x)).backward()


class TestRefusals:
    def test_a_gradient_of_another_shape_names_the_op_and_both_shapes(self, x):
        y = np.exp(x)
        y.register_hook(np.sum)
        with pytest.raises(
            ag.ShapeError,
            match=r"a hook on the gradient of Exp returned shape \(\), the gradient has \(2,\)",
        ):
            np.sum(y).backward()
        assert x.grad is None

    def test_what_is_no_gradient_at_all(self, x):
        x.register_hook(lambda g: "text")
        with pytest.raises(TypeError, match="a tensor holds real numbers"):
            np.sum(x).backward()

    def test_what_cannot_be_called(self, x):
        with pytest.raises(TypeError, match="hook"):
            x.register_hook(3)

    def test_a_tensor_that_requires_no_gradient(self, x):
        for method in (lambda t: t.register_hook(print), lambda t: t.retain_grad()):
            with pytest.raises(ag.GraphError, match="on a tensor that does not require") as error:
                method(x.detach())
            assert "requires_grad=True" in str(error.value)

    def test_an_error_in_a_hook_is_raised_and_leaves_grad_alone(self, x):
        x.register_hook(lambda g: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            np.sum(x * 2).backward()
        assert x.grad is None


class TestRetainedGradients:
    def test_a_result_has_a_gradient_only_if_it_is_retained(self, x):
        plain, kept = x * 2, x * 3
        kept.retain_grad()
        _sum_of_squares(plain + kept).backward()
        assert plain.grad is None
        assert kept.grad.tolist() == [10.0, 20.0]
        assert type(kept.grad) is np.ndarray

    def test_it_accumulates_and_is_forgotten_as_that_of_a_leaf(self, x):
        y = x * 2
        y.retain_grad()
        y.retain_grad()
        total = np.sum(y)
        for _ in range(2):
            total.backward(retain_graph=True)
        assert y.grad.tolist() == [2.0, 2.0]
        y.zero_grad()
        assert y.grad is None

    def test_it_is_that_after_the_hooks(self, x):
        y = x * 2
        y.retain_grad()
        y.register_hook(lambda g: 5 * g)
        np.sum(y).backward()
        assert y.grad.tolist() == [5.0, 5.0]

    def test_grad_leaves_it_alone(self, x):
        y = x * 2
        y.retain_grad()
        ag.grad(np.sum(y), x)
        assert y.grad is None

    def test_on_a_leaf_and_on_the_last_result(self, x):
        x.retain_grad()
        y = np.sum(x)
        y.retain_grad()
        y.backward()
        assert y.grad == 1.0
        assert x.grad.tolist() == [1.0, 1.0]

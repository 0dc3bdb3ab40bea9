"""grad(outputs, inputs): gradients on a graph, returned instead of accumulated."""

import numpy as np
import pytest

import autograd_cli as ag


@pytest.fixture
def x():
    return ag.Tensor([1.0, 2.0], requires_grad=True)


@pytest.fixture
def z():
    return ag.Tensor(3.0, requires_grad=True)


class TestForms:
    def test_outputs_and_inputs_are_tensors_or_sequences_of_them(self, x, z):
        y = np.sum(x * z)
        for outputs in (y, [y], (y,)):
            for inputs, count in ((z, 1), ([z], 1), ((z, x), 2)):
                found = ag.grad(outputs, inputs, retain_graph=True)
                assert isinstance(found, tuple)
                assert len(found) == count
                assert found[0].item() == 3.0
        assert ag.grad(y, []) == ()

    def test_an_input_given_twice_has_its_gradient_twice(self, z):
        assert [g.item() for g in ag.grad(z * z, [z, z])] == [6.0, 6.0]

    def test_several_outputs_are_summed_each_with_its_cotangent(self, x, z):
        outputs = [x * z, np.sum(x), z * z]
        dx, dz = ag.grad(outputs, [x, z], [np.array([1.0, 10.0]), None, 100.0])
        assert dx.tolist() == [4.0, 31.0]
        assert dz.item() == 1.0 + 20.0 + 600.0

    def test_an_output_may_be_an_input_or_the_same_one_again(self, x):
        (g,) = ag.grad([x, x], x, [np.array([1.0, 2.0]), np.array([10.0, 20.0])])
        assert g.tolist() == [11.0, 22.0]

    def test_the_inputs_may_stand_anywhere_in_the_graph(self, z):
        first = z * z
        second = first * first
        d_second, d_first, d_z = ag.grad(second * 2, [second, first, z])
        assert (d_second.item(), d_first.item(), d_z.item()) == (2.0, 36.0, 216.0)

    def test_cotangents_may_be_lists_numbers_and_arrays_of_any_dtype(self, x):
        for g in ([1, 2], np.array([1, 2]), np.float32([1, 2]), ag.Tensor([1, 2], dtype=int)):
            (found,) = ag.grad(x * 3, x, g)
            assert found.tolist() == [3.0, 6.0]
            assert found.dtype == np.float64

    def test_results_are_new_tensors_of_the_inputs_shape(self, x):
        y = ag.Tensor([1.0, 1.0], requires_grad=True)
        cotangent = np.ones(2)
        dx, dy = ag.grad(x + y, [x, y], cotangent)
        dx.data[0] = 7.0
        assert dy.tolist() == cotangent.tolist() == [1.0, 1.0]
        (narrow,) = ag.grad(ag.Tensor(np.ones((3, 1)), requires_grad=True) * x, x, np.ones((3, 2)))
        assert narrow.shape == (2,)


class TestUnused:
    def test_an_unused_input_is_an_error_that_says_what_to_do(self, x, z):
        with pytest.raises(ag.GraphError, match="no output depends on input 1 of grad") as error:
            ag.grad(x * 2, [x, z], np.ones(2))
        assert "allow_unused=True" in str(error.value)
        assert "not from a copy or a detached one" in str(error.value)

    def test_or_none_if_that_is_allowed(self, x, z):
        dx, dz = ag.grad(x * 2, [x, z], np.ones(2), allow_unused=True)
        assert dx.tolist() == [2.0, 2.0]
        assert dz is None

    def test_an_input_that_comes_after_the_output_is_unused(self, z):
        y = z * z
        later = y * 2
        assert ag.grad(y, [later, z], allow_unused=True)[0] is None


class TestFreeing:
    def test_the_graph_is_freed_and_the_error_names_the_op(self, z):
        middle = np.exp(z)
        ag.grad(middle * 2, z)
        with pytest.raises(ag.GraphError, match="behind Exp was freed by an earlier") as error:
            (middle + 1).backward()
        assert "retain_graph=True" in str(error.value)

    @pytest.mark.parametrize(
        "options", [{"retain_graph": True}, {"create_graph": True}], ids=["retain", "create"]
    )
    def test_unless_it_is_retained_or_differentiated_again(self, z, options):
        y = z**3
        for _ in range(2):
            assert ag.grad(y, z, **options)[0].item() == 27.0
        y.backward()

    def test_retain_graph_goes_before_create_graph(self, z):
        y = z**3
        ag.grad(y, z, create_graph=True, retain_graph=False)
        with pytest.raises(ag.GraphError, match="was freed"):
            y.backward()

    def test_only_what_was_swept_is_freed(self, x):
        behind = x * x
        (g,) = ag.grad(np.sum(behind**2), behind)
        behind.backward(g)
        assert x.grad.tolist() == [4.0, 32.0]

    def test_an_output_behind_all_inputs_keeps_its_graph(self, z):
        old = np.exp(z)
        x = ag.Tensor(2.0, requires_grad=True)
        assert ag.grad([old, x * x], x)[0].item() == 4.0
        old.backward()
        assert z.grad == pytest.approx(np.exp(3.0))

    def test_a_failed_sweep_leaves_grad_as_it_was(self, z):
        shared = np.exp(z)
        (shared * 2).backward()
        before = z.grad.copy()
        with pytest.raises(ag.GraphError):
            (z * shared).backward()
        assert z.grad == before


class TestCreateGraph:
    def test_gradients_can_be_differentiated_again_and_again(self, z):
        y, expected = z**4, [108.0, 108.0, 72.0, 24.0]
        for value in expected:
            (y,) = ag.grad(y, z, create_graph=True)
            assert y.item() == value
        assert not ag.grad(z * z, z)[0].requires_grad

    def test_by_the_cotangent_too(self, z):
        cotangent = ag.Tensor(5.0, requires_grad=True)
        (g,) = ag.grad(z * z, z, cotangent, create_graph=True)
        dz, dg = ag.grad(g, [z, cotangent])
        assert (g.item(), dz.item(), dg.item()) == (30.0, 10.0, 6.0)

    def test_mixed_derivatives(self, x, z):
        (dz,) = ag.grad(np.sum(np.sin(x * z)), z, create_graph=True)  # sum x cos xz
        (dzx,) = ag.grad(dz, x)
        at = 3.0 * x.data
        np.testing.assert_allclose(dzx.data, np.cos(at) - at * np.sin(at), rtol=1e-14)

    def test_backward_through_a_gradient_penalty(self, x):
        (g,) = ag.grad(np.sum(x**3), x, create_graph=True)
        np.sum(g * g).backward()  # 9 x^4
        np.testing.assert_allclose(x.grad, 36 * x.data**3)

    def test_within_no_grad_it_records_all_the_same(self, z):
        y = z**3
        with ag.no_grad():
            (g,) = ag.grad(y, z, create_graph=True)
        assert ag.grad(g, z)[0].item() == 18.0

    def test_a_linear_function_has_a_constant_gradient(self, x, z):
        (g,) = ag.grad(x * 2, x, np.ones(2), create_graph=True)
        assert not g.requires_grad
        with pytest.raises(ag.GraphError, match="output 0 of grad does not require a gradient"):
            ag.grad(g, x, np.ones(2))


class TestRefusals:
    def test_outputs_of_several_numbers_need_cotangents(self, x):
        with pytest.raises(ag.ShapeError, match=r"grad_outputs\[0\] is needed") as error:
            ag.grad(x * 2, x)
        assert "reduce the output to one number first" in str(error.value)

    def test_cotangents_of_another_shape_are_named(self, x, z):
        with pytest.raises(ag.ShapeError, match=r"grad_outputs\[1\] has shape \(2,\)"):
            ag.grad([x * 2, z * 2], x, [np.ones(2), np.ones(2)])

    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_as_many_cotangents_as_outputs(self, x, count):
        with pytest.raises(ag.ShapeError, match=f"{count} grad_outputs for 2 outputs"):
            ag.grad([x, x], x, [np.ones(2)] * count)

    def test_complex_cotangents(self, x):
        with pytest.raises(TypeError, match="real numbers"):
            ag.grad(x * 2, x, np.array([1j, 1.0]))

    def test_outputs_and_inputs_that_require_no_gradient(self, x):
        with pytest.raises(ag.GraphError, match="output 1 of grad does not require") as error:
            ag.grad([x, ag.Tensor(1.0)], x, [np.ones(2), None])
        assert "requires_grad=True, outside no_grad()" in str(error.value)
        for constant in (ag.Tensor(1.0), x.detach(), np.ones(2)):
            with pytest.raises(ag.GraphError, match="input 1 of grad does not require"):
                ag.grad(x, [x, constant], np.ones(2))
        with ag.no_grad():
            y = x * 2
        with pytest.raises(ag.GraphError, match="output 0 of grad does not require"):
            ag.grad(y, x, np.ones(2))

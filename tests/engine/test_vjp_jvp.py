"""vjp and jvp: the products of the Jacobian with vectors, from the left and from the right."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd_cli as ag


class TestVjp:
    def test_it_can_be_called_again_and_again(self):
        _, pullback = ag.vjp(lambda x, y: np.sin(x) * y, np.array([0.5, 1.0]), 2.0)
        for _ in range(2):
            x, y = pullback(np.array([1.0, 10.0]))
            np.testing.assert_allclose(x.data, [2 * np.cos(0.5), 20 * np.cos(1.0)], rtol=1e-15)
            np.testing.assert_allclose(y.data, np.sin(0.5) + 10 * np.sin(1.0), rtol=1e-15)

    def test_cotangents_are_found_by_their_keys(self):
        _, pullback = ag.vjp(lambda x: {"a": 2 * x, "b": 3 * x}, 1.0)
        assert pullback({"b": 10.0, "a": 1.0})[0].item() == 32.0

    def test_without_arguments_there_is_nothing_to_return(self):
        value, pullback = ag.vjp(lambda: ag.Tensor(3.0))
        assert value.item() == 3.0
        assert pullback(1.0) == ()

    def test_cotangents_of_constants_count_for_nothing(self):
        _, pullback = ag.vjp(lambda x: (2 * x, ag.Tensor(1.0), ag.Tensor([1], dtype=int)), 1.0)
        assert pullback((1.0, 100.0, np.array([100])))[0].item() == 2.0

    @pytest.mark.parametrize(
        ("wrong", "structure"),
        [(1.0, r"\*"), ({"b": 1.0}, r"\{'b': \*\}"), ({"a": (1.0,)}, r"\{'a': \(\*\)\}")],
    )
    def test_a_cotangent_that_is_built_otherwise(self, wrong, structure):
        _, pullback = ag.vjp(lambda x: {"a": x}, 1.0)
        with pytest.raises(ag.ShapeError) as error:
            pullback(wrong)
        pattern = rf"the cotangent is built as {structure}, and should be as \{{'a': \*\}}"
        assert error.match(pattern)
        assert error.match("the same tuples, lists and keys")

    def test_a_cotangent_of_another_shape(self):
        _, pullback = ag.vjp(lambda x: 2 * x, np.ones(2))
        with pytest.raises(
            ag.ShapeError, match=r"cotangent has shape \(\), and should have \(2,\)"
        ):
            pullback(1.0)


class TestJvp:
    def test_primals_are_a_tuple_or_the_only_argument(self):
        for primals, tangents in (((2.0,), (3.0,)), (2.0, 3.0)):
            value, slope = ag.jvp(lambda x: x * x, primals, tangents)
            assert (value.item(), slope.item()) == (4.0, 12.0)
        _, slope = ag.jvp(lambda x, y: x * y, (2.0, 3.0), (1.0, 10.0))
        assert slope.item() == 23.0
        _, slope = ag.jvp(lambda pair: pair[0] * pair[1], [2.0, 3.0], [1.0, 10.0])
        assert slope.item() == 23.0

    def test_outputs_that_do_not_depend_on_the_inputs_have_zeros(self):
        constant = ag.Tensor([1, 2], dtype=int)
        _, slopes = ag.jvp(lambda x: (2 * x, ag.Tensor(np.ones(2)), constant), 1.0, 1.0)
        assert [slope.tolist() for slope in slopes] == [2.0, [0.0, 0.0], [0, 0]]

    def test_tangents_that_do_not_fit(self):
        with pytest.raises(
            ag.ShapeError, match=r"tangent has shape \(3,\), and should have \(2,\)"
        ):
            ag.jvp(np.sin, np.ones(2), np.ones(3))
        with pytest.raises(ag.ShapeError, match=r"built as \(\*\), and should be as \(\*, \*\)"):
            ag.jvp(np.multiply, (1.0, 2.0), (1.0,))

    @given(
        st.integers(1, 4),
        st.integers(1, 4),
        st.integers(0, 2**32 - 1),
    )
    def test_it_is_the_adjoint_of_vjp(self, rows, columns, seed):
        rng = np.random.default_rng(seed)
        w, x, v = (rng.normal(size=s) for s in ((rows, columns), columns, columns))

        def f(t, shift):
            z = np.tanh(w @ t + shift)
            return {"outer": z[:, None] * t, "norm": np.sqrt(np.sum(z * z) + 1.0)}

        value, pullback = ag.vjp(f, x, 0.5)
        u = {key: rng.normal(size=y.shape) for key, y in value.items()}
        _, pushed = ag.jvp(f, (x, 0.5), (v, 2.0))
        back_x, back_shift = pullback(u)
        there = sum(np.sum(u[key] * pushed[key].data) for key in u)
        back = np.sum(back_x.data * v) + 2.0 * back_shift.item()
        np.testing.assert_allclose(there, back, rtol=1e-10, atol=1e-10)

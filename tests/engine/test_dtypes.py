"""float32 stays float32 and float64 stays float64, whatever stands beside it."""

import numpy as np
import pytest

import autograd_cli as ag

F4, F8 = np.float32, np.float64


@pytest.fixture
def single():
    return ag.Tensor(np.ones(2, F4), requires_grad=True)


@pytest.fixture
def double():
    return ag.Tensor(np.ones(2, F8), requires_grad=True)


SCALARS = [
    2,
    2.5,
    True,
    np.float64(2.5),
    np.float32(2.5),
    np.float16(2.5),
    np.longdouble(2.5),
    np.int64(2),
    np.uint8(2),
    np.bool_(True),
]
INTEGERS = [
    np.array([1, 2]),
    np.array([1, 2], np.int8),
    np.array([1, 2], np.uint64),
    np.array([True, False]),
    ag.Tensor([1, 2], dtype=int),
    ag.Tensor([True, False], dtype=bool),
]
OPERATORS = [
    lambda x, c: x + c,
    lambda x, c: c - x,
    lambda x, c: x * c,
    lambda x, c: c / x,
    lambda x, c: x**c,
    lambda x, c: c**x,
    lambda x, c: np.maximum(x, c),
    lambda x, c: np.hypot(c, x),
]


def _check(y, x, dtype):
    """The value and every derivative have the dtype."""
    assert y.dtype == dtype
    (g,) = ag.grad(y, x, np.ones(y.shape), create_graph=True)
    assert g.dtype == dtype
    y.backward(np.ones(y.shape))
    assert x.grad.dtype == dtype


@pytest.mark.parametrize("dtype", [F4, F8])
class TestConstants:
    @pytest.mark.parametrize("op", OPERATORS)
    @pytest.mark.parametrize("c", SCALARS, ids=lambda c: f"{type(c).__name__}")
    def test_numbers_of_python_and_of_numpy_change_nothing(self, op, c, dtype):
        x = ag.Tensor(np.ones(2, dtype), requires_grad=True)
        _check(op(x, c), x, dtype)

    @pytest.mark.parametrize("op", OPERATORS)
    @pytest.mark.parametrize("c", INTEGERS, ids=lambda c: f"{type(c).__name__}-{c.dtype}")
    def test_nor_do_integers(self, op, c, dtype):
        x = ag.Tensor(np.ones(2, dtype), requires_grad=True)
        _check(op(x, c), x, dtype)

    @pytest.mark.parametrize("c", INTEGERS[:-1], ids=lambda c: f"{type(c).__name__}-{c.dtype}")
    @pytest.mark.parametrize(
        "op",
        [
            lambda x, c: np.where([True, False], x, c),
            lambda x, c: np.stack([x, c]),
            lambda x, c: np.concatenate([c, x]),
            lambda x, c: np.einsum("i,i->i", x, c),
            lambda x, c: np.matmul(x, c),
            lambda x, c: np.outer(c, x),
            lambda x, c: np.clip(x, 0, c),
            lambda x, c: ag.mean_squared_error(x, c),
        ],
    )
    def test_nor_do_they_in_ops_of_many_inputs(self, op, c, dtype):
        x = ag.Tensor(np.ones(2, dtype), requires_grad=True)
        _check(op(x, c), x, dtype)

    @pytest.mark.parametrize(
        "op",
        [
            lambda x: np.where([True, False], x, 0.5),
            lambda x: np.where([True, False], x, np.float64(0.5)),
            lambda x: np.clip(x, np.float64(0), 1),
            lambda x: ag.leaky_relu(x, 0.1),
            lambda x: np.sum(x) / 3,
            lambda x: np.mean(x) * np.float64(2),
            lambda x: np.var(x),
            lambda x: ag.softmax(x),
            lambda x: ag.cross_entropy(x[None], np.array([1])),
            lambda x: ag.binary_cross_entropy_with_logits(x, np.array([0, 1])),
            lambda x: x.T @ x,
            lambda x: x[None] @ np.ones((2, 2), x.dtype),
        ],
    )
    def test_ops_keep_the_dtype(self, op, dtype):
        x = ag.Tensor(np.ones(2, dtype), requires_grad=True)
        _check(op(x), x, dtype)


class TestWidening:
    def test_an_array_of_float64_widens_and_the_gradient_has_the_dtype_of_its_tensor(self, single):
        y = single * np.ones(2)
        assert y.dtype == F8
        y.backward(np.ones(2))
        assert single.grad.dtype == F4

    def test_so_does_a_tensor(self, single, double):
        product = single * double
        assert product.dtype == F8
        for g, x in zip(
            ag.grad(product, [single, double], np.ones(2), create_graph=True),
            (single, double),
            strict=True,
        ):
            assert g.dtype == x.dtype
        np.sum(product).backward()
        assert (single.grad.dtype, double.grad.dtype) == (F4, F8)

    def test_higher_orders_keep_the_dtype_of_the_input(self, single):
        y = single**3 * np.ones(2)
        for _ in range(3):
            (y,) = ag.grad(y, single, np.ones(2), create_graph=True)
            assert y.dtype == F4

    def test_astype_is_differentiated(self, single):
        y = single.astype(F8) * 2
        assert y.dtype == F8
        y.backward(np.ones(2))
        assert single.grad.dtype == F4
        assert single.grad.tolist() == [2.0, 2.0]


class TestGradients:
    @pytest.mark.parametrize("dtype", [F4, F8, np.float16, np.int64, np.bool_])
    def test_cotangents_take_the_dtype_of_the_output(self, single, dtype):
        (single * 2).backward(np.ones(2, dtype))
        assert single.grad.dtype == F4
        (g,) = ag.grad(single * 2, single, np.ones(2, dtype), create_graph=True)
        assert g.dtype == F4

    def test_gradients_stay_arrays_of_their_dtype_as_they_accumulate(self):
        for dtype in (F4, F8):
            for shape in ((), (2,), (0, 3)):
                x = ag.Tensor(np.ones(shape, dtype), requires_grad=True)
                for _ in range(3):
                    np.sum(x * x).backward()
                    assert type(x.grad) is np.ndarray
                    assert (x.grad.dtype, x.grad.shape) == (dtype, shape)

    def test_a_gradient_that_is_set_takes_the_dtype(self, single):
        single.grad = [1, 2]
        assert single.grad.dtype == F4

    @pytest.mark.parametrize("dtype", [np.int32, np.float16, np.float64, np.bool_])
    def test_a_rule_may_return_another_dtype(self, single, dtype):
        class Rounded(ag.Function):
            forward = staticmethod(lambda x: x * 1)
            vjp_x = staticmethod(lambda g: g.astype(dtype))

        Rounded.apply(single).backward(np.ones(2))
        assert single.grad.dtype == F4
        assert single.grad.tolist() == [1.0, 1.0]

    def test_a_rule_that_returns_what_is_no_real_number_is_named(self, single):
        class Imaginary(ag.Function):
            forward = staticmethod(lambda x: x * 1)
            vjp_x = staticmethod(lambda g: g * 1j)

        with pytest.raises(ag.RuleError, match=r"Imaginary.* returned complex64"):
            Imaginary.apply(single).backward(np.ones(2))


class TestTensors:
    @pytest.mark.parametrize("dtype", ["f4", "f8", "i4", "u1", "?"])
    def test_a_dtype_can_be_named(self, dtype):
        assert ag.Tensor([0, 1], dtype=dtype).dtype == np.dtype(dtype)
        assert ag.Tensor(ag.Tensor([0.0, 1.0]), dtype=dtype).dtype == np.dtype(dtype)

    @pytest.mark.parametrize("dtype", ["f2", "c16", "O", "U1", "M8[s]", "g"])
    def test_others_are_refused(self, dtype):
        with pytest.raises(TypeError, match="float32, float64, bool or integers; not"):
            ag.Tensor([0, 1], dtype=dtype)

    def test_arrays_of_the_other_byte_order_are_turned(self):
        for dtype in (">f4", ">f8", ">i4"):
            native = np.dtype(dtype).newbyteorder("=")
            assert ag.Tensor(np.arange(3, dtype=dtype), dtype=native).dtype == native
        assert ag.Tensor(np.ones(3, ">f4")).dtype == F4


@pytest.mark.parametrize("name", ["float32", "float64"])
@pytest.mark.parametrize("order", ["=", "<", ">"])
def test_a_tensor_has_the_one_dtype_object_that_ops_compare_with(name, order):
    given = np.dtype(name).newbyteorder(order)
    for dtype in (name, given):
        assert ag.Tensor([1.0, 2.0], dtype=dtype).data.dtype is np.dtype(name)


def test_an_input_without_a_rule_stays_integer_beside_float32():
    class Picked(ag.Function):
        forward = staticmethod(lambda x, t: x[np.arange(len(t)), t])

        @staticmethod
        def vjp_x(g, x, t):
            return g[:, None] * np.equal.outer(t, np.arange(x.shape[1]))

    x = ag.Tensor(np.ones((2, 3), np.float32), requires_grad=True)
    y = Picked.apply(x, np.array([2, 0]))
    y.backward(np.ones(2))
    assert y.dtype == np.float32
    np.testing.assert_array_equal(x.grad, [[0, 0, 1], [1, 0, 0]])

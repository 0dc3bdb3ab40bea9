"""detect_anomaly: the first NaN or infinity, in a value or a derivative, by op and line."""

import inspect

import numpy as np
import pytest

import autograd_cli as ag


@pytest.fixture(autouse=True)
def _quiet():
    """NumPy's own warnings come before the error of the engine."""
    with np.errstate(all="ignore"):
        yield


@pytest.fixture
def zero():
    return ag.Tensor(0.0, requires_grad=True)


def _line(offset):
    """`file:line` of the line that is so many lines further down."""
    return f"{__file__}:{inspect.currentframe().f_back.f_lineno + offset}"


def _raised(error):
    return str(error.value)


class TestValues:
    @pytest.mark.parametrize(
        ("op", "what", "name"),
        [
            (lambda x: np.log(x), "an infinity", "Log"),
            (lambda x: 1.0 / x, "an infinity", "Div"),
            (lambda x: x / x, "a NaN", "Div"),
            (lambda x: np.log(x - 1.0), "a NaN", "Log"),
            (lambda x: np.exp(x + 1e4), "an infinity", "Exp"),
            (lambda x: (x - 1.0) ** 0.5, "a NaN", "Pow"),
            (lambda x: np.sum(np.stack([x + 1e308, x + 1e308])), "an infinity", "Sum"),
        ],
    )
    def test_the_first_op_that_makes_one_is_named(self, zero, op, what, name):
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            op(zero)
        assert _raised(error).startswith(f"{what} first appeared in the value of {name}, at ")
        assert "Its inputs: " in _raised(error)
        op(zero)  # outside of it nothing is watched

    def test_it_does_so_without_a_graph_too(self, zero):
        for x in (ag.Tensor(0.0), zero):
            with ag.no_grad(), ag.detect_anomaly(), pytest.raises(ag.AnomalyError, match="of Log"):
                np.log(x)

    def test_the_inputs_are_shown_small_ones_whole_and_large_ones_by_their_range(self):
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            ag.Tensor([1.0, 2.0]) / np.array([0.0, 4.0])
        assert "Its inputs: [1., 2.], [0., 4.]." in _raised(error)
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            np.log(ag.Tensor(np.arange(300.0).reshape(3, 100) / 8))
        assert "Its inputs: (3, 100) from 0 to 37.375." in _raised(error)

    @pytest.mark.parametrize(
        "divisor",
        [np.arange(20) > 0, np.arange(20), [0.0] * 20, ag.Tensor(np.zeros(20)), np.float32(0)],
    )
    def test_inputs_of_every_kind_can_be_shown(self, divisor):
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError, match=r"of Div[\s\S]*\(20,\)"):
            ag.Tensor(np.ones(20)) / divisor

    def test_within_a_derivative_of_a_function(self):
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError, match="the value of Log"):
            ag.grad(lambda x: np.log(x))(0.0)


class TestDerivatives:
    @pytest.mark.parametrize(
        ("f", "what", "of"),
        [
            (np.sqrt, "an infinity", "Sqrt with respect to x"),
            (lambda x: x**0.5, "an infinity", "Pow with respect to a"),
            (lambda x: 0.0 * np.sqrt(x), "a NaN", "Sqrt with respect to x"),
            (lambda x: np.sqrt(x * x), "an infinity", "Sqrt with respect to x"),
        ],
    )
    def test_the_first_rule_that_makes_one_is_named(self, zero, f, what, of):
        with ag.detect_anomaly():
            y = f(zero)
            with pytest.raises(ag.AnomalyError) as error:
                y.backward()
        assert f"{what} first appeared in the derivative of {of}, called at" in _raised(error)
        assert "The cotangent: " in _raised(error)
        assert zero.grad is None
        f(zero).backward()  # outside of it nothing is watched
        assert not np.isfinite(zero.grad)

    def test_the_line_is_that_of_the_op_not_of_backward(self, zero):
        with ag.detect_anomaly():
            y = np.sqrt(zero)
            line = _line(-1)
            z = y * 3.0
            with pytest.raises(ag.AnomalyError) as error:
                z.backward()
        assert f"called at {line}: y = np.sqrt(zero)" in _raised(error)

    def test_the_line_of_an_op_from_before_is_not_known(self, zero):
        y = np.sqrt(zero)
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            y.backward()
        assert "Sqrt with respect to x, called at a line outside of detect_anomaly" in _raised(
            error
        )

    @pytest.mark.parametrize("create_graph", [False, True])
    def test_the_op_is_named_in_a_graph_of_derivatives_too(self, zero, create_graph):
        with ag.detect_anomaly():
            y = np.sqrt(zero)
            with pytest.raises(ag.AnomalyError, match="in the derivative of Sqrt"):
                ag.grad(y, zero, create_graph=create_graph)

    def test_of_second_order(self):
        with (
            ag.detect_anomaly(),
            pytest.raises(ag.AnomalyError, match="an infinity first appeared"),
        ):
            ag.hessian(lambda x: x**1.5)(0.0)

    def test_after_a_rule_that_fails_it_goes_on(self, zero):
        class Fails(ag.Function):
            forward = np.negative
            vjp_x = staticmethod(lambda g: 1 / 0)

        with ag.detect_anomaly():
            with pytest.raises(ZeroDivisionError):
                Fails.apply(zero).backward()
            with pytest.raises(ag.AnomalyError, match="in the value of Log"):
                np.log(zero)

    def test_what_a_rule_takes_back_is_no_anomaly(self, zero):
        class Square(ag.Function):
            forward = np.square
            vjp_x = staticmethod(lambda g, x: np.where(x == 0, 0.0, 2 * g * x * x / x))

        with ag.detect_anomaly():
            for create_graph in (False, True):
                assert ag.grad(Square.apply(zero), zero, create_graph=create_graph)[0].item() == 0

    def test_of_an_op_with_many_inputs(self):
        class Product(ag.Function):
            @staticmethod
            def forward(*xs):
                return xs[0] * xs[1]

            @staticmethod
            def vjp_xs(g, y, *xs, position):
                return g * y / xs[position]

        xs = [ag.Tensor(v, requires_grad=True) for v in (2.0, 0.0)]
        with ag.detect_anomaly():
            y = Product.apply(*xs)
            with pytest.raises(ag.AnomalyError, match=r"Product with respect to xs\[1\], called"):
                y.backward()

    def test_the_where_that_does_not_help(self):
        x = ag.Tensor([0.0, 1.0], requires_grad=True)
        with ag.detect_anomaly():
            y = np.sum(np.where([False, True], np.sqrt(x), 0.0))
            with pytest.raises(
                ag.AnomalyError, match="a NaN first appeared in the derivative of Sqr"
            ):
                y.backward()


class TestLines:
    """The line is the user's, however the op was called."""

    @pytest.mark.parametrize(
        "op",
        [
            lambda x: np.log(x),
            lambda x: ag.log(x),
            lambda x: 1 / x,
            lambda x: x**-1.0,
            lambda x: x.__rtruediv__(1.0),
            lambda x: np.stack([1 / x, x]),
            lambda x: np.sum(x / np.zeros(3)),
            lambda x: ag.log_softmax(np.stack([x, x]) / 0.0),
        ],
    )
    def test_in_a_lambda(self, zero, op):
        line = f"{__file__}:{op.__code__.co_firstlineno}:"
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            op(zero)
        assert line in _raised(error)

    @pytest.mark.parametrize(
        "call",
        [
            lambda x: np.var(x),
            lambda x: ag.std(x),
            lambda x: x.sum(),
            lambda x: x.mean(),
            lambda x: np.dot(x, x),
            lambda x: ag.mean_squared_error(x, np.zeros(3)),
            lambda x: [row for row in x * 10.0],  # noqa: C416
            lambda x: sum([x, x, x]),
            lambda x: list(map(lambda t: t * 10.0, [x])),  # noqa: C417
        ],
    )
    def test_of_methods_and_of_functions_that_are_made_of_several_ops(self, call):
        x = ag.Tensor(np.full(3, 1e308), requires_grad=True)
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            call(x)
        assert f", at {__file__}:{call.__code__.co_firstlineno}: lambda x: " in _raised(error)

    def test_of_an_augmented_assignment(self):
        x = ag.Tensor(1e308, requires_grad=True)
        y = x * 1.0
        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            y *= 10.0
        assert f"the value of Mul, at {_line(-1)}: y *= 10.0" in _raised(error)

    def test_within_a_function_that_no_grad_decorates(self, zero):
        @ag.no_grad()
        def f(x):
            return np.log(x)

        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            f(zero)
        assert ": return np.log(x)" in _raised(error)

    def test_within_ones_own_function_class(self, zero):
        class Bad(ag.Function):
            @staticmethod
            def forward(x):
                return np.log(x)

        with ag.detect_anomaly(), pytest.raises(ag.AnomalyError) as error:
            Bad.apply(zero.detach())
        assert f"the value of Bad, at {_line(-1)}: Bad.apply(zero.detach())" in _raised(error)


def test_it_decorates_functions_and_ends_with_an_exception(zero):
    @ag.detect_anomaly()
    def f(x):
        return np.log(x)

    for _ in range(2):
        with pytest.raises(ag.AnomalyError):
            f(zero)
        assert np.log(zero).item() == -np.inf


def test_its_error_is_a_floating_point_error_and_ours():
    assert issubclass(ag.AnomalyError, FloatingPointError)
    assert issubclass(ag.AnomalyError, ag.AutogradError)

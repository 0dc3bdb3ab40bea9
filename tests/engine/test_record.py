"""no_grad and enable_grad, wherever they are used, and those who listen to ops and rules."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.engine import observed_by


@pytest.fixture
def x():
    return ag.Tensor(2.0, requires_grad=True)


def _is_recorded(x):
    return (x * 2).requires_grad


class TestModes:
    def test_they_nest(self, x):
        with ag.no_grad():
            assert not _is_recorded(x)
            with ag.enable_grad():
                assert _is_recorded(x)
                with ag.no_grad():
                    assert not _is_recorded(x)
                assert _is_recorded(x)
            assert not _is_recorded(x)
        assert _is_recorded(x)
        with ag.enable_grad():
            assert _is_recorded(x)

    @pytest.mark.parametrize(("mode", "inside"), [(ag.no_grad, False), (ag.enable_grad, True)])
    def test_they_end_with_an_exception(self, x, mode, inside):
        def fail():
            with mode():
                raise KeyError(_is_recorded(x))

        with pytest.raises(KeyError, match=str(inside)):
            fail()
        assert _is_recorded(x)

    def test_they_decorate_functions(self, x):
        @ag.no_grad()
        def constant(t, factor=3):
            """Its docstring."""
            return t * factor

        @ag.enable_grad()
        def recorded(t):
            return t * 3

        for _ in range(2):
            assert not constant(x).requires_grad
            assert constant(x, factor=5).item() == 10.0
            with ag.no_grad():
                assert recorded(x).requires_grad
        assert (constant.__name__, constant.__doc__) == ("constant", "Its docstring.")
        assert _is_recorded(x)

    def test_they_hold_for_one_thread(self, x):
        inside, outside = threading.Event(), threading.Event()
        found = {}

        def constant():
            with ag.no_grad():
                inside.set()
                outside.wait(10)
                found["in a thread"] = _is_recorded(x)

        thread = threading.Thread(target=constant)
        thread.start()
        inside.wait(10)
        found["in another one"] = _is_recorded(x)
        outside.set()
        thread.join()
        assert found == {"in a thread": False, "in another one": True}
        with ag.no_grad(), ThreadPoolExecutor(1) as pool:
            assert pool.submit(_is_recorded, x).result(), "a new thread begins by recording"

    def test_they_hold_for_one_task(self, x):
        async def constant():
            with ag.no_grad():
                await asyncio.sleep(0)
                return _is_recorded(x)

        async def recorded():
            await asyncio.sleep(0)
            return _is_recorded(x)

        async def main():
            return await asyncio.gather(constant(), recorded())

        assert asyncio.run(main()) == [False, True]

    def test_leaves_can_be_made_within_no_grad(self, x):
        with ag.no_grad():
            leaf = ag.Tensor(1.0, requires_grad=True)
            result = x * 2
        assert leaf.requires_grad
        assert result.is_leaf
        (leaf * 3).backward()
        assert leaf.grad == 3.0

    def test_a_graph_from_before_can_be_swept_within_no_grad(self, x):
        y = x**3
        with ag.no_grad():
            y.backward()
        assert x.grad == 12.0

    def test_threads_sweep_graphs_of_their_own(self):
        def slope(at):
            t = ag.Tensor(at, requires_grad=True)
            y = t
            for _ in range(50):
                y = np.sin(y) + t
            y.backward()
            return float(t.grad)

        points = [0.1 * i for i in range(20)]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(slope, points)) == [slope(at) for at in points]


class _Log:
    """An observer that writes down what it hears."""

    def __init__(self):
        self.ops, self.begun, self.rules = [], [], []

    def after_op(self, op, inputs, params, y):
        self.ops.append((op.__name__, [np.asarray(getattr(i, "data", i)).tolist() for i in inputs]))
        assert isinstance(y, ag.Tensor)

    def before_rule(self, node, position, g):
        self.begun.append((node.name, position))

    def after_rule(self, node, position, g, result):
        assert self.begun[-1] == (node.name, position)
        value = getattr(result, "data", result)
        self.rules.append((node.name, position, np.asarray(value).tolist()))


class TestObservers:
    def test_they_hear_every_op_and_every_rule(self, x):
        log = _Log()
        with observed_by(log):
            y = np.exp(x * 3.0) * 0.0
            y.backward()
        assert [name for name, _ in log.ops] == ["Mul", "Exp", "Mul"]
        assert log.ops[0][1] == [2.0, 3.0]
        assert log.rules == [("Mul", 0, 0.0), ("Exp", 0, 0.0), ("Mul", 0, 0.0)]
        assert log.begun == [("Mul", 0), ("Exp", 0), ("Mul", 0)]

    def test_they_hear_ops_that_are_not_recorded(self, x):
        log = _Log()
        with observed_by(log), ag.no_grad():
            _ = ag.Tensor(1.0) + x
        assert log.ops == [("Add", [1.0, 2.0])]

    def test_they_hear_ops_with_parameters_and_with_many_inputs(self, x):
        log = _Log()
        seen = []

        class Params(_Log):
            def after_op(self, op, inputs, params, y):
                seen.append((op.__name__, len(inputs), params))

        with observed_by(log), observed_by(Params()):
            np.sum(np.stack([x, x, x]), axis=0)
        assert seen[-1] == ("Sum", 1, {"axis": 0, "keepdims": False})
        assert log.ops[-1] == ("Sum", [[2.0, 2.0, 2.0]])

    def test_the_rules_of_a_gradient_with_a_graph_are_ops_too(self, x):
        log = _Log()
        y = x * x
        with observed_by(log):
            ag.grad(y, x, create_graph=True)
        assert [name for name, *_ in log.rules] == ["Mul", "Mul"]
        assert "Mul" in [name for name, _ in log.ops]

    def test_several_may_listen_and_each_until_its_end(self, x):
        first, second = _Log(), _Log()
        with observed_by(first):
            with observed_by(second):
                _ = x * 1.0
            _ = x + 1.0
        _ = x - 1.0
        assert [name for name, _ in first.ops] == ["Mul", "Add"]
        assert [name for name, _ in second.ops] == ["Mul"]

    def test_they_listen_no_more_after_an_exception(self, x):
        log = _Log()
        with pytest.raises(KeyError), observed_by(log):
            raise KeyError
        _ = x * 2
        assert log.ops == []
        assert _is_recorded(x)

    def test_they_listen_through_changes_of_mode(self, x):
        log = _Log()
        with ag.no_grad(), observed_by(log):
            with ag.enable_grad():
                assert _is_recorded(x)
            assert not _is_recorded(x)
        assert len(log.ops) == 2

    def test_what_they_raise_ends_the_op(self, x):
        class Refuses(_Log):
            def after_op(self, op, inputs, params, y):
                raise ValueError(op.__name__)

        with pytest.raises(ValueError, match=r"^Exp$"), observed_by(Refuses()):
            np.exp(x)

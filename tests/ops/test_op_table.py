"""Every op by its row in the table: values, derivatives of three orders, dtypes, and manners."""

import re

import numpy as np
import pytest
from twins import REFERENCE, TORCH

import autograd_cli as ag
from autograd_cli.engine import observed_by
from autograd_cli.ops.checks import op_checks

ROWS = op_checks()
IDS = [row.name for row in ROWS]
OUTSIDE = (  # of the graph: test_steps.py, test_windows.py
    "autograd_cli.ops.steps",
    "autograd_cli.ops.likes",
    "autograd_cli.ops.windows",
)
ROOMS = ("linalg", "nn", "optim")
DOUBLE = ("float_power",)  # computes in float64, as NumPy's does
every_row = pytest.mark.parametrize("row", ROWS, ids=IDS)


def _leaves(row, dtype=np.float64):
    return [ag.Tensor(v.astype(dtype), requires_grad=True) for v in row.inputs.values()]


def _twin(table, row):
    """What the table has for a row by its name, or by its function where that alone is called."""
    return table.get(row.name, row if row.via else table.get(row.function, row))


class _Used:
    """The inputs of ops that were given something to differentiate."""

    def __init__(self):
        self.inputs = set()

    def after_op(self, op, inputs, params, y):
        for i, x in enumerate(inputs):
            if isinstance(x, ag.Tensor) and x.requires_grad:
                self.inputs.add((op, op.inputs[0 if op.variadic else i]))

    def after_rule(self, node, position, g, result):
        pass


def _built_in_ops():
    return {
        op for op in ag.Function.__subclasses__() if op.__module__.startswith("autograd_cli.ops.")
    }


def test_every_public_op_has_a_row():
    in_linalg = {f"linalg.{n}" for n in ag.linalg.__all__ if not hasattr(ag, n) and n.islower()}
    modules = {n: getattr(ag, n).__module__ for n in ag.__all__ if n not in ROOMS}
    public = {n for n, module in modules.items() if module.startswith("autograd_cli.ops")}
    public -= {n for n in public if modules[n] in OUTSIDE}
    assert public | in_linalg <= {row.function for row in ROWS}


def test_every_derivative_of_every_op_is_checked_by_some_row():
    used = _Used()
    with observed_by(used):
        for row in ROWS:
            row(*_leaves(row))
    derivable = {
        (op, name)
        for op in _built_in_ops()
        for name, rule in zip(op.inputs, op.rules, strict=True)
        if rule
    }
    assert derivable <= used.inputs


def test_rows_have_names_of_their_own():
    assert len(set(IDS)) == len(IDS)


def test_every_op_says_what_it_computes_and_its_derivative():
    for op in _built_in_ops():
        derivable = [name for name, rule in zip(op.inputs, op.rules, strict=True) if rule]
        for name in ("y", *(f"d{name}" for name in derivable)):
            assert re.search(rf"\b{name} +=", op.__doc__), f"{op.__name__}: {name}"


@every_row
def test_the_value_is_that_of_numpy(row):
    arrays = list(row.inputs.values())
    reference = _twin(REFERENCE, row)
    if reference is not row:
        expected = reference(*arrays, *row.constants, **row.params)
    else:
        expected = row.call(np, *arrays)
        on_tensors = row.call(np, *map(ag.Tensor, arrays))  # NumPy's name, dispatched to ours
        np.testing.assert_allclose(on_tensors, expected, rtol=1e-12, atol=1e-14)
    value = row(*map(ag.Tensor, arrays))
    assert value.shape == np.shape(expected)
    np.testing.assert_allclose(value, expected, rtol=1e-12, atol=1e-14)


@every_row
def test_value_and_gradient_are_those_of_pytorch(row):
    torch = pytest.importorskip("torch")
    twin = _twin(TORCH, row)
    if twin is None:
        pytest.skip("PyTorch has no such function")
    theirs = [torch.tensor(v, requires_grad=True) for v in row.inputs.values()]
    ours = _leaves(row)
    if twin is row:
        expected = row.call(torch, *theirs)
    else:
        expected = twin(torch, *theirs, *row.constants, **row.params)
    value = row(*ours)
    np.testing.assert_allclose(value.data, expected.detach().numpy(), rtol=1e-10, atol=1e-12)
    cotangent = np.random.default_rng(0).normal(size=value.shape)
    gradients = torch.autograd.grad(expected, theirs, torch.tensor(cotangent), allow_unused=True)
    value.backward(cotangent)
    for x, gradient in zip(ours, gradients, strict=True):
        expected = np.zeros(x.shape) if gradient is None else gradient.numpy()
        found = np.zeros(x.shape) if x.grad is None else x.grad
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)


@every_row
def test_the_first_derivative_agrees_with_central_differences(row):
    report = row.run()
    assert [check.name for check in report.checks] == list(row.inputs)
    for check in report.checks:
        assert check.relative_error < 1e-8, str(check)


@every_row
@pytest.mark.parametrize("order", [2, 3])
def test_higher_derivatives_agree_with_central_differences(row, order):
    """The derivative of one order less, along random directions, is checked once more."""
    inputs = _leaves(row)
    rng = np.random.default_rng(order)
    weights = rng.normal(size=row(*inputs).shape)
    directions = [[rng.normal(size=x.shape) for x in inputs] for _ in range(order - 1)]

    def lower_order(*inputs):
        anchor = 0.0  # so that the graph has every input, also where the derivative is constant
        for x in inputs:
            anchor = anchor + 0.0 * ag.sum(x)
        value = ag.sum(row(*inputs) * weights) + anchor
        for direction in directions:
            slopes = ag.grad(value, inputs, create_graph=True)
            value = anchor
            for slope, along in zip(slopes, direction, strict=True):
                value = value + ag.sum(slope * along)
        return value

    report = ag.gradcheck(lower_order, inputs, raise_exception=False)
    assert len(report.checks) == len(inputs)
    for check in report.checks:
        assert check.relative_error < 1e-6, str(check)


@every_row
def test_the_jacobian_at_once_is_that_of_one_cotangent_at_a_time(row):
    inputs = _leaves(row)
    y = row(*inputs)
    values = [x.data for x in inputs]
    blocks = ag.jacobian(row, tuple(range(len(values))), mode="reverse")(*values)
    for i, unit in enumerate(np.eye(y.size)):
        gs = ag.grad(y, inputs, unit.reshape(y.shape), retain_graph=True)
        for block, g in zip(blocks, gs, strict=True):
            row_of_block = block.data.reshape(y.size, *g.shape)[i]
            np.testing.assert_allclose(row_of_block, g.data, rtol=1e-13, atol=1e-14)


def test_ops_that_work_element_by_element_say_so():
    used = _Used()
    with observed_by(used):
        for row in ROWS:
            if row.domain:
                row(*_leaves(row))
    assert [op.__name__ for op, _ in used.inputs if not op.elementwise] == []


@every_row
def test_float32_stays_float32(row):
    inputs = _leaves(row, np.float32)
    y = row(*inputs)
    double = row(*[ag.Tensor(v) for v in row.inputs.values()])
    assert y.dtype == (np.float64 if row.function in DOUBLE else np.float32)
    np.testing.assert_allclose(y.data, double.data, rtol=1e-4, atol=1e-5)
    for x, g in zip(inputs, ag.grad(y, inputs, np.ones(y.shape)), strict=True):
        assert g.shape == x.shape
        assert g.dtype == np.float32


@every_row
def test_inputs_and_cotangents_are_only_read(row):
    arrays = [value.copy() for value in row.inputs.values()]
    inputs = [ag.Tensor(value, requires_grad=True) for value in arrays]
    for x in inputs:
        x.data.flags.writeable = False
    y = row(*inputs)
    cotangent = np.ones(y.shape)
    cotangent.flags.writeable = False
    y.backward(cotangent)
    for x, array in zip(inputs, arrays, strict=True):
        np.testing.assert_array_equal(x.data, array)
        assert x.grad.flags.writeable
        assert not np.shares_memory(x.grad, cotangent)
        assert not np.shares_memory(x.grad, x.data)

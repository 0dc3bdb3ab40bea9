"""Every op by its row in the table: derivatives of three orders, dtypes, and manners."""

import re

import numpy as np
import pytest

import autograd_cli as ag
from autograd_cli.ops.checks import op_checks

ROWS = op_checks()
IDS = [row.name for row in ROWS]
every_row = pytest.mark.parametrize("row", ROWS, ids=IDS)


def _built_in_ops():
    return {
        op for op in ag.Function.__subclasses__() if op.__module__.startswith("autograd_cli.ops.")
    }


def test_every_op_has_a_row_and_every_row_an_op():
    assert {row.op for row in ROWS} == _built_in_ops()


def test_every_differentiable_input_is_checked_by_some_row():
    for op in _built_in_ops():
        wanted = {name for name, rule in zip(op.inputs, op.rules, strict=True) if rule}
        checked = {name for row in ROWS if row.op is op for name in row.inputs}
        assert checked == wanted, op.__name__


def test_rows_have_names_of_their_own():
    assert len(set(IDS)) == len(IDS)


def test_every_op_says_what_it_computes_and_its_derivative():
    for op in _built_in_ops():
        derivable = [name for name, rule in zip(op.inputs, op.rules, strict=True) if rule]
        for name in ("y", *(f"d{name}" for name in derivable)):
            assert re.search(rf"\b{name} +=", op.__doc__), f"{op.__name__}: {name}"


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
    inputs = [ag.Tensor(value, requires_grad=True) for value in row.inputs.values()]
    rng = np.random.default_rng(order)
    weights = rng.normal(size=row.call(*inputs).shape)
    directions = [[rng.normal(size=x.shape) for x in inputs] for _ in range(order - 1)]

    def lower_order(*inputs):
        anchor = 0.0  # so that the graph has every input, also where the derivative is constant
        for x in inputs:
            anchor = anchor + 0.0 * ag.sum(x)
        value = ag.sum(row.call(*inputs) * weights) + anchor
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
def test_float32_stays_float32(row):
    inputs = [ag.Tensor(v.astype(np.float32), requires_grad=True) for v in row.inputs.values()]
    y = row.call(*inputs)
    double = row.call(*[ag.Tensor(v) for v in row.inputs.values()])
    assert y.dtype == np.float32
    np.testing.assert_allclose(y.data, double.data, rtol=1e-4, atol=1e-5)
    for x, g in zip(inputs, ag.grad(y, inputs, np.ones(y.shape, np.float32)), strict=True):
        assert g.shape == x.shape


@every_row
def test_inputs_and_cotangents_are_only_read(row):
    arrays = [value.copy() for value in row.inputs.values()]
    inputs = [ag.Tensor(value, requires_grad=True) for value in arrays]
    for x in inputs:
        x.data.flags.writeable = False
    y = row.call(*inputs)
    cotangent = np.ones(y.shape)
    cotangent.flags.writeable = False
    y.backward(cotangent)
    for x, array in zip(inputs, arrays, strict=True):
        np.testing.assert_array_equal(x.data, array)
        assert x.grad.flags.writeable
        assert not np.shares_memory(x.grad, cotangent)
        assert not np.shares_memory(x.grad, x.data)

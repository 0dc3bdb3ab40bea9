"""When a training that does not get better ends."""

import json
import math

import pytest

from autograd_cli.train.early_stopping import EarlyStopping


def _told(stopping, values):
    return [stopping.observe(value) for value in values]


@pytest.mark.parametrize("lower", [True, False])
def test_it_stops_after_patience_epochs_without_improvement(lower):
    sign = 1 if lower else -1
    values = [sign * v for v in (3.0, 4.0, 2.0, 2.0, 2.5, 3.0)]
    assert _told(EarlyStopping(3, 0.0, lower), values) == [False] * 5 + [True]
    assert _told(EarlyStopping(1, 0.0, lower), values[:2]) == [False, True]


def test_small_steps_are_no_improvement():
    assert _told(EarlyStopping(2, 0.5, True), [3.0, 2.75, 2.5]) == [False, False, True]
    assert _told(EarlyStopping(2, 0.5, True), [3.0, 2.75, 2.25]) == [False] * 3


def test_what_is_undefined_is_no_improvement():
    assert _told(EarlyStopping(2, 0.0, True), [math.nan, None]) == [False, True]


def test_it_goes_on_from_its_state():
    values = [3.0, 2.0, 2.5, 1.0, 1.5, 1.5, 1.25]
    for cut in range(len(values)):
        first, second = EarlyStopping(3, 0.0, True), EarlyStopping(3, 0.0, True)
        told = _told(first, values[:cut])
        second.load_state(json.loads(json.dumps(first.state, allow_nan=False)))
        assert second.stopped == first.stopped
        assert told + _told(second, values[cut:]) == [False] * 6 + [True]
    assert second.stopped

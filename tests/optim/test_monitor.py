"""What counts as better."""

import json
import math

import pytest

from autograd_cli.optim import Monitor, improves


@pytest.mark.parametrize(
    ("value", "best", "lower", "expected"),
    [
        (1.0, None, True, True),
        (1.0, 1.0, True, False),
        (0.9, 1.0, True, True),
        (0.9, 1.0, False, False),
        (1.1, 1.0, False, True),
        (math.nan, None, True, False),
        (math.nan, 1.0, True, False),
        (None, 1.0, True, False),
        (None, None, False, False),
        (-math.inf, 1.0, True, False),
        (math.inf, None, False, False),
    ],
)
def test_only_a_finite_number_beyond_the_best_improves(value, best, lower, expected):
    assert improves(value, best, lower=lower) is expected


@pytest.mark.parametrize("lower", [True, False])
def test_an_improvement_is_more_than_min_delta(lower):
    sign = -1 if lower else 1
    assert not improves(sign * 1.5, sign * 1.0, lower=lower, min_delta=0.5)
    assert improves(sign * 1.75, sign * 1.0, lower=lower, min_delta=0.5)


def test_a_monitor_keeps_the_best_and_counts_what_came_since():
    monitor = Monitor(lower_is_better=True)
    told = [(monitor.observe(v), monitor.waited, monitor.best) for v in (None, 3.0, 4.0, 2.0, 2.0)]
    assert told == [
        (False, 1, None),
        (True, 0, 3.0),
        (False, 1, 3.0),
        (True, 0, 2.0),
        (False, 1, 2.0),
    ]


def test_a_monitor_goes_on_from_its_state():
    first = Monitor(lower_is_better=False)
    assert json.loads(json.dumps(first.state)) == {"waited": 0}
    second = Monitor(lower_is_better=False)
    first.observe(1 / 3)
    first.observe(0.0)
    second.load_state(json.loads(json.dumps(first.state)))
    assert (second.best, second.waited) == (1 / 3, 1)
    second.load_state({"waited": 0})
    assert second.best is None

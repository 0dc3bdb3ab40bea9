"""Learning rates against closed forms and PyTorch's schedulers, and their state."""

import json
import math
import warnings

import numpy as np
import pytest

from autograd_cli.optim import Constant, Cosine, Plateau, Step

EPOCH = 5  # steps

ALL = {
    "constant": lambda **o: Constant(0.3, EPOCH, **o),
    "step": lambda **o: Step(0.3, EPOCH, every_epochs=3, gamma=0.5, **o),
    "cosine": lambda **o: Cosine(0.3, EPOCH, epochs=8, min_lr=0.01, **o),
    "plateau": lambda **o: Plateau(0.3, EPOCH, patience=1, factor=0.5, lower_is_better=True, **o),
}


def _rates(schedule, steps):
    return [schedule.rate(t) for t in range(steps)]


@pytest.mark.parametrize("warmup", [1, 3, 7, 49])
@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
def test_a_warm_up_rises_in_a_straight_line(make, warmup):
    schedule = make(warmup_steps=warmup)
    assert schedule.varies
    assert _rates(schedule, warmup) == pytest.approx(
        [0.3 * (t + 1) / warmup for t in range(warmup)], rel=1e-15
    )
    assert schedule.rate(warmup - 1) == 0.3


def test_a_constant_rate_does_not_vary():
    schedule = ALL["constant"]()
    assert not schedule.varies
    assert set(_rates(schedule, 100)) == {0.3}
    assert set(_rates(ALL["constant"](warmup_steps=3), 100)[2:]) == {0.3}
    assert all(ALL[name]().varies for name in ("step", "cosine", "plateau"))


def test_steps_fall_at_the_end_of_every_third_epoch():
    rates = _rates(ALL["step"](), 10 * EPOCH)
    assert rates == [0.3 * 0.5 ** (t // EPOCH // 3) for t in range(10 * EPOCH)]
    assert rates[14:16] == [0.3, 0.15]
    warm = _rates(ALL["step"](warmup_steps=17), 10 * EPOCH)
    assert warm[16:] == [0.3, *rates[17:]]


@pytest.mark.parametrize("warmup", [0, 12])
def test_a_cosine_falls_by_half_a_period_and_stays(warmup):
    rates = _rates(ALL["cosine"](warmup_steps=warmup), 60)
    for t in range(warmup, 40):
        angle = math.pi * (t - warmup) / (40 - warmup)
        assert rates[t] == pytest.approx(0.155 + 0.145 * math.cos(angle), rel=1e-14)
    assert rates[warmup] == 0.3
    assert rates[(40 + warmup) // 2] == pytest.approx(0.155)
    assert set(rates[40:]) == {0.01}
    assert rates[39] > 0.01


def test_a_plateau_is_more_than_patience_epochs_without_improvement():
    schedule = Plateau(1.0, EPOCH, patience=2, factor=0.5, lower_is_better=True, min_lr=0.2)
    rates = []
    for value in [5.0, 4.0, 4.0, 4.5, math.nan, 4.0, None, 3.9, 4, 4, 4, 4, 4, 4, 4, 4, 4]:
        schedule.observe(value)
        rates.append(schedule.rate(0))
    assert rates == [1] * 4 + [0.5] * 5 + [0.5, 0.25, 0.25, 0.25] + [0.2] * 4


@pytest.mark.parametrize("lower", [True, False])
def test_a_plateau_asks_for_more_than_min_delta(lower):
    schedule = Plateau(
        1.0, EPOCH, patience=0, factor=0.5, lower_is_better=lower, min_delta=0.25, min_lr=0.0
    )
    sign = -1 if lower else 1
    schedule.observe(sign * 1.0)
    schedule.observe(sign * 1.5)
    assert schedule.rate(0) == 1.0
    schedule.observe(sign * 1.75)
    assert schedule.rate(0) == 0.5


def test_a_plateau_never_raises_the_rate():
    schedule = Plateau(0.1, 1, patience=0, factor=0.5, lower_is_better=True, min_lr=0.2)
    for value in (1, 1, 1):
        schedule.observe(value)
    assert schedule.rate(0) == 0.1


def test_a_warm_up_leads_to_what_plateaus_have_left():
    schedule = ALL["plateau"](warmup_steps=10)
    for value in (1, 1, 1):
        schedule.observe(value)
    assert schedule.rate(4) == pytest.approx(0.075)
    assert schedule.rate(9) == schedule.rate(10) == 0.15


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
def test_a_schedule_goes_on_from_its_state(make):
    values = np.random.default_rng(0).normal(size=20).tolist()
    straight, first = make(), make()
    for value in values:
        straight.observe(value)
    for value in values[:7]:
        first.observe(value)
    second = make()
    second.load_state(json.loads(json.dumps(first.state, allow_nan=False)))
    for value in values[7:]:
        second.observe(value)
    assert second.state == straight.state
    assert _rates(second, 60) == _rates(straight, 60)
    assert make().state.keys() <= {"plateaus", "waited"}


def _torch_rates(scheduled, steps, every=1):
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.3)
    rates = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scheduler = scheduled(torch.optim.lr_scheduler, optimizer)
        for t in range(steps):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            if (t + 1) % every == 0:
                scheduler.step()
    return rates


def test_steps_are_pytorchs():
    theirs = _torch_rates(lambda lr, o: lr.StepLR(o, 3, gamma=0.5), 60, every=EPOCH)
    assert _rates(ALL["step"](), 60) == pytest.approx(theirs, rel=1e-12)


@pytest.mark.parametrize("warmup", [0, 4, 11])
def test_warm_up_and_cosine_are_pytorchs(warmup):
    def scheduled(lr, o):
        cosine = lr.CosineAnnealingLR(o, 40 - warmup, eta_min=0.01)
        if not warmup:
            return cosine
        linear = lr.LinearLR(o, 1 / warmup, 1.0, total_iters=warmup - 1)
        return lr.SequentialLR(o, [linear, cosine], milestones=[warmup])

    ours = _rates(ALL["cosine"](warmup_steps=warmup), 40)
    assert ours == pytest.approx(_torch_rates(scheduled, 40), rel=1e-11)


@pytest.mark.parametrize("mode", ["min", "max"])
def test_plateaus_are_pytorchs(mode):
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.3)
    theirs = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, mode, factor=0.5, patience=2, threshold=0.1, threshold_mode="abs", min_lr=0.01
    )
    ours = Plateau(
        0.3,
        EPOCH,
        patience=2,
        factor=0.5,
        lower_is_better=mode == "min",
        min_delta=0.1,
        min_lr=0.01,
    )
    for value in np.random.default_rng(0).normal(size=60).tolist():
        theirs.step(value)
        ours.observe(value)
        assert ours.rate(0) == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-12)

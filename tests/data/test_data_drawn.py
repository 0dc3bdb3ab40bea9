"""The datasets that are drawn from a seed: what their formulas imply, and what they cost."""

import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli import data
from autograd_cli.config import SettingError, schema
from autograd_cli.data import drawn
from autograd_cli.seeds import Seeds

VARIANTS = {
    "synthetic_regression": schema.SyntheticRegression,
    "linear": schema.Line,
    "sine": schema.Sine,
    "moons": schema.Moons,
    "circles": schema.Circles,
    "spirals": schema.Spirals,
}
every = pytest.mark.parametrize("name", VARIANTS)
POINTS = ("moons", "circles", "spirals")

sizes = st.integers(2, 300)
seeds = st.integers(0, 2**64)
noises = st.floats(0, 10)
many = st.integers(2, 100)


def _settings(name, **given):
    return VARIANTS[name](name=name, **given)


def _draw(name, **given):
    return data.read(_settings(name, **given))


def _polar(x):
    return np.hypot(x[:, 0], x[:, 1]), np.arctan2(x[:, 1], x[:, 0])


def _within(x, mean, variance):
    """Whether the mean of x is, to four standard errors."""
    return abs(x.mean() - mean) < 4 * np.sqrt(variance / x.size)


@every
@given(n=sizes, noise=noises, seed=seeds)
def test_there_are_as_many_examples_as_asked_for(name, n, noise, seed):
    n += 100  # spirals need a point for each arm
    dataset = _draw(name, n=n, noise=noise, seed=seed)
    columns = ("x",) if name in ("linear", "sine") else ("x0", "x1")
    assert (dataset.x.shape, dataset.y.shape) == ((n, len(columns)), (n,))
    assert dataset.feature_names == columns
    assert dataset.x.flags["C_CONTIGUOUS"], "rows are gathered into batches"


@every
@given(n=sizes, noise=noises, seed=seeds)
def test_a_seed_gives_the_same_numbers_again_and_another_gives_others(name, n, noise, seed):
    first, second = (_draw(name, n=n + 1, noise=noise, seed=seed) for _ in range(2))
    assert first.fingerprint() == second.fingerprint()
    assert not np.array_equal(first.x, _draw(name, n=n + 1, noise=noise, seed=seed + 1).x)


@every
def test_the_data_depend_on_their_own_seed_alone(name):
    settings = schema.Settings(dataset=_settings(name), model=schema.MLP(name="mlp"))
    first, second = (data.build(settings, Seeds(seed)) for seed in (0, 1))
    assert first.fingerprint == second.fingerprint


def test_no_two_datasets_are_drawn_from_the_same_numbers():
    angles = [_polar(_draw(name, noise=0.0).x)[1][::2] for name in ("moons", "circles")]
    assert not set(angles[0].round(9)) & set(angles[1].round(9))
    assert not np.array_equal(_draw("linear").x, _draw("sine").x)


@pytest.mark.parametrize(
    ("name", "x", "y"),
    [
        ("synthetic_regression", [[0.87335, 0.07938], [0.39615, 0.91133]], [1.75336, -0.07872]),
        ("linear", [-0.84163, 0.29388], [2.33829, 5.93557]),
        ("sine", [-0.74347, 0.51037], [0.89367, -0.18635]),
        ("moons", [[-0.71288, 0.65668], [1.85364, 0.07839]], [0, 1]),
        ("circles", [[0.67119, 0.62944], [0.55658, -0.01705]], [0, 1]),
        ("spirals", [[-0.43023, -0.85965], [0.64289, 0.51665]], [0, 1]),
    ],
)
def test_the_numbers_of_a_seed_never_change(name, x, y):
    dataset = _draw(name)
    assert dataset.x[:2].squeeze().round(5).tolist() == x
    assert dataset.y[:2].round(5).tolist() == y


@pytest.mark.parametrize("name", ["moons", "circles"])
@given(n=sizes, seed=seeds)
def test_the_two_classes_have_half_of_the_points_each(name, n, seed):
    dataset = _draw(name, n=n, seed=seed)
    assert [(dataset.y == k).sum() for k in (0, 1)] == [n - n // 2, n // 2]
    assert dataset.class_names == {"moons": ("upper", "lower"), "circles": ("outer", "inner")}[name]


@given(n=sizes, classes=many, seed=seeds)
def test_the_arms_of_spirals_share_the_points_the_first_ones_what_is_over(n, classes, seed):
    n += classes
    dataset = _draw("spirals", n=n, classes=classes, seed=seed)
    counts = np.bincount(dataset.y.astype(int), minlength=classes)
    assert counts.tolist() == [n // classes + (k < n % classes) for k in range(classes)]
    assert dataset.y.dtype == (np.float64 if classes == 2 else np.int64)
    assert dataset.class_names == tuple(f"arm{k}" for k in range(classes))


@given(n=sizes, seed=seeds)
def test_moons_without_noise_are_on_their_half_circles(n, seed):
    moons = _draw("moons", n=n, noise=0.0, seed=seed)
    upper, lower = (moons.x[moons.y == k] for k in (0, 1))
    for points, centre in ((upper, (0.0, 0.0)), (lower, (1.0, 0.5))):
        assert np.allclose(_polar(points - centre)[0], 1, rtol=0, atol=1e-12)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 0.5


@given(n=sizes, factor=st.floats(1e-6, 0.999999), seed=seeds)
def test_circles_without_noise_have_radius_one_and_factor(n, factor, seed):
    circles = _draw("circles", n=n, noise=0.0, factor=factor, seed=seed)
    radius = _polar(circles.x)[0]
    assert np.allclose(radius[circles.y == 0], 1, rtol=1e-12)
    assert np.allclose(radius[circles.y == 1], factor, rtol=1e-12)


@given(n=sizes, classes=many, turns=st.floats(0.01, 10), seed=seeds)
def test_each_arm_without_noise_is_the_first_turned_by_its_share_of_a_circle(
    n, classes, turns, seed
):
    spirals = _draw("spirals", n=n + classes, noise=0.0, classes=classes, turns=turns, seed=seed)
    radius, angle = _polar(spirals.x)
    assert radius.max() < 1 + 1e-12
    rounds = angle / (2 * np.pi) - turns * radius - spirals.y / classes
    assert np.allclose(rounds, rounds.round(), rtol=0, atol=1e-9)


@given(n=sizes, slope=st.floats(-1e6, 1e6), intercept=st.floats(-1e6, 1e6), seed=seeds)
def test_points_of_a_line_without_noise_are_on_it(n, slope, intercept, seed):
    line = _draw("linear", n=n, noise=0.0, slope=slope, intercept=intercept, seed=seed)
    assert line.y.tolist() == [slope * x + intercept for x in line.x[:, 0]]


@given(n=sizes, frequency=st.floats(0.01, 100), seed=seeds)
def test_points_of_a_sine_without_noise_are_on_it(n, frequency, seed):
    wave = _draw("sine", n=n, noise=0.0, frequency=frequency, seed=seed)
    turned = np.exp(2j * np.pi * frequency * wave.x[:, 0])
    assert np.allclose(wave.y, turned.imag, rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", ["linear", "sine"])
def test_x_is_uniform_in_minus_one_to_one(name):
    x = _draw(name, n=20_000).x
    assert -1 <= x.min() < -0.99
    assert 0.99 < x.max() < 1
    assert _within(x, 0, 1 / 3)
    assert _within(x**2, 1 / 3, 4 / 45)


def test_points_are_spread_evenly_along_moons_and_circles_and_over_the_radius_of_spirals():
    moons, circles, spirals = (_draw(name, n=20_000, noise=0.0) for name in POINTS)
    angles = _polar(moons.x[moons.y == 0])[1]
    assert _within(angles, np.pi / 2, np.pi**2 / 12)
    for y in (0, 1):
        angles = _polar(circles.x[circles.y == y])[1]
        assert _within(angles, 0, np.pi**2 / 3)
        assert _within(angles**2, np.pi**2 / 3, np.pi**4 * 4 / 45)
    squares = _polar(spirals.x)[0] ** 2
    assert _within(squares, 1 / 2, 1 / 12)
    assert _within(squares**2, 1 / 3, 4 / 45)


@every
@pytest.mark.parametrize("noise", [0.5, 3.0])
def test_the_noise_is_normal_with_the_deviation_asked_for(name, noise):
    noisy, clean = (_draw(name, n=20_000, noise=given) for given in (noise, 0.0))
    moved, kept = ("x", "y") if name in POINTS else ("y", "x")
    assert np.array_equal(getattr(noisy, kept), getattr(clean, kept))
    moves = (getattr(noisy, moved) - getattr(clean, moved)) / noise
    assert _within(moves, 0, 1)
    assert _within(moves**2, 1, 2)
    assert _within(moves**4, 3, 96), "a normal's kurtosis"
    if moves.ndim == 2:
        assert _within(moves[:, 0] * moves[:, 1], 0, 1), "the columns move apart"


@every
def test_a_hundred_thousand_examples_take_a_twentieth_of_a_second_and_little_memory(name):
    settings = _settings(name, n=100_000)

    def seconds():
        begin = time.process_time()
        data.read(settings)
        return time.process_time() - begin

    assert any(seconds() < 0.05 for _ in range(10))
    tracemalloc.start()
    dataset = data.read(settings)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * (dataset.x.nbytes + dataset.y.nbytes)


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        *((name, {"noise": 1e308}, "noise: 1e+308") for name in VARIANTS),
        ("linear", {"slope": -1.5e308, "intercept": 1.2e308, "n": 99}, "slope: -1.5e+308"),
        ("sine", {"frequency": 1e308}, "frequency: 1e+308"),
    ],
)
def test_a_setting_that_overflows_is_told(name, given, message):
    with pytest.raises(SettingError) as caught:
        _draw(name, **{"n": 1000, **given})
    assert str(caught.value) == f"dataset.{message} makes numbers too large for float64"


def test_more_arms_than_points_are_refused():
    with pytest.raises(SettingError, match=r"^dataset\.n: 4 points are too few for 5 arms$"):
        _draw("spirals", n=4, classes=5)
    assert np.bincount(_draw("spirals", n=5, classes=5).y).tolist() == [1] * 5


def test_data_that_do_not_fit_into_the_memory_are_refused(monkeypatch):
    def fill(*_):
        raise MemoryError("Unable to allocate 72.8 TiB")

    monkeypatch.setattr(drawn, "synthetic_regression", fill)
    with pytest.raises(SettingError) as caught:
        _draw("synthetic_regression", n=100_000_000, d=100_000)
    assert str(caught.value) == "dataset.n: too large for the memory: Unable to allocate 72.8 TiB"

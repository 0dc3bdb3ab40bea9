"""Images in memory: their batches, what is done to their pixels, their split and fingerprint."""

import json
import tracemalloc
from collections import deque
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli import data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import preprocessing
from autograd_cli.data.images import ImagePreprocessing
from autograd_cli.data.images.part import ImagePart
from autograd_cli.data.images.pixels import Pixels
from autograd_cli.data.images.split import of_parts, split
from autograd_cli.seeds import Seeds

DIGITS = schema.DigitsImages(name="digits_images")
ALL = slice(None)


def _pixels(n=24, shape=(3, 5, 4), classes=3, white=255, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.integers(0, white + 1, (n, *shape), dtype=np.uint8)
    return Pixels(x, np.arange(n) % classes, tuple("abcdefghij"[:classes]), white)


def _part(pixels, rows=ALL, *, standardize=False):
    rows = np.arange(len(pixels.x))[rows]
    fitted = ImagePreprocessing.of(pixels, rows, standardize=standardize)
    return ImagePart.of(pixels, rows, fitted)


def _rng():
    return Seeds(3).stream("shuffle", 1)


@given(
    st.integers(1, 40),
    st.one_of(st.integers(1, 50), st.just(10_000)),
    st.integers(0, 5),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["float32", "float64"]),
)
def test_batches_are_the_pixels_applied_to_whatever_their_size(
    n, size, first, shuffled, standardize, dtype
):
    pixels = _pixels(2 * n)
    part = _part(pixels, slice(0, None, 2), standardize=standardize).astype(dtype)
    assert (len(part), part.shape) == (n, (3, 5, 4))
    order = _rng().permutation(n) if shuffled else np.arange(n)
    rows = 2 * order[first * size :]
    batches = list(part.batches(size, _rng() if shuffled else None, first=first))
    assert [len(y) for _, y in batches] == [
        min(size, len(rows) - i) for i in range(0, len(rows), size)
    ]
    if batches:
        x, y = (np.concatenate(arrays) for arrays in zip(*batches, strict=True))
        assert x.tobytes() == part.preprocessing.apply(pixels.x[rows], dtype).tobytes()
        assert x.dtype == dtype
        assert np.array_equal(y, pixels.y[rows])
    (targets,) = part.targets()
    assert np.array_equal(targets, pixels.y[::2])
    x, y = part.at(np.arange(first, n, 2))
    assert x.tobytes() == part.preprocessing.apply(pixels.x[2 * first :: 4], dtype).tobytes()
    assert np.array_equal(y, pixels.y[2 * first :: 4])


def test_the_pixels_are_not_changed_by_writing_into_a_batch():
    pixels = _pixels()
    before = pixels.x.copy()
    part = _part(pixels)
    for x, _ in part.batches(5):
        x[:] = 0
    assert np.array_equal(part.x, before)


@pytest.mark.parametrize(
    ("classes", "dtype", "expected"),
    [(2, "float32", "float32"), (2, "float64", "float64"), (3, "float32", "int64")],
)
def test_two_classes_are_numbers_of_the_trainings_kind_and_more_are_positions(
    classes, dtype, expected
):
    (targets,) = _part(_pixels(classes=classes)).astype(dtype).targets()
    assert targets.dtype == expected


def test_an_epoch_holds_some_batches_of_numbers_and_never_all():
    pixels = Pixels(np.zeros((4000, 3, 32, 32), np.uint8), np.zeros(4000, np.int64), ("a", "b"))
    tracemalloc.start()
    part = _part(pixels, slice(0, None, 2), standardize=True).astype("float32")
    deque(part.batches(64, _rng()), maxlen=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15e6, "the pixels are 12 MB, and would be 49 MB as float32"


def test_from_black_to_white_is_from_minus_one_to_one():
    for white in (16, 255):
        ramp = np.arange(white + 1, dtype=np.uint8).reshape(-1, 1, 1, 1)
        pixels = Pixels(ramp, np.zeros(white + 1, np.int64), ("a", "b"), white)
        part = _part(pixels)
        for dtype, error in (("float64", 1e-15), ("float32", 1e-6)):
            x = part.preprocessing.apply(ramp, dtype)
            assert x.dtype == dtype
            assert np.abs(x.reshape(-1) - np.linspace(-1, 1, white + 1)).max() <= error


@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("white", [16, 255])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_undo_gives_the_pixels_back_from_black_to_255(standardize, white, dtype):
    pixels = _pixels(white=white)
    fitted = _part(pixels, standardize=standardize).preprocessing
    found = fitted.undo(fitted.apply(pixels.x, dtype))
    assert found.dtype == np.uint8
    assert np.array_equal(found, np.rint(pixels.x * (255 / white)))
    assert fitted.undo(np.array([[[[-9.0]], [[9.0]], [[0.0]]]]))[0, :2].reshape(-1).tolist() == [
        0, 255
    ]  # fmt: skip


def test_standardising_is_numpys_mean_and_deviation_of_each_channel_of_the_training_part():
    pixels = _pixels(50)
    x = pixels.x[10:40].astype(np.float64)
    fitted = _part(pixels, slice(10, 40), standardize=True).preprocessing
    assert fitted.mean == pytest.approx(x.mean(axis=(0, 2, 3)), rel=1e-14)
    assert fitted.scale == pytest.approx(x.std(axis=(0, 2, 3)), rel=1e-13)
    applied = fitted.apply(pixels.x[10:40])
    assert applied.mean(axis=(0, 2, 3)) == pytest.approx([0] * 3, abs=1e-14)
    assert applied.std(axis=(0, 2, 3)) == pytest.approx([1] * 3, rel=1e-13)


def test_the_moments_of_more_pixels_than_are_counted_at_a_time():
    pixels = _pixels(3000, (2, 10, 10))
    fitted = _part(pixels, standardize=True).preprocessing
    assert fitted.mean == pytest.approx(pixels.x.mean(axis=(0, 2, 3)), rel=1e-14)
    assert fitted.scale == pytest.approx(pixels.x.std(axis=(0, 2, 3)), rel=1e-12)


@given(st.integers(0, 255), st.integers(1, 30))
def test_a_channel_that_is_the_same_everywhere_becomes_0(value, n):
    pixels = _pixels(n)
    pixels.x[:, 1] = value
    fitted = _part(pixels, standardize=True).preprocessing
    assert (fitted.mean[1], fitted.scale[1]) == (value, 1)
    assert (fitted.apply(pixels.x)[:, 1] == 0).all()


@pytest.mark.parametrize("standardize", [False, True])
def test_what_is_stored_is_read_again(standardize):
    fitted = _part(_pixels(), standardize=standardize).preprocessing
    stored = json.loads(json.dumps(fitted.as_dict()))
    assert preprocessing.from_dict(stored) == fitted
    assert preprocessing.outputs(fitted) == 3


@pytest.mark.parametrize(
    "wrong",
    [{"shape": [3, 5]}, {"mean": [1.0]}, {"scale": [1.0, 0.0, 1.0]}, {"class_names": None},
     {"white": "x"}],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused(wrong):
    stored = _part(_pixels()).preprocessing.as_dict() | wrong
    with pytest.raises((TypeError, ValueError)):
        preprocessing.from_dict(stored)
    for key in stored.keys() - {"kind"}:
        rest = {name: value for name, value in stored.items() if name != key}
        with pytest.raises((KeyError, TypeError, ValueError)):
            preprocessing.from_dict(rest)


def test_the_fingerprint_tells_every_difference():
    pixels = _pixels()
    one = pixels.x.copy()
    one[-1, -1, -1, -1] ^= 1
    others = [
        pixels,
        replace(pixels, x=one),
        replace(pixels, x=pixels.x[::-1]),
        replace(pixels, x=pixels.x.reshape(24, 3, 4, 5)),
        replace(pixels, x=pixels.x.reshape(24, 1, 15, 4)),
        replace(pixels, y=pixels.y[::-1]),
        replace(pixels, class_names=("a", "b", "d")),
        replace(pixels, class_names=("a", "b", "c", "d")),
        replace(pixels, white=254),
    ]
    assert len({other.fingerprint() for other in others}) == len(others)
    same = Pixels(np.asfortranarray(pixels.x), pixels.y.astype(np.int32), pixels.class_names)
    assert same.fingerprint() == pixels.fingerprint()


@given(st.integers(0, 2**32), st.sampled_from([0.1, 0.25, 0.5]))
def test_of_every_class_its_share_is_held_out_and_both_parts_keep_their_order(seed, fraction):
    pixels = _pixels(120)
    settings = DIGITS.model_copy(update={"validation_fraction": fraction})
    splits = split(pixels, settings, Seeds(seed))
    held = round(40 * fraction)
    assert splits.class_counts().tolist() == [40 - held] * 3
    rows = [splits.train.rows, splits.validation.rows]
    assert np.array_equal(np.sort(np.concatenate(rows)), np.arange(120))
    for part, of_part in zip((splits.train, splits.validation), rows, strict=True):
        assert (np.diff(of_part) > 0).all()
        assert np.array_equal(part.y, pixels.y[of_part])
        assert part.x is pixels.x, "no copy of the pixels"
    assert splits.fingerprint == pixels.fingerprint()


def test_without_a_share_there_is_no_validation_part():
    settings = DIGITS.model_copy(update={"validation_fraction": 0.0})
    splits = split(_pixels(), settings, Seeds(0))
    assert (len(splits.train), splits.validation) == (24, None)
    with pytest.raises(SettingError, match=r"^dataset\.validation_fraction: "):
        split(_pixels(4), DIGITS.model_copy(update={"validation_fraction": 0.01}), Seeds(0))


def test_parts_that_were_given_are_fitted_to_the_one_for_training():
    train, validation = _pixels(10, seed=1), _pixels(6, seed=2)
    settings = DIGITS.model_copy(update={"standardize": True})
    splits = of_parts(train, validation, settings, "f")
    assert (len(splits.train), len(splits.validation), splits.fingerprint) == (10, 6, "f")
    assert splits.preprocessing == _part(train, standardize=True).preprocessing
    ((x, y),) = splits.validation.batches(6)
    assert np.array_equal(x, splits.preprocessing.apply(validation.x))
    assert np.array_equal(y, validation.y)
    assert of_parts(train, _pixels(0), settings, "f").validation is None


def test_the_digits_are_real_images_with_white_ink():
    settings = Settings(dataset=DIGITS, model=schema.MLP(name="mlp"))
    splits = data.build(settings, Seeds(0))
    assert (len(splits.train), len(splits.validation)) == (1438, 359)
    assert (splits.shape, splits.outputs) == ((1, 8, 8), 10)
    ((x, _),) = splits.train.batches(1438)
    flat = data.read(schema.Digits(name="digits"))
    assert np.array_equal(x.reshape(1438, 64), flat.x[splits.train.rows] * 2 - 1)
    assert np.array_equal(splits.train.y, flat.y[splits.train.rows])

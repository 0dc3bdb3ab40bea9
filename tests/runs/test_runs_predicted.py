"""What a run's best weights predict, written and read back."""

from dataclasses import fields, replace

import numpy as np
import pytest
import safetensors.numpy

from autograd_cli import runs
from autograd_cli.runs import Predictions, RunError, Sample
from autograd_cli.runs.predicted import encode

FOUND = Predictions(
    "val",
    3,
    np.array([[1.0, 0.0, np.nan], [0.0, 2.0, np.inf]]),
    np.array([0, 2]),
    np.array([[1, 0, 0], [0, 0, 0], [0, 1, 4]]),
    np.arange(48, dtype=np.uint8).reshape(1, 3, 4, 4),
    np.array([1]),
)
SAMPLE = Sample(
    np.arange(32, dtype=np.uint8).reshape(2, 1, 4, 4)[:, [0, 0, 0]],
    np.array([[0.5, 1.0, np.nan], [1.0, 0.0, 0.0]]),
    np.array([1, 0]),
    70,
)
ROWS = Sample(np.array([[0.5, np.nan], [1.0, 2.0]]), SAMPLE.outputs, SAMPLE.targets, 2)
NO_IMAGES = {"images": np.zeros((0, 0, 0, 0), np.uint8), "imaged": np.zeros(0, np.int64)}


TABLE = replace(
    FOUND, **NO_IMAGES, inputs=np.array([[-1.0, 5e-324]]), shown=np.array([1]), sample=ROWS
)


@pytest.fixture
def run(written):
    return written()


@pytest.fixture
def read(run):
    """What is read of a run that has `found` in its folder."""

    def read(found):
        run.predictions.write_bytes(found if isinstance(found, bytes) else encode(found))
        return runs.predictions(run)

    return read


@pytest.mark.parametrize(
    "found",
    [
        FOUND,
        replace(FOUND, part="train", epoch=0, **NO_IMAGES),
        replace(
            FOUND,
            outputs=np.array([-1.5, 2.5], np.float32),
            targets=np.array([0.0, 1.0], np.float32),
            confusion=np.eye(2, dtype=np.int64),
        ),
        replace(
            FOUND,
            outputs=np.array([-1.5, 2.5]),
            targets=np.array([-70.5, 1e9]),
            confusion=np.zeros((0, 0), np.int64),
            **NO_IMAGES,
        ),
        replace(FOUND, sample=SAMPLE),
        TABLE,
        replace(TABLE, inputs=None, shown=None),
        replace(TABLE, sample=None),
        replace(TABLE, inputs=np.arange(6.0).reshape(3, 2).T[:, :2], shown=np.array([0, 1])),
    ],
    ids=[
        "images of an earlier version",
        "training",
        "two classes",
        "regression",
        "images",
        "table",
        "a table of which only the training part has room",
        "a table of which only the validation part has room",
        "numbers that are not in the order of their shape",
    ],
)
def test_what_is_written_is_read(read, found):
    _assert_same(read(found), found)


def _assert_same(now, was):
    for field in fields(was):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if isinstance(old, Sample):
            _assert_same(new, old)
        else:
            np.testing.assert_array_equal(new, old)
            assert getattr(new, "dtype", None) == getattr(old, "dtype", None)


@pytest.mark.parametrize("found", [FOUND, TABLE], ids=["images", "table"])
def test_the_same_predictions_are_the_same_bytes(found):
    assert encode(found) == encode(replace(found, outputs=found.outputs.copy()))
    assert encode(found) != encode(replace(found, epoch=4))


def test_another_sample_is_other_bytes():
    other = replace(ROWS, total=3), replace(ROWS, targets=ROWS.targets[::-1].copy()), None
    assert len({encode(replace(TABLE, sample=sample)) for sample in (ROWS, *other)}) == 4


def test_a_run_without_them(run):
    assert runs.predictions(run) is None


def _without(name, found=FOUND):
    arrays = safetensors.numpy.load(encode(found))
    arrays.pop(name)
    about = '{"part": "val", "epoch": 3, "sample_total": 2}' if found.sample else _EARLIER
    return safetensors.numpy.save(arrays, metadata={"about": about})


_EARLIER = '{"part": "val", "epoch": 3}'


def _with_sample(**changes):
    return replace(TABLE, sample=replace(ROWS, **changes))


def test_what_an_earlier_version_left_is_read(read):
    arrays = {f.name: getattr(FOUND, f.name) for f in fields(Predictions)[2:7]}
    assert encode(FOUND) == safetensors.numpy.save(arrays, metadata={"about": _EARLIER})
    assert read(FOUND).sample is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no safetensors at all",
        encode(FOUND)[:-1],
        safetensors.numpy.save({"a": np.zeros(1)}),
        safetensors.numpy.save({"a": np.zeros(1)}, metadata={"about": "[]"}),
        _without("imaged"),
        replace(FOUND, part="test"),
        replace(FOUND, outputs=np.zeros((3, 3))),
        replace(FOUND, outputs=np.zeros((2, 4))),
        replace(FOUND, targets=np.array([0, 3])),
        replace(FOUND, targets=np.array([-1, 0])),
        replace(FOUND, targets=np.zeros((2, 1), int)),
        replace(FOUND, confusion=np.zeros((3, 2), int)),
        replace(FOUND, confusion=np.array(3)),
        replace(FOUND, images=np.zeros((1, 4, 4), np.uint8)),
        replace(FOUND, images=np.zeros((2, 3, 4, 4), np.uint8)),
        replace(FOUND, imaged=np.array([2])),
        replace(FOUND, imaged=np.array([-1])),
        _without("shown", TABLE),
        _without("inputs", TABLE),
        *(_without(f"sample.{name}", TABLE) for name in ("inputs", "outputs", "targets")),
        replace(TABLE, inputs=np.zeros((2, 2))),
        replace(TABLE, inputs=np.zeros(1)),
        replace(TABLE, shown=np.array([2])),
        replace(TABLE, shown=np.array([-1])),
        _with_sample(inputs=np.zeros((3, 2))),
        _with_sample(inputs=np.zeros((2, 3))),
        _with_sample(inputs=np.zeros((2, 1, 4, 4), np.uint8)),
        _with_sample(outputs=np.zeros((2, 4))),
        _with_sample(outputs=np.zeros((3, 3))),
        _with_sample(outputs=np.zeros(2)),
        _with_sample(targets=np.array([0, 3])),
        _with_sample(targets=np.zeros(3, int)),
        _with_sample(total=1),
        replace(FOUND, sample=ROWS),
    ],
)
def test_anything_else_is_an_error_that_tells_what_to_do(read, run, content):
    with pytest.raises(RunError) as caught:
        read(content)
    assert caught.value.message.startswith(f"{run.predictions} does not hold predictions: ")
    assert caught.value.hint == (
        "Nothing but pictures needs the file; without it the others can be drawn."
    )


def test_a_folder_in_its_place_is_an_error(run):
    run.predictions.mkdir()
    with pytest.raises(RunError, match="does not hold predictions"):
        runs.predictions(run)


def test_they_are_of_the_best_weights_and_written_before_the_end_is_told(create, record):
    asked = []

    def predict(checkpoint):
        asked.append((checkpoint.epoch, runs.summary(run.folder)["status"]))
        return FOUND

    with create() as run:
        for epoch, loss in enumerate((2.0, 1.0, 1.5)):
            run.append(record(epoch, loss))
        run.finish("completed", predict)
    assert asked == [(1, "running")]
    assert run.folder.predictions.read_bytes() == encode(FOUND)


def test_without_best_weights_there_are_none(create, record):
    with create() as run:
        run.append(replace(record(0), best=False))  # what it monitors was never a number
        run.finish("completed", lambda _: FOUND)
    assert runs.predictions(run.folder) is None
    assert runs.summary(run.folder)["status"] == "completed"


def test_a_failure_in_predicting_leaves_the_weights_and_no_half_file(create, record):
    def predict(_):
        raise MemoryError("too much")

    run = create()
    run.append(record(0))
    with pytest.raises(MemoryError), run:
        run.finish("completed", predict)
    assert runs.summary(run.folder)["status"] == "failed"
    assert runs.saved(run.folder, "best").epoch == 0
    assert not run.folder.predictions.exists()

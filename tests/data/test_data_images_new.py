"""New images for a run on images: brought to the form of those that it was trained on."""

import json
from dataclasses import replace

import cifar
import numpy as np
import pytest
from PIL import Image

from autograd_cli import data
from autograd_cli.config import Settings, schema
from autograd_cli.data import DataError, TablePreprocessing, preprocessing
from autograd_cli.data.images import ImagePreprocessing, new_images
from autograd_cli.data.images.digits import digits_images
from autograd_cli.seeds import Seeds

GREYS = ImagePreprocessing("multiclass", ("a", "b", "c"), (1, 2, 3), (127.5,), (127.5,), 255)


@pytest.fixture
def save(tmp_path):
    def save(name, colour, size=(3, 2)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image = colour if isinstance(colour, np.ndarray) else np.full(size[::-1], colour, np.uint8)
        Image.fromarray(image).save(path)
        return path

    return save


@pytest.fixture
def refused(tmp_path):
    def message(path, fitted=GREYS, *, with_target=False):
        with pytest.raises(DataError) as caught:
            data.examples(path, fitted, with_target=with_target)
        assert caught.value.exit_code == 2
        return str(caught.value).replace(f"{tmp_path}/", "")

    return message


def _x(examples):
    return np.concatenate([x for x, _ in examples.part.batches(2)])


def test_all_below_a_folder_come_in_the_order_of_their_paths_and_are_named(save, tmp_path):
    for i, name in enumerate(["b.png", "a/2.jpg", "a/1.png", "a-b/0.png", ".trash/x.png"]):
        save(f"new/{name}", 51 * i)
    (tmp_path / "new" / "notes.txt").write_text("none")
    found = data.examples(tmp_path / "new", GREYS, with_target=False)
    assert found.names == ("a/1.png", "a/2.jpg", "a-b/0.png", "b.png")
    assert found.unused == ()
    assert _x(found)[:, 0, 0, 0] == pytest.approx([-0.2, -0.6, 0.2, -1])
    assert found.part.shape == (1, 2, 3)


def test_one_image_is_called_by_its_name(save):
    found = data.examples(save("new/x.png", 255), GREYS, with_target=False, dtype="float32")
    assert found.names == ("x.png",)
    ((x, y),) = found.part.batches(4)
    assert (x.dtype, x.shape, x.min()) == (np.float32, (1, 1, 2, 3), 1)
    assert np.isnan(y).all()


def test_images_get_the_colours_and_the_size_of_the_training(save):
    colours = np.zeros((40, 60, 3), np.uint8) + np.array([250, 150, 50], np.uint8)
    path = save("x.png", colours)
    grey = data.examples(path, GREYS, with_target=False)
    assert _x(grey)[0] == pytest.approx(np.full((1, 2, 3), 169 / 127.5 - 1), abs=0.01)
    rgb = ImagePreprocessing("binary", ("a", "b"), (3, 4, 5), (0.0,) * 3, (1.0,) * 3, 255)
    assert (_x(data.examples(path, rgb, with_target=False))[0].T == [250, 150, 50]).all()


def test_an_image_of_the_training_is_as_it_was_then(save, tmp_path):
    rng = np.random.default_rng(0)
    for name in ("a/1", "a/2", "b/1", "b/2"):
        save(f"set/{name}.png", rng.integers(0, 256, (9, 7, 3), dtype=np.uint8))
    section = schema.ImageFolder(
        name="images", path=str(tmp_path / "set"), size=[4, 5], standardize=True,
        validation_fraction=0,
    )  # fmt: skip
    splits = data.build(Settings(dataset=section, model=schema.MLP(name="mlp")), Seeds(0))
    ((x, y),) = splits.train.batches(4)
    stored = preprocessing.from_dict(json.loads(json.dumps(splits.about())))
    for with_target in (False, True):
        found = data.examples(tmp_path / "set", stored, with_target=with_target)
        assert _x(found).tobytes() == x.tobytes()
    ((_, targets),) = found.part.batches(4)
    assert targets.dtype == y.dtype == np.float64
    assert targets.tolist() == y.tolist() == [0, 0, 1, 1]


def test_digits_saved_as_files_are_again_the_digits(save, tmp_path):
    digits = digits_images()
    every = np.arange(0, 1797, 100)
    fitted = ImagePreprocessing.of(digits, every, standardize=False)
    for row in every:
        ink = np.rint(digits.x[row, 0] * (255 / 16)).astype(np.uint8)
        save(f"{digits.y[row]}/{row:04}.png", np.stack([ink] * 3, axis=2))
    found = data.examples(tmp_path, fitted, with_target=True)
    rows = [int(path.stem) for path in sorted(tmp_path.rglob("*.png"))]
    assert np.array_equal(_x(found), fitted.apply(digits.x[rows]))
    ((_, targets),) = found.part.batches(99)
    assert targets.tolist() == digits.y[rows].tolist()


def test_some_of_the_classes_are_enough(save, tmp_path):
    save("new/c/1.png", 0)
    save("new/a/1.png", 0)
    (tmp_path / "new" / "b").mkdir()
    ((_, y),) = data.examples(tmp_path / "new", GREYS, with_target=True).part.batches(9)
    assert y.tolist() == [0, 2]
    assert y.dtype == np.int64


def test_a_class_that_was_not_learned_is_refused(save, refused, tmp_path):
    save("new/a/1.png", 0)
    save("new/A/1.png", 0)
    assert refused(tmp_path / "new", with_target=True) == (
        "new/A is of a class that was not learned; there are a, b, c\n"
        f"Rename it, or move it out of {tmp_path}/new.".replace(f"{tmp_path}/", "")
    )


@pytest.mark.parametrize("with_target", [False, True])
def test_what_is_not_there_or_has_no_images_is_refused(save, refused, tmp_path, with_target):
    save("mew/a/1.png", 0)
    assert refused(tmp_path / "new", with_target=with_target) == (
        "there is no file or folder new\nDid you mean mew?"
    )
    (tmp_path / "new" / "a").mkdir(parents=True)
    assert refused(tmp_path / "new", with_target=with_target) == (
        "new holds no images (.png, .jpg, .jpeg, .webp, .gif, .bmp, .tif, .tiff, .pgm, .ppm)"
    )


def test_a_table_is_refused_by_a_run_on_images(refused, tmp_path):
    (tmp_path / "new.csv").write_text("x\n1\n")
    assert refused(tmp_path / "new.csv") == (
        "the run was trained on images, and new.csv is none\n"
        "Give it a file that ends in .png, .jpg, .jpeg, .webp, .gif, .bmp, .tif, .tiff, .pgm, "
        ".ppm, or a folder of such."
    )
    assert refused(tmp_path / "new.csv", with_target=True) == (
        "the run was trained on images, and new.csv is no folder\n"
        "Give it a folder that holds a folder for each class."
    )


def test_images_are_refused_by_a_run_on_a_table(save, refused, tmp_path):
    table = TablePreprocessing.of_numbers("regression", ["x"], (), None)
    assert refused(save("new/x.png", 0), table) == (
        "new/x.png has no suffix of a table that can be read\n"
        "Those are .csv, .tsv, .txt, .parquet, .npz, .npy."
    )
    assert refused(tmp_path / "new", table) == (
        "the run was trained on a table, and new is a folder\n"
        "Give it a file that ends in .csv, .tsv, .txt, .parquet, .npz, .npy."
    )


def test_images_that_do_not_fit_into_the_memory_are_refused(save, refused, tmp_path, monkeypatch):
    def fill(*_, **__):
        raise MemoryError("Unable to allocate 72.8 TiB")

    save("new/a/1.png", 0)
    monkeypatch.setattr(new_images, "read", fill)
    for with_target in (False, True):
        assert refused(tmp_path / "new", with_target=with_target) == (
            "the 1 images are too large for the memory: Unable to allocate 72.8 TiB\n"
            "Give it some of them at a time."
        )


def test_the_test_images_of_cifar_10_are_taken_from_its_files(tmp_path, refused):
    folder = cifar.unpacked(tmp_path, train=20, test=10)
    classes = tuple(cifar.CLASSES)
    fitted = ImagePreprocessing("multiclass", classes, (3, 32, 32), (0.0,) * 3, (1.0,) * 3, 255)
    found = data.examples(folder, fitted, with_target=True)
    x, y = cifar.images(30)
    ((_, targets),) = found.part.batches(30)
    assert np.array_equal(_x(found).reshape(10, -1), x[20:])
    assert targets.tolist() == y[20:].tolist()
    for other in ({"shape": (3, 16, 16)}, {"class_names": classes[::-1]}):
        assert refused(folder, replace(fitted, **other), with_target=True) == (
            "cifar-10-batches-py holds CIFAR-10, and the run was not trained on images of this "
            "kind\nGive it a folder that holds a folder for each class."
        )

"""`images`: a folder for each class, read as a dataset."""

import sys
import tracemalloc

import numpy as np
import pytest
from PIL import Image

from autograd_cli import data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import DataError
from autograd_cli.data.images import folder
from autograd_cli.data.images.folder import image_folder
from autograd_cli.seeds import Seeds


@pytest.fixture
def save(tmp_path):
    """Save an image of one colour, or of one grey, as a file below the folder `set`."""

    def save(name, colour=0, size=(3, 2)):
        path = tmp_path / "set" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L" if isinstance(colour, int) else "RGB", size, colour).save(path)

    return save


@pytest.fixture
def read(tmp_path):
    return lambda **settings: image_folder(_section(tmp_path, **settings))


@pytest.fixture
def refused(tmp_path, read):
    """The message with which the folder is refused."""

    def message(**settings):
        with pytest.raises((SettingError, DataError)) as caught:
            read(**settings)
        assert caught.value.exit_code == 2
        return str(caught.value).replace(f"{tmp_path}/", "")

    return message


def _section(place, **settings):
    return schema.ImageFolder(**{"name": "images", "path": str(place / "set"), **settings})


def test_the_folders_are_classes_and_all_comes_in_the_order_of_names(save, read):
    for value, name in enumerate(
        ["b/2.png", "b/1.png", "b/deeper/still/0.png", "B/x.png", "a/y.jpg", "10/z.PNG", "9/w.bmp"]
    ):
        save(name, 10 * value)
    found = read()
    assert found.class_names == ("10", "9", "B", "a", "b"), "as torchvision's ImageFolder sorts"
    assert found.y.tolist() == [0, 1, 2, 3, 4, 4, 4]
    assert found.x.shape == (7, 1, 2, 3)
    assert found.x.dtype == np.uint8
    assert found.x[:, 0, 0, 0].tolist() == [50, 60, 30, 40, 10, 0, 20]
    assert (found.task, found.white) == ("multiclass", 255)


def test_two_classes_are_a_binary_task(save, tmp_path):
    for i in range(10):
        save(f"cat/{i}.png", i)
        save(f"dog/{i}.png", 255 - i)
    settings = Settings(dataset=_section(tmp_path), model=schema.MLP(name="mlp"))
    splits = data.build(settings, Seeds(0))
    assert (splits.task, splits.outputs, splits.shape) == ("binary", 1, (1, 2, 3))
    assert (len(splits.train), len(splits.validation)) == (16, 4)
    assert splits.class_counts().tolist() == [8, 8]


def test_what_is_hidden_or_no_image_is_not_looked_at(save, read, tmp_path):
    save("a/1.png", 1)
    save("b/1.png", 2)
    for name in (".hidden.png", ".cache/x.png", "Thumbs.db", "a/.DS_Store", "a/README.txt",
                 "a/._1.png", "a/.thumbnails/1.png", "b/labels.csv"):  # fmt: skip
        path = tmp_path / "set" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"?")
    assert read().x[:, 0, 0, 0].tolist() == [1, 2]


def test_links_are_followed_and_may_go_round(save, read, tmp_path):
    save("a/1.png", 1)
    save("b/1.png", 2)
    save("../elsewhere/3.png", 3)
    for name, target in (("a/round", ".."), ("a/self", "."), ("c", "../elsewhere")):
        (tmp_path / "set" / name).symlink_to(target, target_is_directory=True)
    found = read()
    assert found.class_names == ("a", "b", "c")
    assert sorted(found.x[found.y == 1][:, 0, 0, 0]) == [2]
    assert sorted(found.x[found.y == 2][:, 0, 0, 0]) == [3]


def test_grey_is_for_all_or_none_and_color_says_otherwise(save, read):
    save("a/1.png", 7)
    save("b/1.png", 9)
    assert read().x.shape[1] == 1
    assert read(color="rgb").x.shape[1] == 3
    save("b/2.png", (10, 20, 30))
    assert read().x[:, :, 0, 0].tolist() == [[7] * 3, [9] * 3, [10, 20, 30]]
    assert read(color="grey").x.shape[1] == 1


def test_images_of_different_sizes_need_a_size(save, read, refused):
    save("a/1.png", 7, size=(3, 2))
    save("b/1.png", 9, size=(4, 5))
    assert refused() == (
        "the images are not of one size: set/a/1.png has 2 x 3 pixels, set/b/1.png has 5 x 4 "
        "pixels\n"
        "Choose the height and width to bring all to, as dataset.size=[32, 32]."
    )
    found = read(size=[6, 8]).x
    assert found.shape == (2, 1, 6, 8)
    assert (found[0] == 7).all()


def test_the_same_files_have_the_same_fingerprint_and_others_another(save, read):
    def fingerprint(**settings):
        return read(**settings).fingerprint()

    save("b/1.png", 7)
    save("a/1.png", 9)
    first = fingerprint()
    assert fingerprint() == first
    assert fingerprint(color="rgb") != first
    assert fingerprint(size=[2, 2]) != first
    save("a/1.png", 10)
    assert fingerprint() != first


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([], "dataset.path: there is no folder set. Did you mean sets?"),
        (
            ["1.png"],
            "set holds images, but no folders of classes\n"
            "The images of a class cat are looked for in set/cat.",
        ),
        (
            ["notes.txt"],
            "set holds no folders of classes\nThe images of a class cat are looked for in set/cat.",
        ),
        (
            ["a/1.png"],
            "set holds one folder, a: no classes to tell apart\n"
            "It should hold a folder for each class.",
        ),
        (
            ["a/1.png", "b/c/notes.txt"],
            "set/b holds no images (.png, .jpg, .jpeg, .webp, .gif, .bmp, .tif, .tiff, .pgm, "
            ".ppm)\nFill it, or remove it: each folder is a class.",
        ),
        (
            ["a/1.png", "b/1.png", "2.png"],
            "set/2.png is in no class's folder\nMove it into that of its class, or out of set.",
        ),
        (
            ["train/a/1.png", "train/b/1.png", "val/a/1.png"],
            "dataset.path: set holds train, val: parts, no classes; choose set/train",
        ),
        (
            ["a/1.png", "b/bad.png"],
            "cannot read set/b/bad.png: it is none of PNG, JPEG, WEBP, GIF, BMP, TIFF, PPM, or "
            "damaged",
        ),
    ],
)
def test_a_folder_that_holds_no_dataset_is_refused(save, refused, tmp_path, files, message):
    (tmp_path / "sets").mkdir()
    for name in files:
        save(f"{name}.png")
        image = tmp_path / "set" / f"{name}.png"
        image.rename(image.with_suffix(""))
        if "bad" in name:
            image.with_suffix("").write_bytes(b"bad")
    assert refused().replace(str(tmp_path), "") == message


def test_a_file_in_place_of_the_folder_is_refused(tmp_path, refused):
    (tmp_path / "set").write_bytes(b"PK")
    assert refused() == (
        "dataset.path: set is a file; it should be a folder with a folder for each class"
    )


def test_the_first_of_several_damaged_images_is_named(save, refused, tmp_path):
    for i in range(50):
        save(f"a/{i:02}.png", size=(40, 40))
        save(f"b/{i:02}.png", size=(40, 40))
    for name in ("b/03.png", "a/41.png", "a/40.png"):
        path = tmp_path / "set" / name
        path.write_bytes(path.read_bytes()[:45])
    assert refused().startswith("cannot read set/a/40.png: ")


def test_without_pillow_it_says_how_to_get_it(save, refused, monkeypatch):
    save("a/1.png")
    save("b/1.png")
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert refused() == (
        "reading set/a/1.png needs Pillow, which is not installed\n"
        "Install it: python -m pip install 'autograd-cli[images]'"
    )


def test_images_that_do_not_fit_into_the_memory_are_refused(save, refused, monkeypatch):
    def fill(*_, **__):
        raise MemoryError("Unable to allocate 72.8 TiB")

    save("a/1.png")
    save("b/1.png")
    monkeypatch.setattr(folder, "read", fill)
    assert refused(size=[9999, 9999]) == (
        "dataset.size: the 2 images are too large for the memory: Unable to allocate 72.8 TiB"
    )


def test_reading_and_splitting_takes_little_more_memory_than_the_pixels(save, tmp_path):
    for i in range(60):
        save(f"{'ab'[i % 2]}/{i}.png", (i, 0, 0), size=(160, 120))
    settings = Settings(dataset=_section(tmp_path, standardize=True), model=schema.MLP(name="mlp"))
    data.build(settings, Seeds(0))  # loads what it needs
    tracemalloc.start()
    splits = data.build(settings, Seeds(0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert splits.train.x.nbytes == 60 * 3 * 160 * 120
    assert peak < 1.8 * splits.train.x.nbytes

"""CIFAR-10 from its files: both formats, from folders and tar files; which images become what."""

import hashlib
import pickle

import cifar
import numpy as np
import pytest

from autograd_cli import data
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import DataError
from autograd_cli.data.images import cifar10
from autograd_cli.data.images.cifar10 import official
from autograd_cli.seeds import Seeds

TRAIN, TEST = slice(0, 200), slice(200, 250)


def build(path, seed=0, **settings):
    dataset = schema.CIFAR10(name="cifar10", path=str(path), **settings)
    return data.build(Settings(dataset=dataset, model=schema.MLP(name="mlp")), Seeds(seed))


def refusal(path, **settings):
    with pytest.raises((DataError, SettingError)) as caught:
        build(path, **settings)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{path.parent}/", "")


def pixels(part):
    """The pixels and labels of a part, in its order."""
    batches = list(part.batches(len(part)))
    x, y = batches[0]
    return np.rint(x * 127.5 + 127.5).reshape(len(x), -1), y


@pytest.fixture
def place(tmp_path):
    """Write an archive; returns its path."""

    def write(content, name="c.tar.gz"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def folder(tmp_path):
    """An unpacked folder, in which some files are replaced, or left out with None."""

    def write(replaced=None, version="python"):
        place = cifar.unpacked(tmp_path, version)
        for name, content in (replaced or {}).items():
            (place / name).unlink() if content is None else (place / name).write_bytes(content)
        return place

    return write


def test_the_maker_writes_as_the_authors_of_cifar_10_did():
    # The MD5 of the official batches.meta, as in torchvision.
    found = hashlib.md5(cifar.python2(cifar.meta())).hexdigest()
    assert found == "5ff9c542aee3614f3951f8cda6e48888"
    content = pickle.loads(cifar.files()["test_batch"], encoding="bytes")
    assert (content[b"data"] == cifar.images(250)[0][TEST]).all()


@pytest.mark.parametrize("version", ["python", "binary"])
@pytest.mark.parametrize("where", ["gzip", "plain", "folder", "above"])
def test_all_images_are_read_from_either_format_wherever_it_is(version, where, tmp_path, place):
    if where in ("folder", "above"):
        path = cifar.unpacked(tmp_path, version)
        path = path.parent if where == "above" else path
    else:
        files, name = cifar.files(version), cifar.FOLDERS[version]
        path = place(cifar.tar(files, name, compress=where == "gzip"))
    splits = build(path)
    x, y = cifar.images(250)
    for part, rows in ((splits.train, TRAIN), (splits.validation, TEST)):
        found, labels = pixels(part)
        assert (found == x[rows]).all()
        assert (labels == y[rows]).all()
    assert splits.shape == (3, 32, 32)
    assert splits.preprocessing.class_names == tuple(cifar.CLASSES)
    assert splits.task == "multiclass"


def test_the_same_images_have_the_same_fingerprint_wherever_they_are(tmp_path, place):
    paths = [place(cifar.archive(), "a.tar.gz"), place(cifar.archive("binary"), "b.tar.gz")]
    found = {build(path).fingerprint for path in [*paths, cifar.unpacked(tmp_path)]}
    assert len(found) == 1
    other = build(place(cifar.archive(train=200, test=40), "o.tar.gz")).fingerprint
    assert other not in found


def test_the_files_may_come_in_any_order(place):
    files = cifar.files()
    backwards = dict(reversed(files.items()))
    x, _ = pixels(build(place(cifar.tar(backwards))).train)
    assert (x == cifar.images(250)[0][TRAIN]).all()


def test_a_share_is_held_out_of_the_training_images_and_the_test_images_are_not_read(folder):
    splits = build(folder({"test_batch": None}), validation_fraction=0.2)
    counts = [np.bincount(next(part.targets())) for part in (splits.train, splits.validation)]
    assert [count.tolist() for count in counts] == [[16] * 10, [4] * 10]
    both = np.concatenate([pixels(splits.train)[0], pixels(splits.validation)[0]])
    x = cifar.images(250)[0][TRAIN]
    assert sorted(map(bytes, both.astype(np.uint8))) == sorted(map(bytes, x))


def test_nothing_is_held_out_for_a_share_of_nothing(folder):
    splits = build(folder({"test_batch": None}), validation_fraction=0)
    assert (len(splits.train), splits.validation) == (200, None)


def test_the_batches_may_differ_in_length(place):
    x, y = cifar.images(250)
    files = cifar.files("binary") | {"data_batch_2.bin": cifar.binary_batch(x[:7], y[:7])}
    found, labels = pixels(build(place(cifar.tar(files))).train)
    expected = [*range(40), *range(7), *range(80, 200)]
    assert (found == x[expected]).all()
    assert (labels == y[expected]).all()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("keys", [bytes, bytes.decode])
def test_what_python_3_writes_is_read(protocol, order, keys, folder):
    x, y = cifar.images(250)
    content = cifar.batch(np.asarray(x[TEST], order=order), y[TEST])
    named = {keys(key): value for key, value in content.items()}
    found, labels = pixels(build(folder({"test_batch": pickle.dumps(named, protocol)})).validation)
    assert (found == x[TEST]).all()
    assert (labels == y[TEST]).all()


def test_files_of_ones_own_are_taken_and_noted(place):
    path = place(cifar.archive())
    splits = build(path)
    assert splits.note == (
        "200 train and 50 test images, in the format of CIFAR-10, not its official files"
    )
    assert splits.about()["note"] == splits.note
    assert build(path, verify=False).note == "200 train and 50 test images, not verified"
    assert build(path, validation_fraction=0.5).note.startswith("200 train images, in the")


@pytest.fixture
def as_official(monkeypatch):
    """As if these files were the official ones, of 40 and more images."""

    def pretend(files):
        monkeypatch.setattr(official, "IMAGES", 40)
        known = {name: hashlib.md5(content).hexdigest() for name, content in files.items()}
        monkeypatch.setattr(official, "_MD5", known)

    return pretend


@pytest.mark.parametrize("version", ["python", "binary"])
def test_official_files_are_verified_and_not_noted(version, as_official, place):
    files = cifar.files(version)
    as_official(files)
    path = place(cifar.tar(files))
    assert build(path).note == ""
    assert "note" not in build(path).about()
    assert build(path, verify=False).note == "200 train and 50 test images, not verified"


@pytest.mark.parametrize(
    ("version", "name"), [("python", "test_batch"), ("binary", "test_batch.bin")]
)
def test_a_pixel_that_is_not_as_in_the_official_files_is_found(version, name, as_official, place):
    files = cifar.files(version)
    as_official(files)
    altered = bytearray(files[name])
    altered[5000] ^= 1
    path = place(cifar.tar(files | {name: bytes(altered)}))
    expected, found = (hashlib.md5(x).hexdigest() for x in (files[name], altered))
    assert refusal(path) == (
        f"c.tar.gz: {name} has the size of the official file, but the MD5 checksum {found} "
        f"instead of {expected}: damaged, or altered\n"
        "Download it again from https://www.cs.toronto.edu/~kriz/cifar.html. "
        "For files of your own in this format: dataset.verify=false."
    )
    assert len(build(path, verify=False).train) == 200
    assert len(build(path, validation_fraction=0.2).train) == 160


def test_a_file_of_the_official_size_has_to_be_the_official_one(tmp_path):
    place = cifar.unpacked(tmp_path, "binary")
    (place / "data_batch_4.bin").write_bytes(bytes(30_730_000))
    assert refusal(place).startswith(
        "cifar-10-batches-bin/data_batch_4.bin has the size of the official file, but the MD5 "
        "checksum 229a4f9bbbc879e7371f2391ac1f4775 instead of ae636b3ba5c66a11e91e8cb52e771fcb: "
    )


def test_official_files_are_not_mixed_with_others(as_official, place):
    files = cifar.files("binary")
    as_official(files)
    files["data_batch_3.bin"] = files["data_batch_3.bin"][: 3073 * 30]
    assert refusal(place(cifar.tar(files))).startswith(
        "c.tar.gz: data_batch_3.bin holds 30 images, but other files are the official ones: "
    )


def test_the_classes_of_official_files_have_their_names(as_official, place):
    files = cifar.files("binary")
    as_official(files)
    files["batches.meta.txt"] = (
        files["batches.meta.txt"].replace(b"cat\n", b"dog\n").replace(b"deer\ndog", b"deer\ncat")
    )
    path = place(cifar.tar(files))
    assert "the classes are called airplane, automobile, bird, dog, deer, cat, " in refusal(path)
    assert build(path, verify=False).preprocessing.class_names[3] == "dog"


def test_classes_of_ones_own_have_their_own_names(folder):
    names = "\n".join(f"klass {i}" for i in range(10)).encode()
    splits = build(folder({"batches.meta.txt": names}, "binary"))
    assert splits.preprocessing.class_names[9] == "klass 9"


def test_where_to_get_the_files_is_said_if_they_are_not_there(tmp_path):
    assert refusal(tmp_path / "cifar-10-python.tar.gz") == (
        "dataset.path: there is no file or folder cifar-10-python.tar.gz. Download "
        "cifar-10-python.tar.gz (170 MB) from https://www.cs.toronto.edu/~kriz/cifar.html; its "
        "path goes here"
    )
    (tmp_path / "cifar-10-binary.tar.gz").write_bytes(b"")
    assert "Did you mean cifar-10-binary.tar.gz? Download" in refusal(tmp_path / "cifar-10.tar.gz")
    (tmp_path / "data").mkdir()
    assert refusal(tmp_path / "data") == (
        "data holds no files of CIFAR-10\n"
        "Download cifar-10-python.tar.gz (170 MB) from https://www.cs.toronto.edu/~kriz/cifar.html,"
        " and give it or the folder that it unpacks to."
    )
    (tmp_path / "data" / "cifar-10-python.tar.gz").write_bytes(b"")
    assert refusal(tmp_path / "data").endswith("Did you mean data/cifar-10-python.tar.gz?")


def test_files_that_are_not_there_are_named(folder, place):
    assert refusal(folder({"data_batch_3": None, "batches.meta": None})) == (
        "cifar-10-batches-py has no data_batch_3 and no batches.meta\n"
        "All files of an archive are needed. "
        "Download it again from https://www.cs.toronto.edu/~kriz/cifar.html."
    )
    files = cifar.files("binary")
    del files["test_batch.bin"]
    path = place(cifar.tar(files))
    assert refusal(path).startswith("c.tar.gz has no test_batch.bin\n")
    assert len(build(path, validation_fraction=0.1).train) == 180


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (["cifar-100-python/meta", "cifar-100-python/train"], "c.tar.gz holds CIFAR-100; this "),
        (["train.bin", "test.bin"], "c.tar.gz holds CIFAR-100; this dataset is CIFAR-10"),
        (["data_batch_1.mat"], "c.tar.gz holds the MATLAB version; the Python and the binary one"),
        (["readme.html"], "c.tar.gz holds no files of CIFAR-10\nDownload "),
        (["cifar-10-python.tar.gz"], "c.tar.gz holds no files of CIFAR-10\nDownload "),
    ],
)
def test_archives_of_something_else_are_told(files, problem, place):
    assert refusal(place(cifar.tar(dict.fromkeys(files, b"x")))).startswith(problem)


def test_a_file_alone_is_not_enough(folder):
    path = folder() / "data_batch_1"
    told = f"data_batch_1 is only one of the files\nGive the folder {path.parent}."
    assert refusal(path) == told


@pytest.mark.parametrize("label", [10, 255])
def test_a_label_that_is_no_class_is_told_with_its_place(label, folder):
    x, y = cifar.images(50)
    content = cifar.binary_batch(x, np.where(np.arange(50) == 17, label, y))
    problem = f"data_batch_2.bin: image 17, counted from 0, has the label {label}; those of CIFAR"
    assert problem in refusal(folder({"data_batch_2.bin": content}, "binary"))


def test_the_test_images_are_found_for_evaluation(place, tmp_path):
    for path in (place(cifar.archive()), cifar.unpacked(tmp_path), tmp_path):
        assert cifar10.is_archive(path)
        found = cifar10.test_images(path)
        assert (found.x.reshape(50, -1) == cifar.images(250)[0][TEST]).all()
    (tmp_path / "cats").mkdir()
    assert not cifar10.is_archive(tmp_path / "cats")
    assert not cifar10.is_archive(tmp_path / "cat.png")

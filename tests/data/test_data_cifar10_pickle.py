"""Pickles that are damaged or hostile: always a DataError, at once, and nothing in them is run."""

import contextlib
import os
import pickle
import re
import subprocess
import time
import tracemalloc

import cifar
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_cli.data import DataError
from autograd_cli.data.images.cifar10.batch import from_pickle, names_from_pickle
from autograd_cli.data.images.cifar10.pickled import load

X, Y = cifar.images(5)
BATCH = cifar.batch(X, Y)
GOOD = cifar.python2(BATCH)
HINT = (
    "It is damaged, or was made to do harm: nothing in it was run. "
    "Download it again from https://www.cs.toronto.edu/~kriz/cifar.html."
)


class Calling:
    """What an attacker pickles: reading it calls a function."""

    def __init__(self, function, *arguments):
        self.reduced = function, arguments

    def __reduce__(self):
        return self.reduced


def refusal(content, read=from_pickle):
    """The message with which bytes are refused."""
    with pytest.raises(DataError) as caught:
        read(content, "t")
    return caught.value.message.removeprefix("t cannot be read as a pickle: ")


@pytest.mark.parametrize("protocol", [0, 2, 4, 5])
@pytest.mark.parametrize(
    ("call", "name"),
    [
        (Calling(os.system, "touch owned"), "system"),
        (Calling(eval, "open('owned', 'w')"), "eval"),
        (Calling(open, "owned", "w"), "open"),
        (Calling(subprocess.check_output, ["touch", "owned"]), "check_output"),
        (Calling(getattr, "numpy", "load"), "getattr"),
        (Calling(np.load, "owned"), "load"),
        (Calling(np.empty, (1 << 40,)), "empty"),
        (Calling(pickle.loads, b"cos\nsystem\n(S'touch owned'\ntR."), "loads"),
    ],
)
def test_what_calls_anything_is_refused_by_its_name(call, name, protocol, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    message = refusal(pickle.dumps(call, protocol))
    assert re.search(rf"^byte \d+: it asks for \w+\.{name}, not for an array$", message)
    if protocol:
        for value in (BATCH | {b"labels": call}, BATCH | {b"filenames": [call]}):
            assert f".{name}, not for" in refusal(pickle.dumps(value, protocol))
    assert not list(tmp_path.iterdir())


def test_a_refusal_says_where_and_what_next():
    with pytest.raises(DataError) as caught:
        load(b"\x80\x02cos\nsystem\n.", "t.tar.gz: test_batch")
    assert str(caught.value) == (
        "t.tar.gz: test_batch cannot be read as a pickle: byte 13: it asks for os.system, not for "
        f"an array\n{HINT}"
    )


NAMES = b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R"
DTYPE = (
    b"cnumpy\ndtype\nU\x02%sK\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
)
PICKLED = b"\x80\x02}(U\x06labels](K\x01K\x02eU\x04data%su."
UNMADE = "t: the pixels are no NumPy array"
NO_ARRAY = "t: the pixels are no array (N, 3072) of uint8 with as many bytes"


def pickled_array(shape, dtype=b"u1", content=b"T\x00\x18\x00\x00" + bytes(6144), fortran=b"\x89"):
    state = b"(K\x01" + shape + DTYPE % dtype + fortran + content + b"tb"
    return PICKLED % (NAMES + state)


def test_an_array_written_by_hand_is_read():
    assert from_pickle(pickled_array(b"K\x02M\x00\x0c\x86"), "t").y.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pickled_array(b"K\x02M\x00\x0c\x86", dtype=b"O8"), NO_ARRAY),
        (pickled_array(b"K\x02M\x00\x0c\x86", dtype=b"i1"), NO_ARRAY),
        (pickled_array(b"J\xff\xff\xff\x7fM\x00\x0c\x86"), NO_ARRAY),
        (pickled_array(b"\x8a\x08" + b"\xff" * 7 + b"\x7fM\x00\x0c\x86"), NO_ARRAY),
        (pickled_array(b"J\xfe\xff\xff\xffJ\x00\xf4\xff\xff\x86"), NO_ARRAY),
        (pickled_array(b"K\x01M\x00\x18\x86"), NO_ARRAY),
        (pickled_array(b"M\x00\x18\x85"), NO_ARRAY),
        (pickled_array(b"K\x02M\x00\x0c\x86", content=b"](K\x01K\x02e"), UNMADE),
        (pickled_array(b"K\x02M\x00\x0c\x86", content=b"N"), UNMADE),
        (PICKLED % NAMES, UNMADE),
        (PICKLED % b"cnumpy\nndarray\n)R", UNMADE),
        (PICKLED % b"cnumpy\ndtype\n", UNMADE),
        (PICKLED % b"N", UNMADE),
        (pickled_array(b"K\x00M\x00\x0c\x86", content=b"U\x00"), "t has 0 images and 2 labels"),
    ],
)  # fmt: skip
def test_an_array_that_is_not_of_images_is_refused(content, problem):
    assert refusal(content) == problem


OUTSIDE = "t: image 2, counted from 0, has the label -1; those of CIFAR-10 are 0 to 9"


def entries(**values):
    changed = BATCH | {key.encode(): value for key, value in values.items()}
    return cifar.python2({key: value for key, value in changed.items() if value is not ...})


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (entries(labels=...), "t has no entry 'labels'"),
        (entries(data=...), "t has no entry 'data'"),
        (entries(labels=[1, 2]), "t has 5 images and 2 labels"),
        (entries(labels=[1, 2, 3, 4, True]), "t: the labels are no list of whole numbers"),
        (entries(labels=[1, 2, [3], 4, 5]), "t: the labels are no list of whole numbers"),
        (entries(labels=(1, 2, 3, 4, 5)), "t: the labels are no list of whole numbers"),
        (entries(labels=b"12345"), "t: the labels are no list of whole numbers"),
        (entries(labels=[0, 1, -1, 10, 0]), OUTSIDE),
        (entries(labels=[], data=X[:0]), "t holds no images"),
        (entries(data=X[:, :1024]), NO_ARRAY),
        (entries(data=X.reshape(5, 3, 1024)), NO_ARRAY),
        (entries(data=X.astype(np.int64)), NO_ARRAY),
        (entries(data=[1, 2]), UNMADE),
        (entries(fine_labels=[]), "t is a file of CIFAR-100; this dataset is CIFAR-10"),
        (cifar.python2([1]), "t holds a list instead of a dict"),
        (b"\x80\x02N.", "t holds a NoneType instead of a dict"),
    ],
)  # fmt: skip
def test_a_batch_that_is_not_one_is_refused(content, problem):
    assert refusal(content) == problem


@pytest.mark.parametrize("names", [[], ["cat"] * 10, [b"a", b"b"], None, [1] * 10, [[b"a"]] * 10])
def test_ten_classes_have_ten_names(names):
    names = names and [name.encode() if isinstance(name, str) else name for name in names]
    message = refusal(cifar.python2({b"label_names": names}), names_from_pickle)
    assert re.fullmatch(
        r"t has no list 'label_names'|t names \d different classes; CIFAR-10 has 10", message
    )


ANNOUNCED = {
    "a string of 2^62 bytes": b"\x80\x04\x8e" + (1 << 62).to_bytes(8, "little") + b"x",
    "a string of 2^32 bytes": b"\x80\x02T\xff\xff\xff\xff",
    "a text of 2^32 bytes": b"\x80\x02X\xff\xff\xff\xff",
    "a frame of 2^63 bytes": b"\x80\x04\x95" + b"\xff" * 7 + b"\x7fN",
    "a memo at 2^32": b"\x80\x02Nr\xff\xff\xff\xff",
    "a number of 255 bytes": b"\x80\x02\x8a\xff" + b"\xff" * 255,
}


@pytest.mark.parametrize("content", ANNOUNCED.values(), ids=ANNOUNCED)
def test_what_is_only_announced_takes_no_memory(content):
    tracemalloc.start()
    try:
        refusal(content)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 1e6


TEXT, LATIN = b"X\x40\x42\x0f\x00" + b"x" * 1_000_000, b"X\x06\x00\x00\x00latin1"
ENCODE = b"c_codecs\nencode\n"
STEPS = r"byte 200001: it takes more steps than any such file"
BOMBS = {
    "lists of lists": (
        b"](]q\x00" + b"](h\x00h\x00h\x00eq\x00" * 9_000 + b"e.", "t holds a list instead of a dict"
    ),
    "lists of lists as a name": (
        b"X\x05\x00\x00\x00numpy](]q\x00" + b"](h\x00h\x00h\x00eq\x00" * 90 + b"e\x93.",
        "byte 1009: it asks for numpy.list, not for an array",
    ),
    "lists in lists": (b"](" * 90_000 + b"e" * 90_000 + b".", STEPS),
    "tuples in tuples": (b"N" + b"\x85" * 150_000 + b".", "t holds a tuple instead of a dict"),
    "a list in itself": (b"]q\x00h\x00a.", "t holds a list instead of a dict"),
    "a million lists": (b"(" + b"]" * 1_000_000, STEPS),
    "a million marks": (b"(" * 1_000_000, STEPS),
    "a name without an end": (b"c" + b"x" * 1_000_000, "byte 3: a name has no end"),
    "one text encoded again and again": (
        b"](" + TEXT + b"q\x00" + LATIN + b"q\x01" + ENCODE + b"q\x02"
        + b"h\x02h\x00h\x01\x86R" * 20_000,
        "byte 1000058: it holds more bytes than it is long",
    ),
    "a long key": (b"}" + TEXT + b"Ns.", "byte 1000010: a key is no short text"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "problem"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(content, problem):
    started = time.process_time()
    assert refusal(b"\x80\x02" + content).startswith(problem)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("bomb", ["lists of lists", "a list in itself"])
def test_no_bomb_is_a_list_of_labels(bomb):
    content = pickled_array(b"K\x02M\x00\x0c\x86")
    labels = BOMBS[bomb][0].removesuffix(b".")
    message = refusal(content.replace(b"](K\x01K\x02e", labels))
    assert message == "t: the labels are no list of whole numbers"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "byte 0: it is cut short"),
        (b"\x80\x02", "byte 2: it is cut short"),
        (b"<html>", "byte 1: the opcode 0x3c is none of those that such a file needs"),
        (b"\x80\x02.", "byte 3: this does not follow from what came before"),
        (b"\x80\x02h\x07.", "byte 4: this does not follow from what came before"),
        (b"\x80\x02e.", "byte 3: this does not follow from what came before"),
        (b"\x80\x02q\x00.", "byte 4: this does not follow from what came before"),
        (b"\x80\x02NNa.", "byte 5: a NoneType is used as a list"),
        (b"\x80\x02NNNs.", "byte 6: a NoneType is used as a dict"),
        (b"\x80\x02}]Ns.", "byte 6: a key is no short text"),
        (b"\x80\x02}(Nu.", "byte 6: this does not follow from what came before"),
        (b"\x80\x02N)R.", "byte 5: what is called is no function"),
        (b"\x80\x02NNb.", "byte 5: a NoneType is used as a Call"),
        (b"\x80\x04NN\x93.", "byte 5: it asks for NoneType.NoneType, not for an array"),
        (b"\x80\x04X\x01\x00\x00\x00\xff.", "byte 8: this does not follow from what came before"),
        (b"\x80\x02c_codecs\nencode\n)R.", "byte 20: it encodes what is no text in Latin-1"),
        (b"\x80\x02T\x09\x00\x00\x00abc", "byte 7: it is cut short: 9 bytes should follow, 3 do"),
    ],
)
def test_what_is_no_such_pickle_is_told_with_its_place(content, problem):
    assert refusal(content) == problem


@pytest.mark.parametrize("content", [GOOD, *(pickle.dumps(BATCH, p) for p in (2, 3, 4, 5))])
def test_wherever_a_file_is_cut_it_is_refused(content):
    for end in range(0, len(content), 97):
        with pytest.raises(DataError):
            from_pickle(content[:end], "t")


@given(st.data(), st.sampled_from([GOOD, *(pickle.dumps(BATCH, p) for p in (2, 3, 4, 5))]))
def test_damaged_bytes_are_refused_or_still_images(data, content):
    damaged = bytearray(content)
    # Most of a file is pixels, which may be anything: what is around them is damaged.
    around = [*range(120), *range(len(content) - 250, len(content))]
    for place in data.draw(st.lists(st.sampled_from(around), min_size=1, max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        batch = from_pickle(bytes(damaged), "t")
    except DataError:
        return
    assert (batch.x.shape, batch.x.dtype) == ((len(batch.y), 3072), np.uint8)
    assert ((batch.y >= 0) & (batch.y < 10)).all()


OPCODES = bytes(sorted(b"KMJUTCBXN]}()aesutqrhjcRb." + bytes([*range(0x80, 0x97)])))


@given(st.lists(st.sampled_from(OPCODES) | st.integers(0, 3), max_size=60).map(bytes))
def test_opcodes_in_any_order_do_no_harm(content):
    with contextlib.suppress(DataError):
        load(b"\x80\x02" + content, "t")

"""save and load: what comes back, who else can read it, and what is refused."""

import json
import os
import struct
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd_cli as ag

DTYPES = ["float32", "float64", "bool"]
DTYPES += [f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tensors.safetensors"


def _round_trip(path, tensors):
    ag.save(path, tensors)
    return ag.load(path)


def _write(path, dtype, size):
    """A safetensors file with one tensor, made by hand."""
    tensor = {"dtype": dtype, "shape": [1], "data_offsets": [0, size]}
    header = json.dumps({"x": tensor}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(size))


class TestRoundTrip:
    @pytest.mark.parametrize("dtype", DTYPES)
    def test_dtypes_and_values_are_kept(self, path, dtype):
        array = np.array([[0, 1, 1], [1, 0, 1]]).astype(dtype)
        for value in (array, ag.Tensor(array, dtype=dtype)):
            found = _round_trip(path, {"t": value})["t"]
            assert isinstance(found, ag.Tensor)
            assert found.dtype == dtype
            np.testing.assert_array_equal(found.data, array)

    @given(
        hnp.arrays(
            st.sampled_from([np.float32, np.float64, np.int16, np.bool_]),
            hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3),
        )
    )
    def test_every_bit_and_every_shape(self, tmp_path_factory, array):
        path = tmp_path_factory.mktemp("storage") / "t"
        found = _round_trip(path, {"t": array})["t"]
        assert found.shape == array.shape
        assert found.data.tobytes() == array.tobytes(), "NaNs and negative zeros too"

    @pytest.mark.parametrize(
        "array",
        [
            np.arange(6.0).reshape(2, 3).T,
            np.arange(10.0)[::-2],
            np.asfortranarray(np.arange(6.0).reshape(2, 3)),
            np.broadcast_to(np.arange(3.0), (2, 3)),
            np.arange(24.0).reshape(2, 3, 4)[:, 1],
        ],
    )
    def test_arrays_whose_memory_lies_otherwise(self, path, array):
        np.testing.assert_array_equal(_round_trip(path, {"t": array})["t"].data, array)

    @pytest.mark.parametrize("dtype", [">f4", ">f8", ">i4"])
    def test_arrays_of_the_other_byte_order(self, path, dtype):
        found = _round_trip(path, {"t": np.arange(3, dtype=dtype)})["t"]
        assert found.dtype == np.dtype(dtype).newbyteorder("=")
        assert found.tolist() == [0, 1, 2]

    def test_numbers_and_lists_are_stored_as_tensors_of_them(self, path):
        found = _round_trip(path, {"number": 2, "list": [[1, 2]], "scalar": np.float32(3)})
        assert found["number"].shape == ()
        assert (found["number"].item(), found["list"].tolist()) == (2.0, [[1.0, 2.0]])
        assert found["scalar"].dtype == np.float32

    @pytest.mark.parametrize(
        "names",
        [["0.weight", "0.bias"], ["ünï/日本 語", "\U0001d51e", ""], ['"quoted"\n\\', "a\tb"]],
    )
    def test_names_are_kept(self, path, names):
        found = _round_trip(path, {name: float(i) for i, name in enumerate(names)})
        assert {name: t.item() for name, t in found.items()} == dict(
            zip(names, range(len(names)), strict=True)
        )

    def test_no_tensors_at_all(self, path):
        assert _round_trip(path, {}) == {}

    def test_values_of_a_graph_are_stored_without_it(self, path):
        leaf = ag.Tensor([1.0, 2.0], requires_grad=True)
        found = _round_trip(path, {"leaf": leaf, "result": leaf * 2})
        assert found["result"].tolist() == [2.0, 4.0]
        assert not any(t.requires_grad for t in found.values())

    def test_what_is_loaded_has_memory_of_its_own(self, path):
        first = _round_trip(path, {"t": np.ones(2)})["t"]
        first.data[0] = 7.0
        first.requires_grad_()
        assert ag.load(path)["t"].tolist() == [1.0, 1.0]

    def test_paths_may_be_text_in_any_script(self, tmp_path):
        name = str(tmp_path / "données 模型.st")
        assert _round_trip(name, {"t": 1.0})["t"].item() == 1.0

    def test_pytorch_reads_it_and_it_reads_pytorch(self, path):
        torch_files = pytest.importorskip("safetensors.torch", exc_type=ImportError)
        arrays = {"w": np.arange(6.0).reshape(2, 3).T, "i": np.array([1, 2]), "n": np.float32(3)}
        ag.save(path, arrays)
        found = torch_files.load_file(path)
        for name, array in arrays.items():
            np.testing.assert_array_equal(found[name].numpy(), array)
        torch_files.save_file(found, path)
        for name, tensor in ag.load(path).items():
            np.testing.assert_array_equal(tensor.data, arrays[name])
            assert tensor.dtype == arrays[name].dtype


class TestSaveRefuses:
    @pytest.fixture
    def old(self, path):
        ag.save(path, {"old": 1.0})
        return path

    def _is_as_it_was(self, path):
        assert list(ag.load(path)) == ["old"]
        assert [p.name for p in path.parent.iterdir()] == [path.name], "nothing is left behind"

    @pytest.mark.parametrize("name", [1, None, ("a", "b"), b"bytes"])
    def test_names_that_are_no_strings(self, old, name):
        with pytest.raises(TypeError, match="saved under a string, not under"):
            ag.save(old, {"good": 1.0, name: 2.0})
        self._is_as_it_was(old)

    @pytest.mark.parametrize("value", ["text", 1j, None, [1.0, "a"], object()])
    def test_what_is_not_made_of_real_numbers(self, old, value):
        with pytest.raises(TypeError, match="a tensor holds real numbers"):
            ag.save(old, {"t": value})
        self._is_as_it_was(old)

    def test_the_name_that_the_format_keeps_for_itself(self, old):
        with pytest.raises((ValueError, TypeError), match="__metadata__"):
            ag.save(old, {"__metadata__": 1.0})
        self._is_as_it_was(old)

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            ag.save(tmp_path / "none" / "t", {"t": 1.0})

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
    def test_a_folder_that_is_read_only(self, old):
        old.parent.chmod(0o500)
        try:
            with pytest.raises(PermissionError):
                ag.save(old, {"t": 1.0})
        finally:
            old.parent.chmod(0o700)
        self._is_as_it_was(old)

    def test_when_the_disk_is_full(self, old, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            ag.save(old, {"t": 1.0})
        self._is_as_it_was(old)


class TestLoadRefuses:
    def test_a_file_that_is_not_there(self, path):
        with pytest.raises(FileNotFoundError, match=r"tensors\.safetensors"):
            ag.load(path)

    @pytest.mark.parametrize(
        "content", [b"", b"short", b"\x80\x04K\x01.", b"\xff" * 100, bytes(8) + b"{}"]
    )
    def test_a_file_that_is_something_else(self, path, content):
        path.write_bytes(content)
        with pytest.raises(ag.StorageError, match=r"tensors\.safetensors holds no tensors: "):
            ag.load(path)

    def test_a_file_that_is_cut_off_anywhere(self, path):
        ag.save(path, {"t": np.ones(20)})
        content = path.read_bytes()
        for size in range(len(content)):
            path.write_bytes(content[:size])
            with pytest.raises(ag.StorageError):
                ag.load(path)

    @pytest.mark.parametrize(("dtype", "size"), [("F16", 2), ("BF16", 2), ("F8_E4M3", 1)])
    def test_dtypes_that_tensors_have_not(self, path, dtype, size):
        _write(path, dtype, size)
        with pytest.raises(ag.StorageError, match=r"tensors\.safetensors holds no tensors"):
            ag.load(path)

    def test_a_folder(self, tmp_path):
        with pytest.raises(ag.StorageError):
            ag.load(tmp_path)


def test_readers_find_the_old_file_or_the_new_one(path):
    ag.save(path, {"t": np.zeros(1000)})

    def write():
        for number in range(30):
            ag.save(path, {"t": np.full(1000, float(number))})

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        values = ag.load(path)["t"].data
        assert (values == values[0]).all()
    writer.join()

"""Weights go out and in by name, whatever holds them, and nothing goes in that does not fit."""

import numpy as np
import pytest
import safetensors.numpy
from networks import Net, sequential

import autograd_cli as ag
from autograd_cli.nn import Linear

rng = np.random.default_rng(0)


# What PyTorch's state_dict of the same network has.
OF_NET = {
    "conv1.weight": (6, 3, 5, 5),
    "conv1.bias": (6,),
    "conv2.weight": (16, 6, 5, 5),
    "conv2.bias": (16,),
    "fc1.weight": (120, 400),
    "fc1.bias": (120,),
    "fc2.weight": (84, 120),
    "fc2.bias": (84,),
    "fc3.weight": (10, 84),
    "fc3.bias": (10,),
}
OF_SEQUENTIAL = {
    "0.weight": (4, 1, 3, 3),
    "0.bias": (4,),
    "3.weight": (3, 64),
    "3.bias": (3,),
}
networks = pytest.mark.parametrize(
    ("make", "shapes"), [(Net, OF_NET), (sequential, OF_SEQUENTIAL)], ids=["net", "sequential"]
)


@networks
def test_names_and_shapes_are_those_of_pytorch(make, shapes):
    assert {name: array.shape for name, array in make(rng).state_dict().items()} == shapes


@networks
def test_a_file_with_the_names_of_pytorch_fills_a_network(make, shapes, tmp_path):
    arrays = {n: rng.normal(size=s).astype(np.float32) for n, s in shapes.items()}
    safetensors.numpy.save_file(arrays, tmp_path / "weights.safetensors")
    model = make(rng)
    model.load_state_dict(ag.load(tmp_path / "weights.safetensors"))
    for name, array in model.state_dict().items():
        assert array.dtype == np.float64, "the model's own"
        np.testing.assert_array_equal(array, arrays[name])
    ag.save(tmp_path / "back.safetensors", model.astype("float32").state_dict())
    back = safetensors.numpy.load_file(tmp_path / "back.safetensors")
    assert back.keys() == arrays.keys()
    for name, array in arrays.items():
        assert back[name].dtype == np.float32
        np.testing.assert_array_equal(back[name], array)


def test_weights_go_out_and_in_by_value():
    source, target = sequential(rng), sequential(rng)
    target.load_state_dict(source.state_dict())
    before = source[0].bias.data.copy()
    source[0].bias.data += 1
    np.testing.assert_array_equal(target[0].bias.data, before)


@pytest.mark.parametrize("kind", ["arrays", "tensors", "parameters", "lists"])
def test_weights_may_be_arrays_tensors_and_lists(kind):
    source = sequential(rng)
    given = {
        "arrays": source.state_dict(),
        "tensors": {name: ag.Tensor(array) for name, array in source.state_dict().items()},
        "parameters": source.parameters(),
        "lists": {name: array.tolist() for name, array in source.state_dict().items()},
    }[kind]
    target = sequential(rng)
    target.load_state_dict(given)
    for name, array in target.state_dict().items():
        np.testing.assert_array_equal(array, source.state_dict()[name])


@pytest.mark.parametrize("given", [np.float16, np.float32, np.float64, np.int64, bool])
@pytest.mark.parametrize("own", [np.float32, np.float64])
def test_weights_of_another_real_dtype_are_converted(own, given):
    model = Linear(2, 1, rng=rng).astype(own)
    state = {"weight": np.array([[0, 1]], given), "bias": np.array([1], given)}
    model.load_state_dict(state)
    assert model.weight.dtype == own
    assert model.weight.tolist() == [[0.0, 1.0]]


HINT = "Build the model with the settings that the weights were saved with."


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda s: s.pop("weight"), "weight is missing"),
        (lambda s: s.update(more=np.ones(1)), "more is unknown"),
        (
            lambda s: s.update(weight=np.ones((3, 2))),
            "weight is of shape (2, 3), given (3, 2)",
        ),
        (
            lambda s: s.update(bias=np.ones(2, complex)),
            "bias is of float64, given complex128",
        ),
        (lambda s: s.update(bias=["a", "b"]), "bias is of float64, given <U1"),
        (
            lambda s: (s.pop("bias"), s.update({f"n{i}": 1.0 for i in range(9)})),
            "bias is missing; n0 is unknown; n1 is unknown; n2 is unknown; n3 is unknown; "
            "n4 is unknown; n5 is unknown; n6 is unknown; and 2 more",
        ),
    ],
    ids=["missing", "unknown", "shape", "complex", "text", "many"],
)
def test_weights_that_do_not_fit_change_nothing(change, wrong):
    model = Linear(3, 2, rng=rng)
    before = {name: array.copy() for name, array in model.state_dict().items()}
    state = {name: array + 5 for name, array in before.items()}
    change(state)
    with pytest.raises(ag.ShapeError) as caught:
        model.load_state_dict(state)
    assert str(caught.value) == f"these weights do not fit Linear: {wrong}\n{HINT}"
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, before[name])

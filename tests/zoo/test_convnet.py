"""The convolutional network: its layers and their names, from settings; images elsewhere."""

import numpy as np
import pytest
from layer_settings import avg_pool, build, conv, dense, dropout, max_pool

import autograd_cli as ag
from autograd_cli import zoo
from autograd_cli.config import schema
from autograd_cli.nn import Dropout, kaiming_normal, xavier_uniform
from autograd_cli.seeds import Seeds

images = np.random.default_rng(0).normal(size=(5, 2, 8, 8))


def test_by_default_it_is_the_network_of_the_tutorial():
    model = zoo.build(schema.ConvNet(name="convnet"), (3, 32, 32), 10, Seeds(0))
    assert {name: array.shape for name, array in model.state_dict().items()} == {
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
    x = np.random.default_rng(0).normal(size=(2, 3, 32, 32))
    w = model.state_dict()
    y = x
    for name in ("conv1", "conv2"):
        y = ag.relu(ag.conv2d(y, w[f"{name}.weight"], w[f"{name}.bias"]))
        y = ag.max_pool2d(y, 2)
    y = ag.flatten(y)
    for name in ("fc1", "fc2"):
        y = ag.relu(ag.linear(y, w[f"{name}.weight"], w[f"{name}.bias"]))
    y = ag.linear(y, w["fc3.weight"], w["fc3.bias"])
    np.testing.assert_array_equal(model(x).data, y.data)


def test_layers_have_the_settings_asked_for():
    model = build(
        conv(6, kernel_size=2, stride=2, padding=1, groups=2),
        avg_pool(kernel_size=3, stride=1, padding=1),
        conv(4, dilation=2),
        max_pool(kernel_size=1, stride=2),
        dropout(0.25),
        dense(7),
        activation="tanh",
    )
    assert repr(model) == (
        "ConvNet(\n"
        "  (conv1): Conv2d(2, 6, kernel_size=(2, 2), stride=(2, 2), padding=(1, 1), groups=2)\n"
        "  (tanh1): Tanh()\n"
        "  (pool1): AvgPool2d(kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
        "  (conv2): Conv2d(6, 4, kernel_size=(3, 3), stride=(1, 1), dilation=(2, 2))\n"
        "  (tanh2): Tanh()\n"
        "  (pool2): MaxPool2d(kernel_size=(1, 1), stride=(2, 2), padding=(0, 0), "
        "dilation=(1, 1))\n"
        "  (dropout1): Dropout(p=0.25)\n"
        "  (flatten1): Flatten(start_dim=1, end_dim=-1)\n"
        "  (fc1): Linear(in_features=4, out_features=7, bias=True)\n"
        "  (tanh3): Tanh()\n"
        "  (fc2): Linear(in_features=7, out_features=3, bias=True)\n"
        ")"
    )
    assert model.eval()(images).shape == (5, 3)


@pytest.mark.parametrize(
    ("activation", "formula"),
    [
        ("relu", lambda z: np.maximum(z, 0)),
        ("sigmoid", lambda z: 1 / (1 + np.exp(-z))),
        ("tanh", np.tanh),
    ],
)
def test_the_activation_follows_all_but_pools_and_the_output(activation, formula):
    model = build(conv(4), max_pool(), dense(6), activation=activation)
    w = model.state_dict()
    hidden = formula(ag.conv2d(images, w["conv1.weight"], w["conv1.bias"]).data)
    hidden = ag.max_pool2d(hidden, 2).data.reshape(5, -1)
    hidden = formula(hidden @ w["fc1.weight"].T + w["fc1.bias"])
    expected = hidden @ w["fc2.weight"].T + w["fc2.bias"]
    np.testing.assert_allclose(model(images).data, expected, rtol=1e-12)


@pytest.mark.parametrize(
    "layers",
    [[], [conv()], [dense()], [conv(), dense(), dropout(), dense()], [dropout(), max_pool()]],
    ids=lambda layers: " ".join(layer.name for layer in layers) or "none",
)
@pytest.mark.parametrize("outputs", [1, 4])
def test_outputs_are_flat_if_there_is_one(layers, outputs):
    model = build(*layers, outputs=outputs).eval()
    assert model(images).shape == ((5,) if outputs == 1 else (5, 4))
    last = max(name for name in model.parameters() if name.startswith("fc"))
    assert model.parameters()[last].shape[0] == outputs


@pytest.mark.parametrize(
    ("init", "initializer"),
    [("kaiming_normal", kaiming_normal), ("xavier_uniform", xavier_uniform)],
)
def test_weights_start_as_asked_for_with_biases_at_0(init, initializer):
    weights = build(conv(4), dense(6), init=init).state_dict()
    rng = Seeds(0).stream("init")
    for name, array in weights.items():
        expected = np.zeros(array.shape) if "bias" in name else initializer(rng, array.shape)
        np.testing.assert_array_equal(array, expected)


def test_by_default_weights_and_biases_start_as_in_pytorch():
    model = build(conv(4), dense(6))
    rng = Seeds(0).stream("init")
    for name, fan_in in (("conv1", 18), ("fc1", 144), ("fc2", 6)):
        for kind in ("weight", "bias"):
            array = model.state_dict()[f"{name}.{kind}"]
            bound = 1 / np.sqrt(fan_in)
            np.testing.assert_array_equal(array, rng.uniform(-bound, bound, array.shape))


def test_the_dtype_is_that_asked_for():
    settings = schema.ConvNet(name="convnet", layers=[conv(), max_pool(), dense()])
    model = zoo.build(settings, (2, 8, 8), 3, Seeds(0), dtype="float32")
    assert {array.dtype for array in model.state_dict().values()} == {np.dtype(np.float32)}
    assert model(images.astype(np.float32)).dtype == np.float32


def test_dropout_draws_from_the_generator_given():
    model = build(conv(4), dropout(0.5), dense(6), dropout(0.5))
    assert sum(isinstance(module, Dropout) for module in model.modules()) == 2
    model.use_rng(np.random.default_rng(1))
    first = model(images).data
    model.use_rng(np.random.default_rng(1))
    np.testing.assert_array_equal(model(images).data, first)
    assert not np.array_equal(model(images).data, first)
    np.testing.assert_array_equal(model.eval()(images).data, model(images).data)


MODELS = [
    (schema.LogisticRegression(name="logistic_regression"), 1),
    (schema.LeastSquares(name="least_squares", bias=True), 1),
    (schema.MLP(name="mlp", hidden=[4]), 3),
]


@pytest.mark.parametrize(("settings", "outputs"), MODELS)
def test_models_of_features_take_images_as_their_numbers(settings, outputs):
    model = zoo.build(settings, (2, 8, 8), outputs, Seeds(0))
    for array in model.state_dict().values():
        array[...] = np.random.default_rng(0).normal(size=array.shape)
    rows = images.reshape(5, -1)
    np.testing.assert_array_equal(model(images).data, model(rows).data)
    np.testing.assert_array_equal(model(ag.Tensor(images)).data, model(rows).data)
    of_rows = zoo.build(settings, (128,), outputs, Seeds(0)).state_dict()
    assert {n: a.shape for n, a in of_rows.items()} == {
        n: a.shape for n, a in model.state_dict().items()
    }


def test_predictions_of_logistic_regression_are_of_images_too():
    model = zoo.build(MODELS[0][0], (2, 8, 8), 1, Seeds(0))
    np.testing.assert_array_equal(model.predict(images), model.predict(images.reshape(5, -1)))

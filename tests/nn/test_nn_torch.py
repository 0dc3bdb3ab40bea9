"""Weights of PyTorch work here and ours there: the same outputs, through a safetensors file."""

import re
from pathlib import Path

import numpy as np
import pytest
from networks import Net, sequential

import autograd_cli as ag
from autograd_cli import nn, zoo
from autograd_cli.config import schema
from autograd_cli.seeds import Seeds

torch = pytest.importorskip("torch")
files = pytest.importorskip("safetensors.torch", exc_type=ImportError)


def _torch_net():
    layers = torch.nn

    class Net(layers.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = layers.Conv2d(3, 6, 5)
            self.pool = layers.MaxPool2d(2, 2)
            self.conv2 = layers.Conv2d(6, 16, 5)
            self.fc1 = layers.Linear(16 * 5 * 5, 120)
            self.fc2 = layers.Linear(120, 84)
            self.fc3 = layers.Linear(84, 10)

        def forward(self, x):
            x = self.pool(torch.relu(self.conv1(x)))
            x = self.pool(torch.relu(self.conv2(x)))
            x = torch.relu(self.fc1(torch.flatten(x, 1)))
            return self.fc3(torch.relu(self.fc2(x)))

    return Net()


def _torch_sequential():
    layers = torch.nn
    return layers.Sequential(
        layers.Conv2d(1, 4, 3, stride=2, padding=1),
        layers.ReLU(),
        layers.Flatten(),
        layers.Linear(64, 3),
    )


def _torch_variety():
    layers = torch.nn
    return layers.Sequential(
        layers.Conv2d(4, 6, (2, 3), stride=(1, 2), padding=(1, 0), groups=2, bias=False),
        layers.Tanh(),
        layers.AvgPool2d(3, 2, padding=1),
        layers.Conv2d(6, 3, 2, dilation=2),
        layers.Sigmoid(),
        layers.MaxPool2d(2, stride=1, dilation=2),
        layers.Dropout(0.3),
        layers.Flatten(),
        layers.Linear(3, 5, bias=False),
    )


def _variety(rng):
    return nn.Sequential(
        nn.Conv2d(4, 6, (2, 3), stride=(1, 2), padding=(1, 0), groups=2, bias=False, rng=rng),
        nn.Tanh(),
        nn.AvgPool2d(3, 2, padding=1),
        nn.Conv2d(6, 3, 2, dilation=2, rng=rng),
        nn.Sigmoid(),
        nn.MaxPool2d(2, stride=1, dilation=2),
        nn.Dropout(0.3),
        nn.Flatten(),
        nn.Linear(3, 5, bias=False, rng=rng),
    )


def _zoo(_):
    return zoo.build(schema.ConvNet(name="convnet"), (3, 32, 32), 10, Seeds(0))


cases = pytest.mark.parametrize(
    ("make", "make_torch", "shape"),
    [
        (Net, _torch_net, (3, 32, 32)),
        (_zoo, _torch_net, (3, 32, 32)),
        (sequential, _torch_sequential, (1, 8, 8)),
        (_variety, _torch_variety, (4, 9, 19)),
    ],
    ids=["tutorial", "zoo", "sequential", "variety"],
)


def _same_outputs(ours, theirs, shape, dtype):
    x = np.random.default_rng(1).normal(size=(4, *shape)).astype(dtype)
    with torch.no_grad():
        expected = theirs.eval()(torch.from_numpy(x)).numpy()
    y = ours.eval()(x)
    assert y.dtype == expected.dtype == dtype
    np.testing.assert_allclose(y.data, expected, rtol=0, atol=1e-6 if dtype == "float32" else 1e-12)


@cases
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_state_dict_saved_by_pytorch_loads_here(make, make_torch, shape, dtype, tmp_path):
    torch.manual_seed(0)
    theirs = make_torch().to(getattr(torch, dtype))
    files.save_file(theirs.state_dict(), tmp_path / "net.safetensors")
    ours = make(np.random.default_rng(0)).astype(dtype)
    ours.load_state_dict(ag.load(tmp_path / "net.safetensors"))
    _same_outputs(ours, theirs, shape, dtype)


@cases
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_state_dict_saved_here_loads_in_pytorch(make, make_torch, shape, dtype, tmp_path):
    ours = make(np.random.default_rng(0)).astype(dtype)
    ag.save(tmp_path / "net.safetensors", ours.state_dict())
    theirs = make_torch().to(getattr(torch, dtype))
    theirs.load_state_dict(files.load_file(tmp_path / "net.safetensors"))
    _same_outputs(ours, theirs, shape, dtype)


@cases
def test_tensors_of_pytorch_are_taken_as_they_are(make, make_torch, shape):
    torch.manual_seed(0)
    theirs = make_torch()
    ours = make(np.random.default_rng(0)).astype("float32")
    ours.load_state_dict(theirs.state_dict())
    _same_outputs(ours, theirs, shape, "float32")


def test_the_example_of_the_documents_runs(tmp_path, monkeypatch):
    page = Path(__file__).parents[2] / "docs" / "engine.md"
    (example,) = re.findall(r"^```py\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    rng = np.random.default_rng(0)
    layers = [nn.Conv2d(1, 8, 3, rng=rng), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    model = nn.Sequential(*layers, nn.Linear(72, 10, rng=rng))
    before = {name: array.copy() for name, array in model.state_dict().items()}
    monkeypatch.chdir(tmp_path)
    ag.save("digits.safetensors", before)
    scope = {"ag": ag, "model": model}
    exec(compile(example, page, "exec"), scope)
    _same_outputs(model.astype("float32"), scope["net"], (1, 8, 8), "float32")
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, before[name].astype(np.float32))


@pytest.mark.parametrize("shape", [(3, 5), (1, 1), (6, 3, 5, 4), (4, 1, 1, 7)])
def test_fans_are_counted_as_pytorch_does(shape):
    assert nn.fans(shape) == torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))


@pytest.mark.parametrize("name", ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu"])
def test_gains_are_those_of_pytorch(name):
    assert nn.gain(name) == torch.nn.init.calculate_gain(name)
    if name == "leaky_relu":
        assert nn.gain(name, 0.3) == torch.nn.init.calculate_gain(name, 0.3)


@pytest.mark.parametrize("shape", [(300, 200), (40, 30, 5, 7)])
@pytest.mark.parametrize(
    ("ours", "theirs", "settings"),
    [
        ("kaiming_normal", "kaiming_normal_", {}),
        ("kaiming_normal", "kaiming_normal_", {"mode": "fan_out"}),
        ("kaiming_uniform", "kaiming_uniform_", {}),
        ("kaiming_uniform", "kaiming_uniform_", {"mode": "fan_out"}),
        ("xavier_normal", "xavier_normal_", {"gain": 5 / 3}),
        ("xavier_uniform", "xavier_uniform_", {"gain": 5 / 3}),
    ],
)
def test_starting_weights_spread_as_those_of_pytorch(ours, theirs, settings, shape):
    torch.manual_seed(0)
    expected = getattr(torch.nn.init, theirs)(torch.empty(shape, dtype=torch.float64), **settings)
    if "kaiming" in ours:
        expected = getattr(torch.nn.init, theirs)(expected, nonlinearity="relu", **settings)
    found = getattr(nn, ours)(np.random.default_rng(0), shape, **settings)
    assert found.std() == pytest.approx(expected.std().item(), rel=0.01)
    if "uniform" in ours:
        assert np.abs(found).max() == pytest.approx(expected.abs().max().item(), rel=1e-3)


@pytest.mark.parametrize("kind", ["weight", "bias"])
def test_layers_start_as_those_of_pytorch(kind):
    rng = np.random.default_rng(0)
    torch.manual_seed(0)
    pairs = [
        (nn.Linear(300, 2000, rng=rng), torch.nn.Linear(300, 2000)),
        (nn.Conv2d(8, 2000, (3, 5), groups=4, rng=rng), torch.nn.Conv2d(8, 2000, (3, 5), groups=4)),
    ]
    for ours, theirs in pairs:
        found, expected = getattr(ours, kind).data, getattr(theirs, kind).detach().numpy()
        assert found.std() == pytest.approx(expected.std(), rel=0.04)
        assert np.abs(found).max() == pytest.approx(np.abs(expected).max(), rel=0.01)


def test_layers_are_shown_as_pytorch_does():
    rng = np.random.default_rng(0)
    for ours, theirs in [
        (nn.Linear(3, 2, bias=False, rng=rng), torch.nn.Linear(3, 2, bias=False)),
        (
            nn.Conv2d(4, 6, 3, stride=2, padding=(1, 0), dilation=2, groups=2, bias=False, rng=rng),
            torch.nn.Conv2d(4, 6, 3, 2, (1, 0), 2, 2, bias=False),
        ),
        (nn.Sequential(nn.ReLU(), nn.Flatten()), torch.nn.Sequential(*_relu_and_flatten())),
    ]:
        assert repr(ours) == repr(theirs)


def _relu_and_flatten():
    return torch.nn.ReLU(), torch.nn.Flatten()

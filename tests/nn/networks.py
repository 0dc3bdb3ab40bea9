"""Networks that tests of PyTorch's names share."""

import autograd_cli as ag
from autograd_cli.nn import Conv2d, Flatten, Linear, MaxPool2d, Module, ReLU, Sequential


class Net(Module):
    """The network of PyTorch's tutorial on CIFAR-10."""

    def __init__(self, rng):
        self.conv1 = Conv2d(3, 6, 5, rng=rng)
        self.pool = MaxPool2d(2, 2)
        self.conv2 = Conv2d(6, 16, 5, rng=rng)
        self.fc1 = Linear(16 * 5 * 5, 120, rng=rng)
        self.fc2 = Linear(120, 84, rng=rng)
        self.fc3 = Linear(84, 10, rng=rng)

    def forward(self, x):
        x = self.pool(ag.relu(self.conv1(x)))
        x = self.pool(ag.relu(self.conv2(x)))
        x = ag.flatten(x, 1)
        x = ag.relu(self.fc1(x))
        x = ag.relu(self.fc2(x))
        return self.fc3(x)


def sequential(rng):
    return Sequential(
        Conv2d(1, 4, 3, stride=2, padding=1, rng=rng),
        ReLU(),
        Flatten(),
        Linear(64, 3, rng=rng),
    )

"""What one would write in PyTorch instead of `autograd train configs/iris_logreg.yaml`.

Logistic regression on two species of Iris, a step for every flower, and a picture of the loss:
`python script_torch.py loss.png`.
"""

import sys

import matplotlib
import numpy as np
import torch
from sklearn.datasets import load_iris
from torch.nn.functional import binary_cross_entropy_with_logits

matplotlib.use("Agg")
import matplotlib.pyplot as plt

EPOCHS, LR = 20, 0.01

X, y = load_iris(return_X_y=True)
rows = np.random.default_rng(0).permutation(np.flatnonzero(y != 2))
X, y = torch.tensor(X[rows]), torch.tensor(y[rows], dtype=torch.float64)

w = torch.randn(4, dtype=torch.float64, requires_grad=True)
b = torch.zeros((), dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=LR)
losses = []
for _ in range(EPOCHS):
    total = 0.0
    for i in range(len(X)):
        optimizer.zero_grad()
        loss = binary_cross_entropy_with_logits(X[i] @ w + b, y[i])
        loss.backward()
        optimizer.step()
        total += loss.item()
    losses.append(total / len(X))

plt.plot(losses)
plt.savefig(sys.argv[1])
print(f"accuracy {((X @ w + b > 0) == (y > 0)).double().mean().item()}")

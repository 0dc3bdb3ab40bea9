"""An epoch of logistic regression on a large table: new order, batches, loss and accuracy."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.candidate import Arrays, Run

Array = NDArray[Any]

_STEP = 0.01  # of scikit-learn, which steps after each example


@dataclass(frozen=True)
class Problem:
    """Rows (N, D + 1) to train on and to validate with, whose last column is the class 0 or 1."""

    training: Array
    validation: Array
    batch: int
    lr: float

    def parts(self) -> list[tuple[Array, Array]]:
        """The examples x (N, D), y (N,) of both."""
        return [(p[:, :-1].copy(), p[:, -1].copy()) for p in (self.training, self.validation)]


def scikit_learn(problem: Problem) -> Run:
    """SGDClassifier, given a batch at a time."""
    from sklearn.linear_model import SGDClassifier

    parts = problem.parts()
    (x, y), rng = parts[0], np.random.default_rng(0)
    model = SGDClassifier(
        loss="log_loss", penalty=None, learning_rate="constant", eta0=_STEP, shuffle=False
    )

    def logits(x: Array) -> Array:
        z: Array = model.decision_function(x)
        return z

    def run() -> Arrays:
        order = rng.permutation(len(x))
        for start in range(0, len(x), problem.batch):
            rows = order[start : start + problem.batch]
            model.partial_fit(x.take(rows, axis=0), y.take(rows), classes=[0.0, 1.0])
        return _accuracies(logits, parts)

    return run


def pytorch_loader(problem: Problem) -> Run:
    """As its tutorials do: a DataLoader that shuffles a TensorDataset."""
    from torch.utils.data import DataLoader, TensorDataset

    parts = _tensors(problem)
    loader = DataLoader(TensorDataset(*parts[0]), batch_size=problem.batch, shuffle=True)
    return _pytorch(problem, parts, lambda: loader)


def pytorch_slices(problem: Problem) -> Run:
    """As fast as it goes: a batch is selected from the tensors by one call."""
    import torch

    parts = _tensors(problem)
    x, y = parts[0]

    def batches() -> Iterable[tuple[Any, Any]]:
        for rows in torch.randperm(len(x)).split(problem.batch):
            yield x[rows], y[rows]

    return _pytorch(problem, parts, batches)


def _pytorch(problem: Problem, parts: list[Any], batches: Callable[[], Iterable[Any]]) -> Run:
    import torch

    torch.manual_seed(0)
    model = torch.nn.Linear(problem.training.shape[1] - 1, 1, dtype=torch.float64)
    optimizer = torch.optim.SGD(model.parameters(), lr=problem.lr)
    loss = torch.nn.BCEWithLogitsLoss()

    def logits(x: Any) -> Array:
        with torch.no_grad():
            z: Array = model(x)[:, 0].numpy()
        return z

    def run() -> Arrays:
        for x, y in batches():
            optimizer.zero_grad()
            loss(model(x)[:, 0], y).backward()
            optimizer.step()
        return _accuracies(logits, parts)

    return run


def _tensors(problem: Problem) -> list[Any]:
    import torch

    return [(torch.from_numpy(x), torch.from_numpy(y)) for x, y in problem.parts()]


def _accuracies(logits: Callable[[Any], Array], parts: list[Any]) -> Arrays:
    """Of both parts, (2,); their losses are computed too, as ours are."""
    found = []
    for x, y in parts:
        z, targets = logits(x), np.asarray(y)
        loss = (np.logaddexp(0, z) - targets * z).mean()
        found.append(((z > 0) == targets).mean() if np.isfinite(loss) else np.nan)
    return (np.array(found),)

"""The op table: for every op a call to check, in its domain and away from kinks and ties."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd_cli.engine import Array, Function, GradcheckReport, Tensor, gradcheck
from autograd_cli.ops import (
    activations,
    arithmetic,
    exponential,
    extrema,
    indexing,
    losses,
    products,
    reductions,
    shape,
)


@dataclass(frozen=True)
class OpCheck:
    """An op, `call(*inputs)` that uses it, and inputs by name."""

    op: type[Function]
    call: Callable[..., Tensor]
    inputs: dict[str, Array]
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.op.__name__} ({self.note})" if self.note else self.op.__name__

    def run(self) -> GradcheckReport:
        return gradcheck(
            self.call, list(self.inputs.values()), names=list(self.inputs), raise_exception=False
        )


def op_checks() -> list[OpCheck]:
    """One row or more for every op, in the order of the files."""
    rng = np.random.default_rng(0)

    def normal(*shape: int) -> Array:
        return rng.normal(size=shape)

    def between(low: float, high: float, *shape: int) -> Array:
        return rng.uniform(low, high, size=shape)

    def apart(*shape: int) -> Array:
        """Values at least 0.4 from each other and 0.2 from 0, so that no step meets a tie."""
        n = int(np.prod(shape))
        return (rng.permutation(n) - n // 2 + between(0.3, 0.7, n)).reshape(shape)

    labels = np.array([0, 1, 1, 0], np.float32)  # exact, and does not widen float32
    classes = np.array([2, 0, 1, 2])
    rows: list[tuple[Any, ...]] = [
        (arithmetic.Add, arithmetic.add, {"a": normal(2, 3), "b": normal(3)}, "broadcast"),
        (arithmetic.Sub, arithmetic.subtract, {"a": normal(2, 1), "b": normal(2, 3)}, "broadcast"),
        (arithmetic.Mul, arithmetic.multiply, {"a": normal(2, 3), "b": normal()}, "broadcast"),
        (
            arithmetic.Div,
            arithmetic.divide,
            {"a": normal(3), "b": between(1, 3, 2, 1)},
            "broadcast",
        ),
        (arithmetic.Neg, arithmetic.negative, {"x": normal(2, 3)}),
        (arithmetic.Pow, arithmetic.power, {"a": between(0.5, 2, 2, 3), "b": normal(3)}),
        (arithmetic.Pow, lambda x: x**3, {"a": normal(2, 3)}, "constant exponent"),
        (arithmetic.Pow, lambda x: 2**x, {"b": normal(2, 3)}, "constant base"),
        (exponential.Exp, exponential.exp, {"x": normal(2, 3)}),
        (exponential.Log, exponential.log, {"x": between(0.5, 3, 2, 3)}),
        (exponential.LogAddExp, exponential.logaddexp, {"a": normal(2, 3), "b": normal(3)}),
        (activations.ReLU, activations.relu, {"x": apart(2, 3)}),
        (activations.Sigmoid, activations.sigmoid, {"x": 3 * normal(2, 3)}),
        (extrema.Maximum, extrema.maximum, {"a": apart(2, 3), "b": between(-0.1, 0.1, 3)}),
        (extrema.Max, extrema.max, {"x": apart(2, 3)}, "all"),
        (extrema.Max, lambda x: extrema.max(x, axis=1), {"x": apart(2, 3)}, "axis"),
        (reductions.Sum, reductions.sum, {"x": normal(2, 3)}, "all"),
        (reductions.Sum, lambda x: reductions.sum(x, axis=(0, 2)), {"x": normal(2, 3, 2)}, "axes"),
        (reductions.Mean, reductions.mean, {"x": normal(2, 3)}, "all"),
        (
            reductions.Mean,
            lambda x: reductions.mean(x, axis=-1, keepdims=True),
            {"x": normal(2, 3)},
            "axis",
        ),
        (shape.Reshape, lambda x: shape.reshape(x, (3, 2)), {"x": normal(2, 3)}),
        (shape.Transpose, lambda x: shape.transpose(x, (1, 2, 0)), {"x": normal(2, 3, 2)}),
        (shape.BroadcastTo, lambda x: shape.broadcast_to(x, (4, 2, 3)), {"x": normal(2, 1)}),
        (indexing.GetItem, lambda x: x[1:, ::2], {"x": normal(3, 3)}, "slices"),
        (indexing.GetItem, lambda x: x[[0, 2, 0]], {"x": normal(3, 2)}, "repeated rows"),
        (
            indexing.PutItem,
            lambda x: indexing.PutItem.apply(x, index=np.array([0, 2, 0]), shape=(3, 2)),
            {"x": normal(3, 2)},
        ),
        (products.MatMul, products.matmul, {"a": normal(2, 3), "b": normal(3, 4)}, "matrices"),
        (products.MatMul, products.matmul, {"a": normal(2, 3), "b": normal(3)}, "matrix, vector"),
        (products.MatMul, products.matmul, {"a": normal(3), "b": normal(3, 2)}, "vector, matrix"),
        (products.MatMul, products.matmul, {"a": normal(3), "b": normal(3)}, "vectors"),
        (products.MatMul, products.matmul, {"a": normal(2, 2, 3), "b": normal(3, 2)}, "batch"),
        (products.Linear, products.linear, {"x": normal(4, 3), "w": normal(2, 3), "b": normal(2)}),
        (losses.LogisticLoss, lambda z: losses.logistic_loss(z, labels), {"z": 3 * normal(4)}),
        (
            losses.BernoulliLoss,
            lambda p: losses.BernoulliLoss.apply(p, labels),
            {"p": between(0.1, 0.9, 4)},
        ),
        (
            losses.SoftmaxLoss,
            lambda z: losses.SoftmaxLoss.apply(z, classes),
            {"z": normal(4, 3)},
        ),
        (losses.SquaredError, losses.SquaredError.apply, {"p": normal(4), "t": normal(4)}),
    ]
    return [OpCheck(*row) for row in rows]

"""Gradient checks of whole models: the loss with respect to every parameter."""

from dataclasses import dataclass

import numpy as np

from autograd_cli.config import schema
from autograd_cli.engine import Array, GradcheckReport, Tensor, gradcheck
from autograd_cli.nn import Module
from autograd_cli.seeds import Seeds
from autograd_cli.zoo.build import build, loss
from autograd_cli.zoo.objective import Loss, l2_penalty

_MANY = 1000  # parameters that are moved one by one


@dataclass(frozen=True)
class ModelCheck:
    """A model, a loss and a penalty on its weights, for examples x (N, ...) with targets y (N,)."""

    name: str
    model: Module
    loss: Loss
    x: Array
    y: Array
    l2: float = 0.0

    def run(self) -> GradcheckReport:
        """Each parameter is moved by itself, or if they are many, in a few random directions."""
        parameters = self.model.parameters()
        numbers = sum(tensor.size for tensor in parameters.values())
        return gradcheck(
            lambda *_: self._objective(),  # the parameters are the model's own
            list(parameters.values()),
            names=list(parameters),
            mode="directions" if numbers > _MANY else "elements",
            raise_exception=False,
        )

    def _objective(self) -> Tensor:
        self.model.use_rng(np.random.default_rng(0))  # dropout leaves out the same each time
        value = self.loss(self.model(self.x), self.y)
        return value + l2_penalty(self.model, self.l2)() if self.l2 else value


def _conv(kernel_size: int, **settings: int) -> schema.Conv:
    return schema.Conv(name="conv", channels=2, kernel_size=kernel_size, **settings)


_MAX = schema.MaxPool(name="max_pool")
_OVERLAPPING = schema.AvgPool(name="avg_pool", kernel_size=3, stride=2, padding=1)
_MODELS: tuple[schema.ModelSettings, ...] = (
    schema.LogisticRegression(name="logistic_regression"),
    schema.LogisticRegression(name="logistic_regression", l2=0.1),
    schema.LeastSquares(name="least_squares", bias=True),
    schema.LeastSquares(name="least_squares", bias=True, l2=0.1),
    schema.MLP(name="mlp", hidden=[4, 3], activation="relu"),
    schema.MLP(name="mlp", hidden=[4, 3], activation="sigmoid"),
    schema.MLP(name="mlp", hidden=[4, 3], activation="tanh"),
    schema.MLP(name="mlp", hidden=[4, 3], activation="tanh", l2=0.1),
    schema.MLP(name="mlp", hidden=[4, 3], activation="tanh", dropout=0.3),
    schema.ConvNet(name="convnet", l2=0.1, layers=[_conv(2, padding=1), _MAX, _conv(1)]),
    schema.ConvNet(
        name="convnet",
        activation="sigmoid",
        layers=[_conv(3, stride=2, groups=2), _OVERLAPPING, schema.Dense(name="dense", units=2)],
    ),
    schema.ConvNet(
        name="convnet",
        activation="tanh",
        layers=[_conv(2, dilation=2, padding=1), _OVERLAPPING, schema.Dropout(name="dropout")],
    ),
)
_LOSSES: tuple[schema.LossSettings, ...] = (
    schema.BinaryCrossEntropy(),
    schema.CrossEntropy(),
    schema.MeanSquaredError(),
)


def model_checks() -> list[ModelCheck]:
    """Every model of the zoo with every loss that fits it, on a little random data.

    Those with a penalty on their weights have class weights too.
    """
    return [_check(model, of) for model in _MODELS for of in _LOSSES if of.task in model.tasks]


def _check(model: schema.ModelSettings, of: schema.LossSettings) -> ModelCheck:
    rng = np.random.default_rng(0)
    shape = (2, 4, 4) if isinstance(model, schema.ConvNet) else (3,)
    x = rng.normal(size=(6, *shape))
    targets = {
        "binary": np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0]),
        "multiclass": np.array([0, 1, 2, 0, 1, 2]),
        "regression": rng.normal(size=6),
    }
    outputs = 3 if of.task == "multiclass" else 1
    weights = np.array([0.5, 2.0, 3.0]) if model.l2 and of.task != "regression" else None
    return ModelCheck(
        f"{_name(model)}, {of.name}{'' if weights is None else ' weighted'}",
        build(model, shape, outputs, Seeds(0)),
        loss(of, weights),
        x,
        targets[of.task],
        model.l2,
    )


def _name(model: schema.ModelSettings) -> str:
    words: list[str] = [model.name]
    if isinstance(model, schema.MLP):
        words += [model.activation, *(["dropout"] if model.dropout else [])]
    if isinstance(model, schema.ConvNet):
        words += [model.activation, *dict.fromkeys(layer.name for layer in model.layers)]
    return " ".join([*words, *(["l2"] if model.l2 else [])])

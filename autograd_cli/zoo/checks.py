"""Gradient checks of whole models: the loss with respect to every parameter."""

from dataclasses import dataclass

import numpy as np

from autograd_cli.config import schema
from autograd_cli.engine import Array, GradcheckReport, gradcheck
from autograd_cli.nn import Module
from autograd_cli.seeds import Seeds
from autograd_cli.zoo.build import Loss, build, loss


@dataclass(frozen=True)
class ModelCheck:
    """A model and a loss on examples x (N, D) with targets y (N,)."""

    name: str
    model: Module
    loss: Loss
    x: Array
    y: Array

    def run(self) -> GradcheckReport:
        parameters = self.model.parameters()
        return gradcheck(
            lambda *_: self.loss(self.model(self.x), self.y),  # the parameters are the model's own
            list(parameters.values()),
            names=list(parameters),
            raise_exception=False,
        )


def model_checks() -> list[ModelCheck]:
    """Every model of the zoo with every loss that fits it, on a little random data."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(6, 3))
    targets = {
        "binary": np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0]),
        "multiclass": np.array([0, 1, 2, 0, 1, 2]),
        "regression": rng.normal(size=6),
    }
    losses = {variant.task: variant() for variant in schema.LOSSES}
    models: list[schema.ModelSettings] = [
        schema.LogisticRegression(name="logistic_regression"),
        schema.LeastSquares(name="least_squares", bias=True),
        schema.MLP(name="mlp", hidden=[4, 3], activation="relu"),
        schema.MLP(name="mlp", hidden=[4, 3], activation="sigmoid"),
    ]
    return [
        ModelCheck(
            _name(model, losses[task]),
            build(model, features=3, outputs=3 if task == "multiclass" else 1, seeds=Seeds(0)),
            loss(losses[task]),
            x,
            targets[task],
        )
        for model in models
        for task in sorted(model.tasks)
    ]


def _name(model: schema.ModelSettings, of: schema.LossSettings) -> str:
    activation = f" {model.activation}" if isinstance(model, schema.MLP) else ""
    return f"{model.name}{activation}, {of.name}"

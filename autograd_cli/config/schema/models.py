"""The models that a config may name."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.layers import LAYERS, Conv, Dense, LayerSettings, MaxPool
from autograd_cli.config.schema.picked import Picked
from autograd_cli.config.schema.section import ANY_TASK, Section, Task


class ModelSection(Section):
    """Settings that every model has."""

    tasks: ClassVar[frozenset[Task]]
    needs_images: ClassVar[bool] = False

    l2: float = Field(
        default=0.0,
        ge=0,
        description="penalty l2/2 times the sum of the squared weights, biases left out",
    )


class LogisticRegression(ModelSection):
    """Binary logistic regression: one logit, linear in the features; weights start normal."""

    tasks = frozenset({"binary"})
    name: Literal["logistic_regression"]


class LeastSquares(ModelSection):
    """Linear regression; weights start at zero."""

    tasks = frozenset({"regression"})
    name: Literal["least_squares"]
    bias: bool = Field(default=False, description="also learn a constant term")


class MLP(ModelSection):
    """Fully connected network; its output fits the data: a logit, one per class, or a number."""

    tasks = ANY_TASK
    name: Literal["mlp"]
    hidden: list[Annotated[int, Field(ge=1, le=1_000_000)]] = Field(
        default=[16], max_length=1000, description="width of each hidden layer"
    )
    activation: Literal["relu", "sigmoid", "tanh"] = Field(
        default="relu", description="after each hidden layer"
    )
    dropout: float = Field(
        default=0.0, ge=0, lt=1, description="share of each hidden layer set to 0 in training"
    )


def _lenet() -> list[LayerSettings]:
    """Two convolutions and two dense layers, as LeNet-5 of LeCun et al. (1998) had."""
    return [
        Conv(name="conv", channels=6, kernel_size=5),
        MaxPool(name="max_pool"),
        Conv(name="conv", channels=16, kernel_size=5),
        MaxPool(name="max_pool"),
        Dense(name="dense", units=120),
        Dense(name="dense", units=84),
    ]


class ConvNet(ModelSection):
    """Convolutional network for images; dense layers, if any, come last, and its output fits."""

    tasks = ANY_TASK
    needs_images = True
    name: Literal["convnet"]
    layers: list[Annotated[LayerSettings, Picked(LAYERS)]] = Field(
        default_factory=_lenet,
        max_length=1000,
        description="from the image on; the output layer follows the last",
    )
    activation: Literal["relu", "sigmoid", "tanh"] = Field(
        default="relu", description="after each conv and dense layer"
    )
    init: Literal["pytorch", "kaiming_normal", "xavier_uniform"] = Field(
        default="pytorch", description="how weights start; but for pytorch, biases start at 0"
    )


MODELS: tuple[type[ModelSection], ...] = (LogisticRegression, LeastSquares, MLP, ConvNet)
ModelSettings: TypeAlias = LogisticRegression | LeastSquares | MLP | ConvNet

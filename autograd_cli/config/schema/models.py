"""The models that a config may name."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.section import ANY_TASK, Section, Task


class ModelSection(Section):
    """Settings that every model has."""

    tasks: ClassVar[frozenset[Task]]
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


MODELS: tuple[type[ModelSection], ...] = (LogisticRegression, LeastSquares, MLP)
ModelSettings: TypeAlias = LogisticRegression | LeastSquares | MLP

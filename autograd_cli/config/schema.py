"""What a config may say: one model for each section, one variant for each name.

A variant's docstring and its fields' descriptions are what `autograd list` prints.
"""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Task: TypeAlias = Literal["binary", "multiclass", "regression"]
ANY_TASK: frozenset[Task] = frozenset({"binary", "multiclass", "regression"})


class Section(BaseModel):
    """What all sections share: no unknown key, no conversion between types, no NaN."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    @classmethod
    def key_names(cls) -> list[str]:
        """The keys of this section, the name first."""
        return sorted(cls.model_fields, key=lambda key: key != "name")

    def as_dict(self) -> dict[str, Any]:
        """Plain values, the name first."""
        values = {key: getattr(self, key) for key in self.key_names()}
        return {k: v.as_dict() if isinstance(v, Section) else v for k, v in values.items()}


class DatasetSection(Section):
    """Settings that every dataset has."""

    task: ClassVar[Task]
    validation_fraction: float = Field(
        default=0.2, ge=0, lt=1, description="share of the examples held out for validation"
    )
    standardize: bool = Field(
        default=False, description="scale features to mean 0, deviation 1 of the training part"
    )


class IrisBinary(DatasetSection):
    """Fisher's Iris without virginica: 100 flowers, 4 measurements, 2 species."""

    task: ClassVar[Task] = "binary"
    name: Literal["iris_binary"]


class Iris(DatasetSection):
    """Fisher's Iris: 150 flowers, 4 measurements, 3 species."""

    task: ClassVar[Task] = "multiclass"
    name: Literal["iris"]


class SyntheticRegression(DatasetSection):
    """y = X beta + noise, with beta uniform in [-1, 1]^d and X uniform in [0, 1)^(n x d)."""

    task: ClassVar[Task] = "regression"
    name: Literal["synthetic_regression"]
    n: int = Field(default=10, ge=1, le=100_000_000, description="number of examples")
    d: int = Field(default=2, ge=1, le=100_000, description="number of features")
    noise: float = Field(default=1.0, ge=0, description="standard deviation of the normal noise")
    seed: int = Field(default=0, ge=0, description="seed of the data, apart from the run's seed")


class LogisticRegression(Section):
    """Binary logistic regression: one logit, linear in the features; weights start normal."""

    tasks: ClassVar[frozenset[Task]] = frozenset({"binary"})
    name: Literal["logistic_regression"]


class LeastSquares(Section):
    """Linear regression; weights start at zero."""

    tasks: ClassVar[frozenset[Task]] = frozenset({"regression"})
    name: Literal["least_squares"]
    bias: bool = Field(default=False, description="also learn a constant term")


class MLP(Section):
    """Fully connected network; its output fits the data: a logit, one per class, or a number."""

    tasks: ClassVar[frozenset[Task]] = ANY_TASK
    name: Literal["mlp"]
    hidden: list[Annotated[int, Field(ge=1, le=1_000_000)]] = Field(
        default=[16], max_length=1000, description="width of each hidden layer"
    )
    activation: Literal["relu", "sigmoid"] = Field(
        default="relu", description="relu or sigmoid, after each hidden layer"
    )


class BinaryCrossEntropy(Section):
    """Mean binary cross-entropy, on logits of any size."""

    task: ClassVar[Task] = "binary"
    name: Literal["binary_cross_entropy"] = "binary_cross_entropy"


class CrossEntropy(Section):
    """Mean cross-entropy of the softmax over the classes."""

    task: ClassVar[Task] = "multiclass"
    name: Literal["cross_entropy"] = "cross_entropy"


class MeanSquaredError(Section):
    """Mean of the squared differences."""

    task: ClassVar[Task] = "regression"
    name: Literal["mean_squared_error"] = "mean_squared_error"


class SGD(Section):
    """Stochastic gradient descent: z <- momentum z + gradient, then weights <- weights - lr z."""

    name: Literal["sgd"] = "sgd"
    lr: float = Field(default=0.01, gt=0, description="learning rate")
    momentum: float = Field(default=0.0, ge=0, lt=1, description="share of the last step kept")


class Train(Section):
    """How long to train and on how many examples at a time."""

    epochs: int = Field(
        default=20, ge=1, le=1_000_000_000, description="passes over the training part"
    )
    batch_size: int | None = Field(
        default=1, ge=1, description="examples per step; null for the whole training part"
    )
    shuffle: bool = Field(default=True, description="draw a new order in every epoch")


DatasetSettings: TypeAlias = IrisBinary | Iris | SyntheticRegression
ModelSettings: TypeAlias = LogisticRegression | LeastSquares | MLP
LossSettings: TypeAlias = BinaryCrossEntropy | CrossEntropy | MeanSquaredError
OptimizerSettings: TypeAlias = SGD

DATASETS = (IrisBinary, Iris, SyntheticRegression)
MODELS = (LogisticRegression, LeastSquares, MLP)
LOSSES = (BinaryCrossEntropy, CrossEntropy, MeanSquaredError)
OPTIMIZERS = (SGD,)

# What the name of each section may pick, in the order of `autograd list`.
VARIANTS: dict[str, tuple[type[Section], ...]] = {
    "dataset": DATASETS,
    "model": MODELS,
    "loss": LOSSES,
    "optimizer": OPTIMIZERS,
}


def _default_loss(data: dict[str, Any]) -> LossSettings:
    if "dataset" not in data:  # it was wrong, which is reported; so this is only a placeholder
        return MeanSquaredError()
    return next(loss for loss in LOSSES if loss.task == data["dataset"].task)()


class Settings(Section):
    """A complete config."""

    seed: int = Field(default=0, ge=0, description="every random number of the run comes from it")
    dataset: DatasetSettings = Field(discriminator="name")
    model: ModelSettings = Field(discriminator="name")
    loss: LossSettings = Field(default_factory=_default_loss, discriminator="name")
    optimizer: OptimizerSettings = Field(default_factory=SGD)
    train: Train = Field(default_factory=Train)

    def conflicts(self) -> list[tuple[tuple[str, ...], str]]:
        """Settings that are right alone and wrong together: the key's path and what is wrong."""
        data = self.dataset
        found: list[tuple[tuple[str, ...], str]] = []
        if data.task not in self.model.tasks:
            fitting = [name(model) for model in MODELS if data.task in model.tasks]
            found.append((("model", "name"), _misfit(self.model.name, data, fitting)))
        if data.task != self.loss.task:
            fitting = [name(loss) for loss in LOSSES if loss.task == data.task]
            found.append((("loss", "name"), _misfit(self.loss.name, data, fitting)))
        return found


_DATA: dict[Task, str] = {
    "binary": "which has two classes",
    "multiclass": "which has more than two classes",
    "regression": "whose target is a number",
}


def _misfit(given: str, data: DatasetSettings, fitting: list[str]) -> str:
    choices = ", ".join(fitting)
    return f"{given} does not fit {data.name}, {_DATA[data.task]}; choose from {choices}"


def name(variant: type[Section]) -> str:
    """The name by which a config picks this variant."""
    literal: str = variant.model_fields["name"].annotation.__args__[0]  # type: ignore[union-attr]
    return literal

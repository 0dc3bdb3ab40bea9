"""The datasets that a config may name."""

from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.section import ANY_TASK, Section, Task


class DatasetSection(Section):
    """Settings that every dataset has."""

    # What may be learned of it, whatever the data say.
    tasks: ClassVar[frozenset[Task]] = ANY_TASK

    validation_fraction: float = Field(
        default=0.2, ge=0, lt=1, description="share of the examples held out for validation"
    )
    standardize: bool = Field(
        default=False, description="scale features to mean 0, deviation 1 of the training part"
    )

    @property
    def has_validation(self) -> bool:
        """Whether there is a validation part."""
        return self.validation_fraction > 0

    def known_task(self) -> Task | None:
        """What is to be learned, or None if only the data can tell."""
        raise NotImplementedError


class _Fixed(DatasetSection):
    """A dataset whose task is known before it is read."""

    task: ClassVar[Task]

    def known_task(self) -> Task | None:
        return self.task


class IrisBinary(_Fixed):
    """Fisher's Iris without virginica: 100 flowers, 4 measurements, 2 species."""

    task = "binary"
    name: Literal["iris_binary"]


class Iris(_Fixed):
    """Fisher's Iris: 150 flowers, 4 measurements, 3 species."""

    task = "multiclass"
    name: Literal["iris"]


class Wine(_Fixed):
    """Chemical analyses of 178 Italian wines, 13 measurements, 3 growers."""

    task = "multiclass"
    name: Literal["wine"]


class BreastCancer(_Fixed):
    """Cell nuclei of 569 tumours (Wisconsin), 30 measurements, malignant or benign."""

    task = "binary"
    name: Literal["breast_cancer"]


class Digits(_Fixed):
    """Handwritten digits: 1,797 pictures of 8 x 8 pixels, scaled to 0..1, 10 classes."""

    task = "multiclass"
    name: Literal["digits"]


class Diabetes(_Fixed):
    """Progression of diabetes in 442 patients after a year, 10 measurements."""

    task = "regression"
    name: Literal["diabetes"]


class _Drawn(_Fixed):
    """A dataset that is drawn from a seed of its own."""

    seed: int = Field(default=0, ge=0, description="seed of the data, apart from the run's seed")


class SyntheticRegression(_Drawn):
    """y = X beta + noise, with beta uniform in [-1, 1]^d and X uniform in [0, 1)^(n x d)."""

    task = "regression"
    name: Literal["synthetic_regression"]
    n: int = Field(default=10, ge=1, le=100_000_000, description="number of examples")
    d: int = Field(default=2, ge=1, le=100_000, description="number of features")
    noise: float = Field(default=1.0, ge=0, description="standard deviation of the normal noise")


class _Points(_Drawn):
    """A dataset of few dimensions, to look at."""

    n: int = Field(default=200, ge=2, le=100_000_000, description="number of examples")
    noise: float = Field(default=0.1, ge=0, description="standard deviation of the normal noise")


class Moons(_Points):
    """Two half circles in the plane, one within reach of the other; half of n points each."""

    task = "binary"
    name: Literal["moons"]


class Circles(_Points):
    """Two circles in the plane, one inside the other; half of n points each."""

    task = "binary"
    name: Literal["circles"]
    factor: float = Field(default=0.5, gt=0, lt=1, description="radius of the inner circle")


class Spirals(_Points):
    """Spiral arms in the plane that start at the origin, a class each."""

    name: Literal["spirals"]
    classes: int = Field(default=3, ge=2, le=100, description="number of arms")
    turns: float = Field(default=0.75, gt=0, le=10, description="how often an arm goes round")

    def known_task(self) -> Task | None:
        return "binary" if self.classes == 2 else "multiclass"


class Line(_Points):
    """y = slope x + intercept + noise, with x uniform in [-1, 1)."""

    task = "regression"
    name: Literal["linear"]
    slope: float = Field(default=3.0, description="of the line")
    intercept: float = Field(default=5.0, description="of the line at x = 0")


class Sine(_Points):
    """y = sin(2 pi frequency x) + noise, with x uniform in [-1, 1)."""

    task = "regression"
    name: Literal["sine"]
    frequency: float = Field(default=1.0, gt=0, description="periods in a unit of x")


FIXED: tuple[type[DatasetSection], ...] = (
    IrisBinary,
    Iris,
    Wine,
    BreastCancer,
    Digits,
    Diabetes,
    SyntheticRegression,
    Line,
    Sine,
    Moons,
    Circles,
    Spirals,
)
FixedSettings: TypeAlias = (
    IrisBinary
    | Iris
    | Wine
    | BreastCancer
    | Digits
    | Diabetes
    | SyntheticRegression
    | Line
    | Sine
    | Moons
    | Circles
    | Spirals
)

"""The losses that a config may name."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter, field_validator
from pydantic_core import PydanticCustomError

from autograd_cli.config.schema.section import Section, Task

_Weights: TypeAlias = dict[str, Annotated[float, Field(gt=0)]]
_WEIGHTS: TypeAdapter[_Weights] = TypeAdapter(
    _Weights, config=ConfigDict(strict=True, allow_inf_nan=False, defer_build=True)
)


class LossSection(Section):
    """What every loss is made for."""

    task: ClassVar[Task]


class _OfClasses(LossSection):
    class_weights: Literal["balanced"] | _Weights | None = Field(
        default=None,
        description="what an example counts: a number for each class by name (1 where none is "
        "given), or balanced: in inverse proportion to the examples of its class",
    )

    @field_validator("class_weights", mode="before")
    @classmethod
    def _word_or_weights(cls, given: Any) -> Any:
        """One complaint about a mistake, where the union has one for each alternative."""
        if isinstance(given, dict):
            return _WEIGHTS.validate_python(given)
        if given not in (None, "balanced"):
            what = "input should be balanced, or a number for each class by name"
            raise PydanticCustomError("class_weights", what)
        return given


class BinaryCrossEntropy(_OfClasses):
    """Mean binary cross-entropy, on logits of any size."""

    task = "binary"
    name: Literal["binary_cross_entropy"] = "binary_cross_entropy"


class CrossEntropy(_OfClasses):
    """Mean cross-entropy of the softmax over the classes."""

    task = "multiclass"
    name: Literal["cross_entropy"] = "cross_entropy"


class MeanSquaredError(LossSection):
    """Mean of the squared differences."""

    task = "regression"
    name: Literal["mean_squared_error"] = "mean_squared_error"


LOSSES: tuple[type[LossSection], ...] = (BinaryCrossEntropy, CrossEntropy, MeanSquaredError)
LossSettings: TypeAlias = BinaryCrossEntropy | CrossEntropy | MeanSquaredError

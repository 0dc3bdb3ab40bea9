"""How long to train, what to watch, what to keep."""

from typing import Literal, TypeAlias, get_args

from pydantic import Field

from autograd_cli.config.schema.section import CLASSES, Section, Task


class Train(Section):
    """How long to train and on how many examples at a time."""

    epochs: int = Field(
        default=20, ge=1, le=1_000_000_000, description="passes over the training part"
    )
    batch_size: int | None = Field(
        default=1, ge=1, description="examples per step; null for the whole training part"
    )
    shuffle: bool = Field(default=True, description="draw a new order in every epoch")
    clip_norm: float | None = Field(
        default=None, gt=0, description="the longest that all gradients together may be"
    )
    dtype: Literal["float64", "float32"] = Field(
        default="float64", description="of weights and examples; float32 is faster, less exact"
    )
    monitor: str | None = Field(
        default=None,
        description="what makes weights the best, as val/accuracy; null for the loss, of the "
        "validation part if there is one",
    )
    log_every: int | None = Field(
        default=None,
        ge=1,
        description="tell and keep the loss of each so many steps; null for none",
    )


class EarlyStopping(Section):
    """Stop when train.monitor has not improved for patience epochs."""

    patience: int = Field(default=10, ge=1, description="epochs without improvement to wait for")
    min_delta: float = Field(default=0.0, ge=0, description="the least that is an improvement")


class Checkpoint(Section):
    """When to write the weights, beside the end and as often as costs 1 % of the time."""

    every_steps: int | None = Field(
        default=None, ge=1, description="also after each so many steps; null for no more"
    )
    every_epochs: int | None = Field(
        default=None, ge=1, description="also after each so many epochs; null for no more"
    )


MetricName: TypeAlias = Literal[
    "accuracy",
    "balanced_accuracy",
    "precision",
    "recall",
    "f1",
    "roc_auc",
    "log_loss",
    "mse",
    "rmse",
    "mae",
    "r2",
]
METRICS: tuple[MetricName, ...] = get_args(MetricName)
_LOWER_IS_BETTER = frozenset({"loss", "log_loss", "mse", "rmse", "mae"})
_OF_REGRESSION = frozenset({"mse", "rmse", "mae", "r2"})


def fits(metric: MetricName, task: Task) -> bool:
    """Whether a metric can be computed for the task."""
    return (metric in _OF_REGRESSION) != (task in CLASSES)


def lower_is_better(metric: str) -> bool:
    """Whether a metric, as `loss` or `val/accuracy`, should fall."""
    return metric.rpartition("/")[2] in _LOWER_IS_BETTER

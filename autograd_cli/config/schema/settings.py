"""A complete config, and what its sections must be to each other."""

from typing import Annotated, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.datasets import FIXED, FixedSettings
from autograd_cli.config.schema.losses import LOSSES, LossSettings
from autograd_cli.config.schema.models import MODELS, ModelSettings
from autograd_cli.config.schema.optimizers import (
    OPTIMIZERS,
    SCHEDULES,
    SGD,
    Constant,
    Cosine,
    OptimizerSettings,
    ScheduleSettings,
)
from autograd_cli.config.schema.picked import Picked
from autograd_cli.config.schema.section import CLASSES, Section, Task, name
from autograd_cli.config.schema.tables import TABLES, TableSettings
from autograd_cli.config.schema.training import (
    METRICS,
    Checkpoint,
    EarlyStopping,
    MetricName,
    Train,
    fits,
)

DatasetSettings: TypeAlias = FixedSettings | TableSettings
DATASETS = (*FIXED, *TABLES)

# What the name of each section may pick, in the order of `autograd list`.
VARIANTS: dict[str, tuple[type[Section], ...]] = {
    "dataset": DATASETS,
    "model": MODELS,
    "loss": LOSSES,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
}
# What a section without a name means: `optimizer: {lr: 0.1}` is SGD's.
UNNAMED: dict[str, type[Section]] = {"optimizer": SGD, "schedule": Constant}
# Sections of one variant, which need no name.
SINGLE: dict[str, type[Section]] = {
    "train": Train,
    "early_stopping": EarlyStopping,
    "checkpoint": Checkpoint,
}

_DATA: dict[Task, str] = {
    "binary": "which has two classes",
    "multiclass": "which has more than two classes",
    "regression": "whose target is a number",
}


class Settings(Section):
    """A complete config."""

    seed: int = Field(default=0, ge=0, description="every random number of the run comes from it")
    dataset: Annotated[DatasetSettings, Picked(DATASETS)]
    model: Annotated[ModelSettings, Picked(MODELS)]
    loss: Annotated[LossSettings, Picked(LOSSES)] | None = Field(
        default=None, description="null for the one that fits the data"
    )
    optimizer: Annotated[OptimizerSettings, Picked(OPTIMIZERS, unnamed=SGD)] = Field(
        default_factory=SGD
    )
    schedule: Annotated[ScheduleSettings, Picked(SCHEDULES, unnamed=Constant)] = Field(
        default_factory=Constant
    )
    train: Train = Field(default_factory=Train)
    early_stopping: EarlyStopping | None = Field(
        default=None, description="null to train all epochs"
    )
    checkpoint: Checkpoint = Field(default_factory=Checkpoint)
    metrics: list[MetricName] | None = Field(
        default=None,
        description="beside the loss; null for accuracy where there are classes",
        json_schema_extra={"uniqueItems": True},
    )

    @property
    def objective(self) -> LossSettings:
        """The loss. Raises ValueError before `completed`, where that is left to the data."""
        if self.loss is None:
            raise ValueError("these settings are not completed: the loss depends on the data")
        return self.loss

    @property
    def monitor(self) -> str:
        """The metric that tells the best weights."""
        part = "val" if self.dataset.validation_fraction else "train"
        return self.train.monitor or f"{part}/loss"

    def likely_task(self) -> Task | None:
        """The task that dataset, loss or model leave no choice about, in this order."""
        if (known := self.dataset.known_task()) or self.loss:
            return known or (self.loss.task if self.loss else None)
        return next(iter(self.model.tasks)) if len(self.model.tasks) == 1 else None

    def completed(self, task: Task) -> "Settings":
        """With what was left to the data of this task."""
        changes: dict[str, object] = {}
        if self.loss is None:
            changes["loss"] = next(loss for loss in LOSSES if loss.task == task)()
        if self.metrics is None:
            changes["metrics"] = ["accuracy"] if task in CLASSES else []
        if isinstance(self.schedule, Cosine) and self.schedule.epochs is None:
            changes["schedule"] = self.schedule.model_copy(update={"epochs": self.train.epochs})
        return self.model_copy(update=changes)

    def conflicts(self, task: Task | None) -> list[tuple[tuple[str | int, ...], str]]:
        """Settings that are right alone and wrong together: the key's path and what is wrong.

        Without a task, only what is wrong whatever the data.
        """
        found: list[tuple[tuple[str | int, ...], str]] = []
        if task:
            found += self._misfits(task)
        if self.train.monitor is not None:
            found += self._monitor_conflicts(task)
        if len(set(self.metrics or ())) < len(self.metrics or ()):
            found.append((("metrics",), "a metric stands here twice"))
        sgd = self.optimizer
        if isinstance(sgd, SGD) and sgd.nesterov and not sgd.momentum:
            found.append((("optimizer", "nesterov"), "needs a momentum above 0"))
        lowest, lr = getattr(self.schedule, "min_lr", 0.0), self.optimizer.lr
        if lowest > lr:
            what = f"{lowest} is above optimizer.lr, {lr}: a rate that rises is no {{}} schedule"
            found.append((("schedule", "min_lr"), what.format(self.schedule.name)))
        return found

    def _misfits(self, task: Task) -> list[tuple[tuple[str | int, ...], str]]:
        found: list[tuple[tuple[str | int, ...], str]] = []
        data = f"{self.dataset.name}, {_DATA[task]}"
        if task not in self.model.tasks:
            fitting = [name(model) for model in MODELS if task in model.tasks]
            found.append((("model", "name"), _misfit(self.model.name, data, fitting)))
        if self.loss and task != self.loss.task:
            fitting = [name(loss) for loss in LOSSES if loss.task == task]
            found.append((("loss", "name"), _misfit(self.loss.name, data, fitting)))
        for i, metric in enumerate(self.metrics or ()):
            if not fits(metric, task):
                fitting = [m for m in METRICS if fits(m, task)]
                found.append((("metrics", i), _misfit(metric, data, fitting)))
        return found

    def _monitor_conflicts(self, task: Task | None) -> list[tuple[tuple[str | int, ...], str]]:
        given = self.train.monitor or ""
        default = [] if task == "regression" else ["accuracy"]
        metrics = ["loss", *(default if self.metrics is None else self.metrics)]
        parts = ["train", *(["val"] if self.dataset.validation_fraction else [])]
        choices = [f"{part}/{metric}" for part in parts for metric in metrics]
        if given in choices:
            return []
        what = f"{given} is not computed; choose from {', '.join(choices)}"
        if given.startswith("val/") and "val" not in parts:
            what += "; there is no validation part, since dataset.validation_fraction is 0"
        return [(("train", "monitor"), what)]


def _misfit(given: str, data: str, fitting: list[str]) -> str:
    return f"{given} does not fit {data}; choose from {', '.join(fitting)}"

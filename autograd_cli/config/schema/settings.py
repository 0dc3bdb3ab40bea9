"""A complete config, and what its sections must be to each other."""

from collections.abc import Sequence
from typing import Annotated, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.datasets import FIXED, FixedSettings
from autograd_cli.config.schema.images import IMAGES, Images, ImageSettings
from autograd_cli.config.schema.layers import LAYERS
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

DatasetSettings: TypeAlias = FixedSettings | ImageSettings | TableSettings
DATASETS = (*FIXED, *IMAGES, *TABLES)

# What the name of each section may pick, in the order of `autograd list`.
VARIANTS: dict[str, tuple[type[Section], ...]] = {
    "dataset": DATASETS,
    "model": MODELS,
    "loss": LOSSES,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
}
# Lists of sections: what one of them is called, and what its name may pick.
LISTS: dict[tuple[str, str], str] = {("model", "layers"): "layer"}
LISTED: dict[str, tuple[type[Section], ...]] = {"layer": LAYERS}
# What a section without a name means: `optimizer: {lr: 0.1}` is SGD's.
UNNAMED: dict[str, type[Section]] = {"optimizer": SGD, "schedule": Constant}
# Sections of one variant, which need no name.
SINGLE: dict[str, type[Section]] = {
    "train": Train,
    "early_stopping": EarlyStopping,
    "checkpoint": Checkpoint,
}

_DATA: dict[frozenset[Task], str] = {
    frozenset({"binary"}): "which has two classes",
    frozenset({"multiclass"}): "which has more than two classes",
    frozenset({"regression"}): "whose target is a number",
    CLASSES: "which has classes",
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
        part = "val" if self.dataset.has_validation else "train"
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
        found = self._misfits(frozenset({task}) if task else self.dataset.tasks)
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

    def _misfits(self, tasks: frozenset[Task]) -> list[tuple[tuple[str | int, ...], str]]:
        """What fits none of the tasks that the data may be for."""
        found: list[tuple[tuple[str | int, ...], str]] = []
        dataset, model = self.dataset, self.model
        fitting = fitting_models(tasks, images=isinstance(dataset, Images))
        if model.needs_images and not isinstance(dataset, Images):
            what = f"{model.name} takes images; {dataset.name} has none; {_choose(fitting)}"
            found.append((("model", "name"), what))
        elif not tasks & model.tasks:
            found.append((("model", "name"), self._misfit(model.name, tasks, fitting)))
        if self.loss and self.loss.task not in tasks:
            fitting = [name(loss) for loss in LOSSES if loss.task in tasks]
            found.append((("loss", "name"), self._misfit(self.loss.name, tasks, fitting)))
        for i, metric in enumerate(self.metrics or ()):
            of_tasks = [m for m in METRICS if any(fits(m, task) for task in tasks)]
            if metric not in of_tasks:
                found.append((("metrics", i), self._misfit(metric, tasks, of_tasks)))
        return found

    def _misfit(self, given: str, tasks: frozenset[Task], fitting: Sequence[str]) -> str:
        return f"{given} does not fit {self.dataset.name}, {_DATA[tasks]}; {_choose(fitting)}"

    def _monitor_conflicts(self, task: Task | None) -> list[tuple[tuple[str | int, ...], str]]:
        given = self.train.monitor or ""
        default = [] if task == "regression" else ["accuracy"]
        metrics = ["loss", *(default if self.metrics is None else self.metrics)]
        parts = ["train", *(["val"] if self.dataset.has_validation else [])]
        choices = [f"{part}/{metric}" for part in parts for metric in metrics]
        if given in choices:
            return []
        what = f"{given} is not computed; choose from {', '.join(choices)}"
        if given.startswith("val/") and "val" not in parts:
            what += "; there is no validation part, since dataset.validation_fraction is 0"
        return [(("train", "monitor"), what)]


def fitting_models(tasks: frozenset[Task], *, images: bool) -> list[str]:
    """The names of the models for data of one of these tasks, be they images or not."""
    return [
        name(model)
        for model in MODELS
        if tasks & model.tasks and (images or not model.needs_images)
    ]


def _choose(fitting: Sequence[str]) -> str:
    return f"choose from {', '.join(fitting)}"

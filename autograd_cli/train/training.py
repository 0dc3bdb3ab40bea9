"""A training between two steps: where it stands, and all that it needs to go on from there."""

import math
import time
from collections.abc import Collection, Iterator
from typing import Any, Literal

import numpy as np

from autograd_cli.config import Settings
from autograd_cli.config.schema import lower_is_better
from autograd_cli.data import Array, Part, Splits
from autograd_cli.nn import Dropout, Module
from autograd_cli.optim import Monitor
from autograd_cli.runs import Checkpoint, LoggedStep, MetricValues, Record
from autograd_cli.seeds import Seeds
from autograd_cli.train import build
from autograd_cli.train.errors import DivergedError
from autograd_cli.train.evaluate import evaluate
from autograd_cli.train.gradient_norm import GradientNorm, finite
from autograd_cli.train.progress import Progress
from autograd_cli.train.step import make_step


class Training:
    """After `epoch` whole epochs, `batch` batches of the next and `steps` steps in all."""

    def __init__(
        self,
        model: Module,
        splits: Splits,
        settings: Settings,
        progress: Progress,
        seconds: float = 0.0,
    ) -> None:
        self.settings = settings
        self.progress = progress
        self.epoch = self.batch = self.steps = 0
        self.stopped_early = False
        self.batch_size = settings.train.batch_size or len(splits.train)
        self.batches_in_epoch = math.ceil(len(splits.train) / self.batch_size)
        self._model = model
        self._splits = splits
        self._weights = model.state_dict()
        self._loss = build.loss(settings, splits.preprocessing.class_names, splits.class_counts)
        self.optimizer = build.optimizer(settings, self._weights)
        self.schedule = build.schedule(settings, self.batches_in_epoch)
        self.step = make_step(
            model,
            self._loss,
            self.optimizer,
            clip_norm=settings.train.clip_norm,
            l2=settings.model.l2,
        )
        self.grad_norm = GradientNorm(self.batches_in_epoch)
        self._stopping = build.early_stopping(settings)
        self._best = Monitor(lower_is_better(settings.monitor))
        self._seeds = Seeds(settings.seed)
        drops = any(isinstance(module, Dropout) for module in model.modules())
        self._dropout: np.random.Generator | None = self._seeds.stream("dropout") if drops else None
        self._start = time.perf_counter() - seconds
        self.optimizer.lr = self.schedule.rate(0)

    @property
    def ended(self) -> bool:
        return self.stopped_early or self.epoch >= self.settings.train.epochs

    def untrained(self) -> Record:
        """The record of epoch 0."""
        metrics = self._metrics()
        return self._record(metrics, best=self._best.observe(metrics[self.settings.monitor]))

    def batches(self) -> Iterator[tuple[Array, Array]]:
        """The batches of the epoch begun, or of the next, that are still to come."""
        number = self.epoch + 1
        if self._dropout is not None and self.batch == 0:
            self._dropout = self._seeds.stream("dropout", number)
            self._model.use_rng(self._dropout)
        order = self._seeds.stream("shuffle", number) if self.settings.train.shuffle else None
        return self._splits.train.batches(self.batch_size, order, first=self.batch)

    def logged(self, loss: float) -> LoggedStep:
        """The step just done, whose gradients were looked at, with the loss of its batch."""
        return LoggedStep(
            epoch=self.epoch + 1,
            batch=self.batch,
            step=self.steps,
            lr=self.optimizer.lr,
            loss=loss,
            grad_norm=finite(self.grad_norm.newest),
        )

    def inside_epoch(self, *, save: bool) -> Record:
        """A record without metrics, between two batches."""
        return self._record({}, save=save)

    def end_of_epoch(self) -> Record:
        """The record of the epoch whose last batch is done."""
        self.epoch += 1
        self.batch = 0
        metrics = self._metrics()
        watched = metrics[self.settings.monitor]
        best = self._best.observe(watched)
        self.schedule.observe(watched)
        if self._stopping is not None:
            self.stopped_early = self._stopping.observe(watched)
        grad_norm = self.grad_norm.mean
        self.grad_norm.begin()
        return self._record(metrics, grad_norm=grad_norm, best=best, save=self._must_save())

    def restore(self, checkpoint: Checkpoint, renewed: Collection[str] = ()) -> None:
        """Stand where the checkpoint does. What belongs to a section in `renewed` may not fit.

        Raises ShapeError if anything else does not.
        """
        self._model.load_state_dict(checkpoint.weights)
        fits = checkpoint.optimizer.keys() == self.optimizer.state.keys()
        if fits or "optimizer" not in renewed:
            self.optimizer.load_state(checkpoint.optimizer)
        trainer = checkpoint.trainer
        if "schedule" in trainer and "schedule" not in renewed:
            self.schedule.load_state(trainer["schedule"])
        if self._stopping and "early_stopping" in trainer and "early_stopping" not in renewed:
            self._stopping.load_state(trainer["early_stopping"])
        if self._dropout is not None and "dropout" in trainer:
            self._dropout.bit_generator.state = trainer["dropout"]
            self._model.use_rng(self._dropout)
        if "grad_norm" in trainer:
            self.grad_norm.load_state(trainer["grad_norm"])
        self.epoch, self.batch, self.steps = checkpoint.epoch, checkpoint.batch, checkpoint.step
        self._best.observe((checkpoint.best or {}).get("metrics", {}).get(self.settings.monitor))
        self.stopped_early = bool(self._stopping and self._stopping.stopped)
        self.optimizer.lr = self.schedule.rate(self.steps)

    def _record(
        self,
        metrics: MetricValues,
        *,
        grad_norm: float | None = None,
        best: bool = False,
        save: bool = False,
    ) -> Record:
        return Record(
            epoch=self.epoch,
            batch=self.batch,
            step=self.steps,
            seconds=time.perf_counter() - self._start,
            lr=self.optimizer.lr,
            grad_norm=grad_norm,
            metrics=metrics,
            weights=self._weights,
            optimizer=self.optimizer.state,
            trainer=self._state(),
            best=best,
            save=save,
            stopped_early=self.stopped_early,
        )

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {"schedule": dict(self.schedule.state)}
        if self._stopping is not None:
            state["early_stopping"] = dict(self._stopping.state)
        if self.batch:
            state["grad_norm"] = self.grad_norm.state
        if self._dropout is not None and self.batch:
            state["dropout"] = self._dropout.bit_generator.state
        return state

    def _metrics(self) -> dict[str, float | None]:
        """Of both parts. Raises DivergedError if a loss is not finite."""
        parts: dict[Literal["train", "val"], Part | None] = {
            "train": self._splits.train,
            "val": self._splits.validation,
        }
        found: dict[str, float | None] = {}
        for part, examples in parts.items():
            if examples is not None:
                values = evaluate(
                    self._model,
                    self._loss,
                    examples,
                    self._splits.task,
                    self.settings.metrics or (),
                    self.progress.begin(self.epoch, part, len(examples)),
                )
                found |= {f"{part}/{name}": value for name, value in values.items()}
        for name, value in found.items():
            if name.endswith("/loss") and (value is None or not math.isfinite(value)):
                raise DivergedError(self.epoch, None, math.nan if value is None else value)
        return found

    def _must_save(self) -> bool:
        asked = self.settings.checkpoint
        return bool(
            (asked.every_epochs and self.epoch % asked.every_epochs == 0)
            or (asked.every_steps and self.steps % asked.every_steps == 0)
        )

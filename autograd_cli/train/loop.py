"""The training loop: a generator of records, for every epoch, logged step and pause inside one."""

import math
from collections.abc import Callable, Collection, Generator, Iterator

from autograd_cli.config import SettingError, Settings
from autograd_cli.data import Splits
from autograd_cli.nn import Module
from autograd_cli.runs import Checkpoint, LoggedStep, Record
from autograd_cli.train import build
from autograd_cli.train.errors import DivergedError
from autograd_cli.train.progress import Progress
from autograd_cli.train.training import Training


def loop(
    model: Module,
    splits: Splits,
    settings: Settings,
    *,
    checkpoint: Checkpoint | None = None,
    renewed: Collection[str] = (),
    seconds: float = 0.0,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    should_save: Callable[[], bool] = lambda: False,
) -> Iterator[Record | LoggedStep]:
    """Train `model` in place; yield a record for epoch 0, before training, and after each epoch.

    From a `checkpoint`, after `seconds` of training, it goes on as if it had never stopped; of the
    sections called `renewed` the settings have changed, and what they kept may start anew.

    Metrics are those of the weights at the end of the epoch, on the whole part: `train/loss`,
    `val/loss` if there is a validation part, and so on for the metrics of the settings. Inside an
    epoch there are records where the settings or `should_save()` ask for them, and when
    `should_stop()` turns true, after which it stops; and a LoggedStep wherever the settings ask for
    one. `progress` shows at any time where it stands.

    Raises SettingError as `check` does, ShapeError if the checkpoint does not fit, and
    DivergedError if a loss is NaN or infinite: before the step that would have spoilt the weights.
    """
    check(settings, splits)
    training = Training(model, splits, settings, progress or Progress(), seconds)
    if checkpoint is None:
        yield training.untrained()
    else:
        training.restore(checkpoint, renewed)
    yield from epochs(training, should_stop, should_save)


def epochs(
    training: Training,
    should_stop: Callable[[], bool] = lambda: False,
    should_save: Callable[[], bool] = lambda: False,
) -> Iterator[Record | LoggedStep]:
    """Train from where the training stands to its end, or to where `should_stop` ends it."""
    stopped = False
    while not (training.ended or stopped):
        stopped = yield from _epoch(training, should_stop, should_save)


def _epoch(
    training: Training, should_stop: Callable[[], bool], should_save: Callable[[], bool]
) -> Generator[Record | LoggedStep, None, bool]:
    """What is left of the epoch in which the training stands; returns whether a stop was asked."""
    every, log_every = training.settings.checkpoint.every_steps, training.settings.train.log_every
    grad_norm, looked_at = training.grad_norm, training.grad_norm.looked_at
    step, optimizer, schedule = training.step, training.optimizer, training.schedule
    progress = training.progress.begin(
        training.epoch + 1, "batches", training.batches_in_epoch, training.batch
    )
    for x, y in training.batches():
        if schedule.varies:
            optimizer.lr = schedule.rate(training.steps)
        counted = training.batch in looked_at
        logged = log_every is not None and (training.steps + 1) % log_every == 0
        value = step(x, y, grad_norm.see if counted or logged else None)
        if not math.isfinite(value):
            raise DivergedError(training.epoch + 1, training.batch + 1, value)
        if counted:
            grad_norm.count()
        training.batch += 1
        training.steps += 1
        progress.losses += value
        progress.done += 1
        if logged:
            yield training.logged(value)
        if training.batch < training.batches_in_epoch:
            stop = should_stop()
            save = stop or (every is not None and training.steps % every == 0)
            if save or should_save():
                yield training.inside_epoch(save=save)
            if stop:
                return True
    yield training.end_of_epoch()
    return should_stop()


def check(settings: Settings, splits: Splits) -> None:
    """Raise SettingError for what would fail at the training's start, whatever the model."""
    size, examples = settings.train.batch_size, len(splits.train)
    if size is not None and size > examples:
        raise SettingError(
            ("train", "batch_size"),
            f"a batch of {size} is more than the {examples} examples of the training part; "
            "null takes them all",
        )
    build.loss(settings, splits.preprocessing.class_names, splits.class_counts)
    build.schedule(settings, math.ceil(examples / (size or examples)))

"""The training loop: a generator of records, one for every epoch."""

import math
import time
from collections.abc import Callable, Iterator, Mapping

from autograd_cli import zoo
from autograd_cli.config import SettingError, Settings
from autograd_cli.config.schema import Task
from autograd_cli.data import Part, Splits, batches
from autograd_cli.nn import Module
from autograd_cli.optim import SGD
from autograd_cli.runs import Record
from autograd_cli.seeds import Seeds
from autograd_cli.train.errors import DivergedError
from autograd_cli.train.evaluate import evaluate
from autograd_cli.train.step import make_step


def loop(
    model: Module,
    splits: Splits,
    settings: Settings,
    *,
    should_stop: Callable[[], bool] = lambda: False,
) -> Iterator[Record]:
    """Train `model` in place; yield a record for epoch 0, before training, and after each epoch.

    Metrics are those of the weights at the end of the epoch, on the whole part: `train/loss`,
    `val/loss` if there is a validation part, and for classes `train/accuracy`, `val/accuracy`. When
    `should_stop()` turns true, it stops after that step; inside an epoch, with a last record of how
    far it came.

    Raises SettingError if a batch is larger than the training part, and DivergedError if a loss is
    NaN or infinite: before the step that would have spoilt the weights.
    """
    check(settings, splits)
    batch_size = settings.train.batch_size or len(splits.train)
    batches_in_epoch = math.ceil(len(splits.train) / batch_size)
    loss = zoo.loss(settings.loss)
    weights = model.state_dict()
    optimizer = SGD(weights, lr=settings.optimizer.lr, momentum=settings.optimizer.momentum)
    step = make_step(model, loss, optimizer)
    seeds = Seeds(settings.seed)
    parts = {"train": splits.train}
    if splits.validation is not None:
        parts["val"] = splits.validation
    steps = 0
    start = time.perf_counter()

    def record(epoch: int, batch: int = 0) -> Record:
        metrics = {} if batch else _metrics(model, loss, parts, splits.dataset.task)
        for value in metrics.values():
            if not math.isfinite(value):
                raise DivergedError(epoch, None, value)
        seconds = time.perf_counter() - start
        return Record(epoch, batch, steps, seconds, optimizer.lr, metrics, weights, optimizer.state)

    yield record(0)
    for epoch in range(1, settings.train.epochs + 1):
        rng = seeds.stream("shuffle", epoch) if settings.train.shuffle else None
        for batch, (x, y) in enumerate(batches(splits.train, batch_size, rng), 1):
            value = step(x, y)
            if not math.isfinite(value):
                raise DivergedError(epoch, batch, value)
            steps += 1
            if batch < batches_in_epoch and should_stop():
                yield record(epoch - 1, batch)
                return
        yield record(epoch)
        if should_stop():
            return


def _metrics(
    model: Module, loss: zoo.Loss, parts: Mapping[str, Part], task: Task
) -> dict[str, float]:
    return {
        f"{name}/{metric}": value
        for name, part in parts.items()
        for metric, value in evaluate(model, loss, part, task).items()
    }


def check(settings: Settings, splits: Splits) -> None:
    """Raise SettingError if a batch is larger than the training part."""
    size, examples = settings.train.batch_size, len(splits.train)
    if size is not None and size > examples:
        raise SettingError(
            ("train", "batch_size"),
            f"a batch of {size} is more than the {examples} examples of the training part; "
            "null takes them all",
        )

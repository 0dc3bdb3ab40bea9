"""From settings to what a training is made of, with what only its data can tell."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from autograd_cli import optim, zoo
from autograd_cli.config import SettingError, Settings, schema
from autograd_cli.data import Array
from autograd_cli.train.early_stopping import EarlyStopping


def optimizer(settings: Settings, weights: Mapping[str, Array]) -> optim.Optimizer:
    """The optimizer of a config, for these weights."""
    match settings.optimizer:
        case schema.SGD(lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=decay):
            return optim.SGD(
                weights, lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=decay
            )
        case schema.RMSprop() as s:
            return optim.RMSprop(
                weights,
                lr=s.lr,
                alpha=s.alpha,
                epsilon=s.epsilon,
                momentum=s.momentum,
                weight_decay=s.weight_decay,
            )
        case schema.Adam() as s:
            kind = optim.AdamW if isinstance(s, schema.AdamW) else optim.Adam
            return kind(
                weights,
                lr=s.lr,
                beta1=s.beta1,
                beta2=s.beta2,
                epsilon=s.epsilon,
                weight_decay=s.weight_decay,
            )


def schedule(settings: Settings, steps_per_epoch: int) -> optim.Schedule:
    """The schedule of a config.

    Raises SettingError if the warm-up leaves nothing of a cosine.
    """
    lr, warmup = settings.optimizer.lr, settings.schedule.warmup_steps
    match settings.schedule:
        case schema.Constant():
            return optim.Constant(lr, steps_per_epoch, warmup_steps=warmup)
        case schema.Step(every_epochs=every, gamma=gamma):
            return optim.Step(
                lr, steps_per_epoch, every_epochs=every, gamma=gamma, warmup_steps=warmup
            )
        case schema.Cosine(epochs=given, min_lr=min_lr):
            epochs = given or settings.train.epochs
            if warmup >= epochs * steps_per_epoch:
                raise SettingError(
                    ("schedule", "warmup_steps"),
                    f"a warm-up of {warmup} steps leaves none of the {epochs * steps_per_epoch} "
                    f"steps of the cosine, {steps_per_epoch} in each of {epochs} epochs",
                )
            return optim.Cosine(
                lr, steps_per_epoch, epochs=epochs, min_lr=min_lr, warmup_steps=warmup
            )
        case schema.Plateau() as s:
            return optim.Plateau(
                lr,
                steps_per_epoch,
                patience=s.patience,
                factor=s.factor,
                lower_is_better=schema.lower_is_better(settings.monitor),
                min_delta=s.min_delta,
                min_lr=s.min_lr,
                warmup_steps=warmup,
            )


def early_stopping(settings: Settings) -> EarlyStopping | None:
    """The early stopping of a config, if it wants one."""
    if settings.early_stopping is None:
        return None
    given = settings.early_stopping
    lower = schema.lower_is_better(settings.monitor)
    return EarlyStopping(given.patience, given.min_delta, lower)


def loss(
    settings: Settings,
    class_names: Sequence[str],
    class_counts: Callable[[], Sequence[int] | Array],
) -> zoo.Loss:
    """The loss of a config, with the class weights that it has for these classes.

    `class_counts` is asked, if need be, for the examples of each in the training part.

    Raises SettingError for the weight of a class that there is not, or if balance is asked for and
    a class has no example.
    """
    objective = settings.objective
    given = getattr(objective, "class_weights", None)
    if given is None:
        return zoo.loss(objective)
    if given == "balanced":
        weights = _balanced(class_names, np.array(class_counts()))
    else:
        weights = _by_name(class_names, given)
    return zoo.loss(objective, weights.astype(settings.train.dtype, copy=False))


def _by_name(names: Sequence[str], given: Mapping[str, float]) -> Array:
    for name in given:
        if name not in names:
            raise SettingError(
                ("loss", "class_weights", name),
                f"there is no such class; choose from {', '.join(names)}",
            )
    return np.array([given.get(name, 1.0) for name in names])


def _balanced(names: Sequence[str], counts: Array) -> Array:
    """N / (K n_k) for class k of K, with n_k of the N training examples."""
    missing = [name for name, count in zip(names, counts, strict=True) if not count]
    if missing:
        raise SettingError(
            ("loss", "class_weights"),
            f"balanced needs examples of every class; the training part has none of "
            f"{', '.join(missing)}",
        )
    weights: Array = counts.sum() / (len(names) * counts)
    return weights

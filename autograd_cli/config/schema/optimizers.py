"""The optimizers and learning-rate schedules that a config may name."""

from typing import Literal, TypeAlias

from pydantic import Field

from autograd_cli.config.schema.section import Section


class OptimizerSection(Section):
    """Settings that every optimizer has."""

    lr: float = Field(default=0.01, gt=0, description="learning rate")
    weight_decay: float = Field(
        default=0.0, ge=0, description="times the weights, added to their gradients"
    )


class SGD(OptimizerSection):
    """Stochastic gradient descent: z <- momentum z + gradient, then weights <- weights - lr z."""

    name: Literal["sgd"] = "sgd"
    momentum: float = Field(default=0.0, ge=0, lt=1, description="share of the last step kept")
    nesterov: bool = Field(default=False, description="look ahead by the momentum (Nesterov's)")


class RMSprop(OptimizerSection):
    """Divides each gradient by the root of a running mean of its square."""

    name: Literal["rmsprop"]
    alpha: float = Field(default=0.99, ge=0, lt=1, description="share of the running mean kept")
    epsilon: float = Field(default=1e-8, gt=0, description="added to the root")
    momentum: float = Field(default=0.0, ge=0, lt=1, description="share of the last step kept")


class Adam(OptimizerSection):
    """Running means of the gradient and of its square, corrected for their start at 0."""

    name: Literal["adam"]
    lr: float = Field(default=0.001, gt=0, description="learning rate")
    beta1: float = Field(default=0.9, ge=0, lt=1, description="share of the mean gradient kept")
    beta2: float = Field(default=0.999, ge=0, lt=1, description="share of the mean square kept")
    epsilon: float = Field(default=1e-8, gt=0, description="added to the root")


class AdamW(Adam):
    """Adam with weight decay apart from the gradients: weights <- (1 - lr weight_decay) weights."""

    name: Literal["adamw"]  # type: ignore[assignment]
    weight_decay: float = Field(default=0.01, ge=0, description="times lr, taken off the weights")


OPTIMIZERS: tuple[type[OptimizerSection], ...] = (SGD, RMSprop, Adam, AdamW)
OptimizerSettings: TypeAlias = SGD | RMSprop | Adam | AdamW


class ScheduleSection(Section):
    """Settings that every schedule has."""

    warmup_steps: int = Field(
        default=0, ge=0, description="steps in which the rate rises in a straight line from 0"
    )


class Constant(ScheduleSection):
    """The optimizer's rate throughout."""

    name: Literal["constant"] = "constant"


class Step(ScheduleSection):
    """The rate times gamma after every so many epochs."""

    name: Literal["step"]
    every_epochs: int = Field(default=10, ge=1, description="epochs with one rate")
    gamma: float = Field(default=0.1, gt=0, le=1, description="the factor")


class Cosine(ScheduleSection):
    """Half a period of the cosine, from the optimizer's rate to min_lr."""

    name: Literal["cosine"]
    epochs: int | None = Field(
        default=None, ge=1, description="epochs until min_lr; null for train.epochs"
    )
    min_lr: float = Field(default=0.0, ge=0, description="the last rate")


class Plateau(ScheduleSection):
    """The rate times factor when train.monitor has not improved for more than patience epochs."""

    name: Literal["plateau"]
    patience: int = Field(default=10, ge=0, description="epochs without improvement to wait for")
    factor: float = Field(default=0.1, gt=0, lt=1, description="the factor")
    min_delta: float = Field(default=0.0, ge=0, description="the least that is an improvement")
    min_lr: float = Field(default=0.0, ge=0, description="the lowest rate")


SCHEDULES: tuple[type[ScheduleSection], ...] = (Constant, Step, Cosine, Plateau)
ScheduleSettings: TypeAlias = Constant | Step | Cosine | Plateau

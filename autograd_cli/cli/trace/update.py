"""The update of a step: the optimizer's formulas with its settings in them, and each weight."""

from collections.abc import Iterator

from autograd_cli.config import Settings, schema
from autograd_cli.graph.text import written
from autograd_cli.train.traced import TracedStep

_LETTERS = {"momentum": "z", "mean": "m", "square": "v"}  # of what optimizers keep for a weight
_DIGITS = 4


def formulas(settings: schema.OptimizerSettings, lr: float, steps: int) -> Iterator[str]:
    """The lines that lead from weight w and gradient g to the new weight, in step number `steps`.

    z, m and v are what the optimizer keeps for the weight from step to step.
    """
    rate, decay = _text(lr), settings.weight_decay
    if decay and isinstance(settings, schema.AdamW):
        yield f"w <- (1 - {rate} * {_text(decay)}) w"
    elif decay:
        yield f"g <- g + {_text(decay)} w"
    match settings:
        case schema.SGD(momentum=momentum, nesterov=nesterov):
            if momentum:
                yield f"z <- {_text(momentum)} z + g"
            plain = "z" if momentum else "g"
            yield f"w <- w - {rate} {f'(g + {_text(momentum)} z)' if nesterov else plain}"
        case schema.RMSprop() as s:
            yield f"v <- {_text(s.alpha)} v + {_text(1 - s.alpha)} g^2"
            slope = f"g / (sqrt(v) + {_text(s.epsilon)})"
            if s.momentum:
                yield f"z <- {_text(s.momentum)} z + {slope}"
            yield f"w <- w - {rate} {'z' if s.momentum else slope}"
        case schema.Adam() as s:
            yield f"m <- {_text(s.beta1)} m + {_text(1 - s.beta1)} g"
            yield f"v <- {_text(s.beta2)} v + {_text(1 - s.beta2)} g^2"
            yield f"m' = m / (1 - {_text(s.beta1)}^{steps})"
            yield f"v' = v / (1 - {_text(s.beta2)}^{steps})"
            yield f"w <- w - {rate} m' / (sqrt(v') + {_text(s.epsilon)})"


def of_each_weight(step: TracedStep) -> Iterator[str]:
    """Every weight with its gradient and what is kept for it, before and after."""
    for name, weight in step.weights.items():
        yield f"  {name} {weight.shape}"
        yield f"      w = {written(weight, _DIGITS)}"
        yield f"      g = {written(step.gradients[name], _DIGITS)}"
        for letter, key in kept(step, name):
            old, new = (written(state[key], _DIGITS) for state in (step.state, step.new_state))
            yield f"      {letter} = {old}  ->  {new}"
        yield f"      w <- {written(step.new_weights[name], _DIGITS)}"


def clipping(step: TracedStep, settings: Settings) -> str:
    """What `clip_norm` did; empty if there is none."""
    limit = settings.train.clip_norm
    if limit is None:
        return ""
    about = f"all gradients together have the length {_text(step.norm)}"
    if step.norm + 1e-6 <= limit:
        return f"{about}, within train.clip_norm = {_text(limit)}: they stay"
    factor = _text(limit / (step.norm + 1e-6))
    return f"{about}, above train.clip_norm = {_text(limit)}: each is multiplied by {factor}"


def kept(step: TracedStep, weight: str) -> list[tuple[str, str]]:
    """The letters and the keys of what the optimizer keeps for a weight."""
    keys = [(letter, f"{kind}.{weight}") for kind, letter in _LETTERS.items()]
    return [(letter, key) for letter, key in keys if key in step.state]


def _text(number: float) -> str:
    return format(number, ".6g")

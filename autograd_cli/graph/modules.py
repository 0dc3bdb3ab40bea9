"""In which part of a model an op runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from autograd_cli.engine import Tensor
from autograd_cli.graph.recorder import Recorder
from autograd_cli.nn import Module


@contextmanager
def in_modules(recorder: Recorder, model: Module, after: str = "") -> Iterator[None]:
    """Within it, the recorder is told of the part of the model in which an op runs.

    What runs once the model has given its outputs is in the module `after`, if it has a name. Only
    for so long have the parts a `forward` that does this: to call one stays fast.
    """
    parts = model.named_modules()
    before = {path: vars(part).get("forward") for path, part in parts.items()}
    try:
        for path, part in parts.items():
            telling = _telling(recorder, path, part) if path else _ending(recorder, after, part)
            vars(part)["forward"] = telling
        yield
    finally:
        for path, part in parts.items():
            if before[path] is None:
                vars(part).pop("forward", None)
            else:
                vars(part)["forward"] = before[path]


def _telling(recorder: Recorder, path: str, part: Module) -> Callable[..., Tensor]:
    forward: Callable[..., Tensor] = part.forward

    def recorded(*inputs: Any, **params: Any) -> Tensor:
        with recorder.inside(path, type(part).__name__):
            return forward(*inputs, **params)

    return recorded


def _ending(recorder: Recorder, after: str, model: Module) -> Callable[..., Tensor]:
    forward: Callable[..., Tensor] = model.forward

    def recorded(*inputs: Any, **params: Any) -> Tensor:
        recorder.outside = ""
        outputs = forward(*inputs, **params)
        recorder.outside = after
        return outputs

    return recorded

"""Whether ops record their graph, and who listens while they run."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from autograd_cli.engine.function import Function
    from autograd_cli.engine.node import Node
    from autograd_cli.engine.tensor import Tensor

RECORDING, OBSERVED = 1, 2  # the bits of the mode

_mode: ContextVar[int] = ContextVar("mode", default=RECORDING)
_observers: "ContextVar[tuple[Observer, ...]]" = ContextVar("observers", default=())
current_mode = _mode.get


class Observer(Protocol):
    """What can listen to ops and rules as they run; the engine calls it and imports none."""

    def after_op(
        self, op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: "Tensor"
    ) -> None:
        """An op has computed `y`, recorded or not."""

    def before_rule(self, node: "Node", position: int, g: Any) -> None:
        """The rule of a node's input is about to run; if it is recorded, ops follow."""

    def after_rule(self, node: "Node", position: int, g: Any, result: Any) -> None:
        """The rule has turned the cotangent `g` into `result`; None if it has failed."""


class Listener:
    """An observer that does nothing yet: a base for those that want to hear of one thing."""

    def after_op(
        self, op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: "Tensor"
    ) -> None:
        """An op has computed `y`."""

    def before_rule(self, node: "Node", position: int, g: Any) -> None:
        """A rule is about to run."""

    def after_rule(self, node: "Node", position: int, g: Any, result: Any) -> None:
        """A rule has run."""


@contextmanager
def no_grad() -> Iterator[None]:
    """Within it, or in a function that it decorates, ops compute values and record nothing."""
    with recorded(False):
        yield


@contextmanager
def enable_grad() -> Iterator[None]:
    """Within it, ops record their graph again, also inside `no_grad`."""
    with recorded(True):
        yield


@contextmanager
def recorded(on: bool) -> Iterator[None]:
    """Within it, ops record their graph, or do not."""
    token = _mode.set(_mode.get() & ~RECORDING | (RECORDING if on else 0))
    try:
        yield
    finally:
        _mode.reset(token)


@contextmanager
def observed_by(observer: Observer) -> Iterator[None]:
    """Within it, `observer` hears of every op and every rule that runs."""
    observers = _observers.set((*_observers.get(), observer))
    token = _mode.set(_mode.get() | OBSERVED)
    try:
        yield
    finally:
        _mode.reset(token)
        _observers.reset(observers)


def is_recording() -> bool:
    """Whether ops on tensors that require a gradient are recorded."""
    return bool(_mode.get() & RECORDING)


def tell_op(
    op: "type[Function]", inputs: tuple[Any, ...], params: dict[str, Any], y: "Tensor"
) -> None:
    """Let the observers know of an op."""
    for observer in _observers.get():
        observer.after_op(op, inputs, params, y)


def run_observed(
    vjp: Callable[..., Any],
    node: "Node",
    position: int,
    g: Any,
    arguments: Sequence[Any],
    keywords: dict[str, Any],
) -> Any:
    """What a rule returns, with the observers told before and after."""
    observers = _observers.get()
    for observer in observers:
        observer.before_rule(node, position, g)
    result = None
    try:
        result = vjp(g, *arguments, **keywords)
    finally:
        for observer in observers:
            observer.after_rule(node, position, g, result)
    return result

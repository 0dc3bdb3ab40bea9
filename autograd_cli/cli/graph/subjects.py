"""What a graph can be of: a config, a run, an expression."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograd_cli.cli.errors import UsageError

if TYPE_CHECKING:
    from autograd_cli.graph import Graph
    from autograd_cli.runs import RunFolder

_CONFIGS = (".yaml", ".yml")
_LIKE_A_RUN = re.compile(r"latest|\d{8}-\d{6}\S*")
_LONGEST = 255  # letters that the name of a file can have
_EXAMPLES = 4  # of a run's batch
_HINT = "Give a .yaml file, a run (its folder, its id, latest) or a formula as 'x**2 + 1'."


@dataclass(frozen=True)
class Options:
    """What belongs to one kind of subject: settings, the size of the batch, values."""

    overrides: Sequence[str]
    batch: int | None
    at: Sequence[str]
    runs_dir: Path


def graph_of(subject: str, options: Options) -> "tuple[Graph, list[str]]":
    """The graph of what `subject` refers to, and what is to be noted of it.

    Runs come before expressions: an id looks like arithmetic.

    Raises UsageError for what is none of the three or an option that does not belong to it, and
    what reading it raises.
    """
    if Path(subject).suffix.lower() in _CONFIGS:
        _refuse(options, "a config", "at")
        return _of_config(Path(subject), options)
    if run := _run(subject, options.runs_dir):
        _refuse(options, "a run", "overrides", "at")
        return _of_run(run, options)
    _refuse(options, "an expression", "overrides", "batch")
    return _of_expression(subject, options)


def _of_config(path: Path, options: Options) -> "tuple[Graph, list[str]]":
    if not path.exists():
        raise UsageError(f"there is no config {path}", "autograd config init writes one.")
    from autograd_cli.cli.prepare import prepare
    from autograd_cli.config import load

    ready = prepare(load(path, options.overrides))
    from autograd_cli.train.graphs import graph_of_first_step  # loads NumPy, which prepare did too

    found = graph_of_first_step(
        ready.model,
        ready.splits,
        ready.config.settings,
        examples=options.batch,
        title=f"{path.stem}: the first step of its training",
    )
    return found, []


def _of_run(run: "RunFolder", options: Options) -> "tuple[Graph, list[str]]":
    from autograd_cli.train.graphs import graph_of_run

    found, note = graph_of_run(run, examples=options.batch or _EXAMPLES)
    return found, [note] if note else []


def _of_expression(text: str, options: Options) -> "tuple[Graph, list[str]]":
    from autograd_cli.cli.graph.values import values_of
    from autograd_cli.engine import ShapeError
    from autograd_cli.expressions import parse
    from autograd_cli.graph import of_expression

    if _is_path(text) or not re.search(r"[-+*/@^()]|\s", text):
        raise _is_none(text)
    expression = parse(text)
    values, missing = values_of(expression.variables, options.at)
    notes = [f"{', '.join(missing)} = 1: give other values with --at"] if missing else []
    try:
        found = of_expression(expression.on, values, title=expression.text)
    except ShapeError as error:
        raise UsageError(
            error.message, "Give values of other shapes: --at 'A=[[1, 2], [3, 4]]'."
        ) from None
    if found.values[found.outputs[-1]].shape:
        notes.append("the result is no single number: the gradients are those of its sum")
    return found, notes


def _is_path(text: str) -> bool:
    """Whether a file was meant: a path into a folder that is there, though `x/y` is a formula."""
    path = Path(text)
    if len(text) > _LONGEST:
        return False
    begun = path.is_absolute() or text.startswith(("./", "../", "~"))
    return begun or path.exists() or ("/" in text and path.parent.is_dir())


def _run(subject: str, runs_dir: Path) -> "RunFolder | None":
    """The run, if there is one; raises RunError for what can be nothing else."""
    from autograd_cli.runs import RunError, find

    if len(subject) > _LONGEST:
        return None
    try:
        return find(subject, runs_dir)
    except RunError:
        if _LIKE_A_RUN.fullmatch(subject):
            raise
        return None


def _refuse(options: Options, kind: str, *names: str) -> None:
    said = {
        "overrides": ("KEY=VALUE", "a config"),
        "at": ("--at", "an expression"),
        "batch": ("--batch", "a config or a run"),
    }
    for name in names:
        if getattr(options, name):
            what, belongs = said[name]
            raise UsageError(f"{what} belongs to {belongs}, and this is {kind}")


def _is_none(text: str) -> UsageError:
    if _is_path(text) and not Path(text).exists():
        near = next((f"{text}{end}" for end in _CONFIGS if Path(f"{text}{end}").exists()), "")
        return UsageError(f"there is no file {text}", f"Did you mean {near}?" if near else _HINT)
    return UsageError(f"{text!r} is no config, no run and no expression", _HINT)

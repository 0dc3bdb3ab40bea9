"""autograd gradcheck: every derivative against central differences."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from autograd_cli.cli import options
from autograd_cli.cli.exits import FAILURE, reported
from autograd_cli.cli.prepare import prepare
from autograd_cli.cli.terminal import write, write_json, write_table

if TYPE_CHECKING:
    from autograd_cli.engine import InputCheck
    from autograd_cli.ops.checks import OpCheck
    from autograd_cli.zoo import ModelCheck

_MOST = 10_000  # examples, to bound time and memory
_FEWEST = 16
_WORK = 2_000_000  # examples times parameters


def gradcheck_cli(
    config: Annotated[
        Path | None,
        typer.Argument(metavar="CONFIG", help="Check this config's model on its own data."),
    ] = None,
    overrides: options.Overrides = None,
    as_json: options.AsJson = False,
) -> None:
    """Check derivatives against central differences.

    Of every op, and of the loss of every model with respect to its parameters, in float64; or of
    the model and loss of CONFIG on its own data, a large one along random directions. Exits with 1
    if one is wrong.

    \b
    Example:
      autograd gradcheck configs/iris_mlp_relu.yaml
    """
    with reported():
        checks = list(gradcheck(config=config, overrides=overrides or []))
    failed = [(op, check) for op, check in checks if not check.passed]
    if as_json:
        write_json({"passed": not failed, "checks": [_as_dict(op, check) for op, check in checks]})
    else:
        rows = [
            (op, check.name, f"{check.relative_error:.1e}", "pass" if check.passed else "FAIL")
            for op, check in checks
        ]
        write_table(("op", "input", "worst relative error", "result"), rows, sys.stdout)
        for op, check in failed:
            write(f"{op}, {check}", sys.stdout)
        write(f"{len(checks) - len(failed)} of {len(checks)} derivatives are right", sys.stdout)
    if failed:
        raise typer.Exit(FAILURE)


def gradcheck(
    *, config: Path | None = None, overrides: list[str]
) -> "Iterator[tuple[str, InputCheck]]":
    """Yield the op, or model and loss, and the result for each of its inputs.

    Raises ConfigError.
    """
    for check in _all_checks() if config is None else [_check_of(config, overrides)]:
        for result in check.run().checks:
            yield check.name, result


def _all_checks() -> "list[OpCheck | ModelCheck]":
    from autograd_cli.ops.checks import op_checks  # loads NumPy
    from autograd_cli.zoo import model_checks

    return [*op_checks(), *model_checks()]


def _check_of(path: Path, overrides: list[str]) -> "ModelCheck":
    """The check of a config's model and loss on the first examples of its training part."""
    from autograd_cli.config import load  # loads pydantic

    config = load(path, overrides)

    from autograd_cli import train, zoo  # load NumPy, which a wrong config does not wait for

    ready = prepare(config)
    settings, splits = ready.config.settings, ready.splits
    loss = train.build.loss(settings, splits.preprocessing.class_names, splits.class_counts)
    model, part = ready.model.astype("float64"), splits.train.astype("float64")
    parameters = sum(array.size for array in model.state_dict().values())
    most = min(max(_FEWEST, _WORK // parameters), _MOST)
    x, y = next(part.batches(min(len(part), most)))
    name = f"{settings.model.name}, {settings.objective.name}"
    return zoo.ModelCheck(name, model, loss, x, y, settings.model.l2)


def _as_dict(op: str, check: "InputCheck") -> dict[str, Any]:
    return {
        "op": op,
        "input": check.name,
        "passed": check.passed,
        "relative_error": check.relative_error,
        "element": list(check.element),
        "analytic": check.analytic,
        "numeric": check.numeric,
        "method": check.method,
        "cause": check.cause,
        "source": check.op,
    }

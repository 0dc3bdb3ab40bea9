"""The command: a formula, and what to do with it."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from autograd_cli.cli import options
from autograd_cli.cli.derive.points import number
from autograd_cli.cli.errors import UsageError
from autograd_cli.cli.exits import reported

_MOST = 10_000  # points, and steps
_DIVERGED = 3


def derive_cli(
    formula: Annotated[str, typer.Argument(metavar="EXPR", help="A formula, as 'x**2 + sin(y)'.")],
    at: Annotated[
        str | None,
        typer.Option(metavar="POINT", help="As 2 or pi/2, or x=1,y=2; 1 if it is left out."),
    ] = None,
    order: Annotated[Literal["1", "2"], typer.Option(help="Of the derivatives.")] = "1",
    dx: Annotated[
        str | None, typer.Option(metavar="STEP", help="Of the differences, not the best one.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--range", metavar="LOW HIGH", help="At many points: the worst errors."),
    ] = None,
    points: Annotated[
        int | None,
        typer.Option(help="Of a range: 101, or 51 of several variables."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, help="Of the points of several variables, which are random.")
    ] = 0,
    minimize: Annotated[
        bool, typer.Option("--minimize", help="Descend with the gradients of each method.")
    ] = False,
    start: Annotated[
        str | None, typer.Option(metavar="POINT", help="Of the descents; 1 if it is left out.")
    ] = None,
    lr: Annotated[str, typer.Option(metavar="RATE", help="Of the descents.")] = "0.1",
    steps: Annotated[int, typer.Option(help="Of the descents.")] = 20,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show every step of the descents.")
    ] = False,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw a range or descents (.png, .svg or .pdf)."),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Differentiate a formula in every way there is.

    Symbolically, by differences, by a complex step, and automatically in reverse and forward mode:
    at a point, over a range, or on the way down to a minimum. Errors are differences from the
    symbolic derivative, computed to 30 digits. Exits with 3 if every descent diverges.

    \b
    Example:
      autograd derive "x**3 + x**2 - 6*x + 1" --at 2
      autograd derive "x*y + sin(x - 2*y)" --at x=1,y=2 --order 2
      autograd derive "x**3 + x**2 - 6*x + 1" --range -3 3 --plot errors.png
      autograd derive "x**3 + x**2 - 6*x + 1" --minimize --start 3
    """
    os.environ["MPLBACKEND"] = "agg"  # the user's may be one that is not there
    with reported():
        _check(
            {"--at": at is not None, "--range": between is not None, "--minimize": minimize},
            {
                "--range": {"--points": points is not None},
                "--minimize": {"--start": start is not None, "--verbose": verbose},
            },
        )
        step = None if dx is None else _positive("--dx", dx)
        shared: dict[str, Any] = {"formula": formula, "dx": step, "as_json": as_json}
        if minimize:
            from autograd_cli.cli.derive.descents import descents

            _check_count("--steps", steps, 1)
            if order != "1":
                raise UsageError("--minimize follows first derivatives", "Leave out --order.")
            rate = _positive("--lr", lr)
            diverged = descents(
                **shared, start=start, lr=rate, steps=steps, plot=plot, every_step=verbose
            )
            if diverged:
                raise typer.Exit(_DIVERGED)
        elif between is not None:
            from autograd_cli.cli.derive.over_range import over_range

            _check_count("--points", 2 if points is None else points, 2)
            ends = number("--range", between[0]), number("--range", between[1])
            over_range(**shared, ends=ends, order=int(order), count=points, seed=seed, plot=plot)
        else:
            from autograd_cli.cli.derive.at_point import at_point

            if plot is not None:
                raise UsageError("--plot draws a range or descents", "Add --range or --minimize.")
            at_point(**shared, at=at, order=int(order))


def _check(modes: dict[str, bool], belonging: dict[str, dict[str, bool]]) -> None:
    """Raise UsageError for options that exclude each other, or lack the one they belong to."""
    given = [name for name, is_given in modes.items() if is_given]
    if len(given) > 1:
        raise UsageError(f"{given[0]} and {given[1]} exclude each other", "Leave one of them out.")
    for mode, others in belonging.items():
        for name, is_given in others.items():
            if is_given and not modes[mode]:
                raise UsageError(f"{name} belongs to {mode}", f"Add {mode}, or leave {name} out.")


def _check_count(option: str, given: int, least: int) -> None:
    if not least <= given <= _MOST:
        raise UsageError(f"{option} {given}: it has to be from {least} to {_MOST}")


def _positive(option: str, given: str) -> float:
    value = number(option, given)
    if value <= 0:
        raise UsageError(f"{option} {given}: it has to be above 0")
    return value

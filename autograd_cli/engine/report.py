"""What a gradient check has found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InputCheck:
    """Where, in one input, derivative and difference disagree most.

    Attributes
    ----------
        name            of the input
        passed          whether the relative error is small enough
        relative_error  of the derivative
        element         of the input; empty for a number or a random direction
        analytic        the derivative by the rules
        numeric         the derivative by differences
        method          how `numeric` was found: "a complex step" or "central differences"
        output          the element of the flat output that was differentiated; None if all of them
                        were, each with its own weight
        cause           the likely cause of a failure, or empty: a kink, a tie, the domain,
                        precision, or a wrong rule
        op              the op that fails the same check by itself, and its line, or empty

    """

    name: str
    passed: bool
    relative_error: float
    element: tuple[int, ...]
    analytic: float
    numeric: float
    method: str = "central differences"
    output: int | None = None
    cause: str = ""
    op: str = ""

    def __str__(self) -> str:
        where = f"{self.name}[{', '.join(map(str, self.element))}]" if self.element else self.name
        what = "" if self.output is None else f"element {self.output} of the output "
        text = (
            f"{what}with respect to {where}: the rules give {self.analytic:.12g}, {self.method} "
            f"{self.numeric:.12g}, a relative error of {self.relative_error:.2g}"
        )
        if self.cause:
            text += f"\n  likely cause: {self.cause}"
        return text + (f"\n  {self.op}" if self.op else "")


@dataclass(frozen=True)
class GradcheckReport:
    """One InputCheck for each input that was checked; true if all of them passed."""

    checks: tuple[InputCheck, ...]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks)

    def __bool__(self) -> bool:
        return self.passed

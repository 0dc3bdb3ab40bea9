"""What is raised for a formula that cannot be read or evaluated."""

from autograd_cli.errors import AutogradError

_AROUND = 30  # characters shown before and after the place


class ExpressionError(AutogradError):
    """A formula that cannot be used: what is wrong, where in it, and what may stand there."""

    exit_code = 2


def refusal(what: str, text: str, start: int, end: int, hint: str = "") -> ExpressionError:
    """The error that shows the place: its column, and marks below what is meant."""
    first, last = max(0, start - _AROUND), min(len(text), max(end, start + 1) + _AROUND)
    before, after = "..." if first else "", "..." if last < len(text) else ""
    # Of something long the marks end where the excerpt does.
    marks = "^" * max(1, min(end, start + _AROUND) - start)
    if end > start + _AROUND:
        last = min(last, start + _AROUND)
        after = "..."
    indent = " " * (len(before) + start - first)
    shown = "".join(c if c.isprintable() else "?" for c in text[first:last])
    excerpt = f"  {before}{shown}{after}\n  {indent}{marks}"
    return ExpressionError(f"column {start + 1}: {what}\n{excerpt}", hint)

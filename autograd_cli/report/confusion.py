"""How many examples of each class were taken for which, as a table."""

from collections.abc import Sequence

from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import table
from autograd_cli.runs import Predictions

_CLASSES = 20  # with more, only the most frequent mistakes are told
_MISTAKES = 20
_SHADES = 9


def confusion(found: Predictions, names: Sequence[str]) -> Markup:
    """A row for each class, shaded by its shares; of many classes a list of mistakes."""
    counts: list[list[int]] = found.confusion.tolist()
    if len(names) > _CLASSES:
        return _mistakes(counts, names)
    rows = [
        [tag("bdi", names[i]), *(_cell(count, sum(row), i == j) for j, count in enumerate(row))]
        for i, row in enumerate(counts)
    ]
    header: list[Content] = ["", *(tag("bdi", name) for name in names)]
    return table("True classes down, predicted ones across", header, rows, class_="confusion")


def _cell(count: int, of: int, right: bool) -> Markup:
    shade = -(-count * _SHADES // of) if of else 0
    kind = "right" if right else "wrong"
    return tag("span", f"{count:,}", class_=f"{kind} shade-{shade}")


def _mistakes(counts: Sequence[Sequence[int]], names: Sequence[str]) -> Markup:
    found = [
        (count, i, j)
        for i, row in enumerate(counts)
        for j, count in enumerate(row)
        if i != j and count
    ]
    found.sort(key=lambda mistake: (-mistake[0], *mistake[1:]))
    rows = [
        [tag("bdi", names[i]), tag("bdi", names[j]), f"{count:,}", f"{sum(counts[i]):,}"]
        for count, i, j in found[:_MISTAKES]
    ]
    caption = (
        f"The {len(rows)} most frequent mistakes, of {len(names)} classes"
        if rows
        else f"No mistakes, of {len(names)} classes"
    )
    return table(caption, ["true class", "taken for", "how often", "examples"], rows)

"""The pieces that all sections of a report are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.subject import Missing, Subject


@dataclass(frozen=True)
class Section:
    """A part of the page under a heading of its own; `id` is where a link leads."""

    id: str
    title: str
    body: Content


def table(
    caption: str,
    headers: Sequence[Content],
    rows: Sequence[Sequence[Content]],
    *,
    numbers: bool = False,
    class_: str | None = None,
    hidden: bool = False,
) -> Markup:
    """A table whose first column has the headings of its rows; it scrolls where it is too wide.

    `numbers`: the other columns end at one place. `hidden`: the caption is for screen readers.
    """
    name = f"{class_ or ''}{' numbers' if numbers else ''}".strip() or None
    made = tag(
        "table",
        tag("caption", caption, class_="unseen" if hidden else None),
        tag("thead", tag("tr", [tag("th", header, scope="col") for header in headers])),
        tag("tbody", [_row(row) for row in rows]),
        class_=name,
    )
    return tag("div", made, class_="wide", tabindex=0, role="region", aria_label=caption)


def _row(cells: Sequence[Content]) -> Markup:
    heading, *values = cells
    return tag("tr", tag("th", heading, scope="row"), [tag("td", value) for value in values])


def pairs(values: Mapping[str, Content], class_: str | None = None) -> Markup:
    """Names and what belongs to each."""
    items = [tag("div", tag("dt", key), tag("dd", value)) for key, value in values.items()]
    return tag("dl", items, class_=class_)


def fold(title: Content, *content: Content, is_open: bool = False) -> Markup:
    """What is shown when it is asked for; a printed report shows it."""
    return tag("details", tag("summary", title), *content, open=is_open)


def note(*content: Content) -> Markup:
    """What is missing, and why, or what else one has to know."""
    return tag("p", *content, class_="note")


def absent(what: str, found: Missing) -> Markup:
    """The reason why something is missing."""
    return note(f"No {what}: {found.why}.")


def name_of(subject: Subject) -> Markup:
    """What a run is called; it keeps its direction of writing to itself."""
    return tag("bdi", subject.label)


def of_each(subjects: Sequence[Subject], bodies: Sequence[Content]) -> Content:
    """What belongs to each run, under its name if there are several, folded if there are many."""
    if len(subjects) == 1:
        return bodies[0]
    return [
        fold(name_of(subject), tag("div", body, class_="of-run"), is_open=len(subjects) <= 3)
        for subject, body in zip(subjects, bodies, strict=True)
    ]

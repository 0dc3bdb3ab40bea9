"""The top of a report: what was trained, how well it did, when, and how it ended."""

from collections.abc import Sequence

from autograd_cli.config.schema import lower_is_better
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import name_of, note
from autograd_cli.report.status import badge, explained
from autograd_cli.report.subject import Subject
from autograd_cli.report.words import counted, duration, moment, number


def title(subjects: Sequence[Subject]) -> str:
    """What the page is called."""
    if len(subjects) == 1:
        return subjects[0].label
    return counted(len(subjects), "run")


def verdict(subjects: Sequence[Subject]) -> Markup:
    """The heading and the sentences below it."""
    body = _of_one(subjects[0]) if len(subjects) == 1 else _of_many(subjects)
    kind = "Report of a training run" if len(subjects) == 1 else "Report of training runs"
    heading = tag("h1", tag("bdi", title(subjects)))
    return tag("header", tag("p", kind, class_="kind"), heading, body)


def _of_one(subject: Subject) -> Content:
    summary = subject.summary
    facts: list[Content] = [badge(subject)]
    if summary.get("started_at"):
        facts.append(moment(summary["started_at"]))
    if summary.get("train_seconds"):
        facts.append(f"{duration(summary['train_seconds'])} of training")
    facts.append(tag("code", subject.run.id))
    why = explained(subject)
    return [
        tag("p", _best(subject), class_="verdict"),
        tag("p", [tag("span", fact) for fact in facts], class_="facts"),
        note(why) if why else None,
    ]


def _best(subject: Subject) -> Content:
    value, best = subject.best_value, subject.best
    if value is None:
        return "There is no best epoch: its metric was never a number, or no epoch was finished."
    where = f" at epoch {best.get('epoch')} of {subject.summary.get('epochs')}"
    return ["Best ", tag("b", str(best.get("monitor"))), " ", tag("b", number(value)), where]


def _of_many(subjects: Sequence[Subject]) -> Content:
    monitors = {str(s.best.get("monitor")) for s in subjects if s.best_value is not None}
    if len(monitors) == 1:
        (monitor,) = monitors
        winner = _winner(subjects, monitor)
        sentence: Content = [
            "Best ", tag("b", monitor), " ", tag("b", number(winner.best_value)), ": ",
            tag("b", name_of(winner)), f", at epoch {winner.best.get('epoch')}",
        ]  # fmt: skip
    elif monitors:
        sentence = (
            f"They were trained for different metrics, {', '.join(sorted(monitors))}: "
            "none of them is the best of all."
        )
    else:
        sentence = "None of them has a best epoch."
    notes = [
        tag("li", tag("b", name_of(subject)), f": {explained(subject)}")
        for subject in subjects
        if explained(subject)
    ]
    return [
        tag("p", sentence, class_="verdict"),
        tag("ul", notes, class_="note") if notes else None,
    ]


def _winner(subjects: Sequence[Subject], monitor: str) -> Subject:
    sign = 1 if lower_is_better(monitor) else -1
    found = [s for s in subjects if s.best_value is not None]
    return min(found, key=lambda s: sign * (s.best_value or 0.0))

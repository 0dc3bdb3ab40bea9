"""The figures of a report at a glance."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograd_cli import runs
from autograd_cli.config.schema import lower_is_better
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import Section, absent, name_of, pairs, table
from autograd_cli.report.status import badge
from autograd_cli.report.subject import Missing, Subject, attempt
from autograd_cli.report.words import NOTHING, counted, duration, number
from autograd_cli.runs import facts
from autograd_cli.runs.columns import size


def figures(subjects: Sequence[Subject]) -> Section:
    """Of one run its metrics at three moments, of several the best of each."""
    body = _of_one(subjects[0]) if len(subjects) == 1 else _of_many(subjects)
    return Section("figures", "At a glance", body)


def _of_one(subject: Subject) -> Content:
    summary = subject.summary
    cards: dict[str, Content] = {}
    if subject.best_value is not None:
        cards[f"best {subject.best['monitor']}"] = number(subject.best_value)
    for key, name in (("epochs", "epochs"), ("steps", "steps")):
        if key in summary:
            cards[name] = number(summary[key])
    if "train_seconds" in summary:
        cards["training"] = duration(summary["train_seconds"])
    data = attempt(lambda: facts.data(subject.run))
    if not isinstance(data, Missing) and "train_examples" in data:
        cards["examples, train + val"] = (
            f"{data['train_examples']:,} + {data.get('validation_examples', 0):,}"
        )
    parameters = attempt(lambda: _parameters(subject))
    if not isinstance(parameters, Missing):
        cards["parameters"] = number(parameters)
    if "peak_rss_bytes" in summary:
        cards["peak memory"] = size(summary["peak_rss_bytes"])
    missing = (
        absent("number of parameters", parameters) if isinstance(parameters, Missing) else None
    )
    return [pairs(cards, "cards"), _moments(subject), missing]


def _parameters(subject: Subject) -> int:
    return sum(array.size for array in runs.saved(subject.run, "last").weights.values())


def _moments(subject: Subject) -> Content:
    """The metrics of the untrained model, of the best epoch and of the last one."""
    summary, best = subject.summary, subject.best
    columns: dict[str, Mapping[str, Any]] = {
        "untrained": summary.get("initial") or {},
        f"best epoch, {best.get('epoch')}": best.get("metrics") or {},
        f"last epoch, {summary.get('epochs')}": summary.get("final") or {},
    }
    columns = {name: values for name, values in columns.items() if values}
    names = dict.fromkeys(name for values in columns.values() for name in values)
    if not names:
        return tag("p", "No metrics: no epoch was finished.", class_="note")
    rows = [[name, *(number(v.get(name)) for v in columns.values())] for name in names]
    return table("Metrics of the run", ["metric", *columns], rows, numbers=True)


def _of_many(subjects: Sequence[Subject]) -> Content:
    names = dict.fromkeys(
        name for subject in subjects for name in (subject.best.get("metrics") or {})
    )
    best = {name: _best(subjects, name) for name in names}
    rows = [
        [
            _named(subject),
            badge(subject),
            f"{subject.best.get('epoch', NOTHING)} of {subject.summary.get('epochs', NOTHING)}",
            *(_value(subject, name, best[name]) for name in names),
            duration(subject.summary.get("train_seconds") or 0),
        ]
        for subject in subjects
    ]
    headers = ["run", "status", "best epoch", *names, "training"]
    told = "Every run at its best epoch; the best value of a metric is bold and has a star"
    return [table(told, headers, rows, numbers=True, class_="runs-table"), _together(subjects)]


def _named(subject: Subject) -> Content:
    return [tag("b", name_of(subject)), tag("br"), tag("small", subject.run.id)]


def _together(subjects: Sequence[Subject]) -> Content:
    whole = sum(subject.summary.get("train_seconds") or 0 for subject in subjects)
    epochs = sum(subject.summary.get("epochs") or 0 for subject in subjects)
    return tag("p", f"Together {counted(epochs, 'epoch')} in {duration(whole)} of training.")


def _best(subjects: Sequence[Subject], name: str) -> float | None:
    """The best value of a metric, if the runs are not all equal in it."""
    values = {
        float(value)
        for subject in subjects
        if isinstance(value := (subject.best.get("metrics") or {}).get(name), int | float)
        and value == value  # not NaN
    }
    if len(values) < 2:
        return None
    return min(values) if lower_is_better(name) else max(values)


def _value(subject: Subject, name: str, best: float | None) -> Content:
    value = (subject.best.get("metrics") or {}).get(name)
    shown = number(value)
    return Markup(tag("b", f"{shown} ★")) if value is not None and value == best else shown

"""The section of the curves: charts, and what is chosen for them."""

from collections.abc import Sequence

from autograd_cli.plots.axis import label
from autograd_cli.report.chart import figure
from autograd_cli.report.choices import choice, marked
from autograd_cli.report.curves import Chart, Curves, curves, part_label
from autograd_cli.report.embedded import as_json, column
from autograd_cli.report.marks import shapes, swatch, swatch_of_part
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import Section, absent, name_of, note
from autograd_cli.report.subject import Missing, Subject

_ACROSS = {"epoch": "epochs", "step": "steps", "seconds": "seconds"}
_ROWS = {"epochs": "epochs", "steps": "steps"}


def charts(subjects: Sequence[Subject]) -> Section:
    """Every quantity that changed; those that did not, in words."""
    found = curves(subjects)
    drawn = [chart for chart in found.charts if not chart.constant]
    labels = [subject.label for subject in subjects]
    body: list[Content] = [
        shapes(),
        [_missing(subject) for subject in subjects],
        [
            note(f"Of {of:,} {_ROWS[source]}, {shown:,} at even distances are shown.")
            for source, (shown, of) in found.left_out.items()
        ],
        _controls(subjects, drawn) if drawn else None,
        [figure(i, chart, labels) for i, chart in enumerate(drawn)],
        [_unchanged(chart, labels) for chart in found.charts if chart.constant],
        tag("script", _data(found, drawn, labels), type="application/json", id="curve-data"),
    ]
    return Section("curves", "Curves", body)


def _missing(subject: Subject) -> Content:
    if isinstance(subject.table, Missing):
        return absent(f"curves of {subject.label}", subject.table)
    if not subject.table["epoch"]:
        return absent(f"curves of {subject.label}", Missing("it has finished no epoch"))
    if isinstance(subject.steps, Missing):
        return absent(f"curves of the steps of {subject.label}", subject.steps)
    return None


def _controls(subjects: Sequence[Subject], drawn: Sequence[Chart]) -> Markup:
    """What the curves show; there is nothing to choose without the script, which shows it."""
    parts = list(dict.fromkeys(p for chart in drawn for p in chart.parts if p))
    choices: list[Content] = []
    if len(subjects) > 1:
        runs = [
            choice("checkbox", "run", str(s.number), marked(swatch(run=s.number), name_of(s)))
            for s in subjects
        ]
        ends = [
            tag("button", word, type="button", data_runs=word, aria_label=f"Show {word} runs")
            for word in ("all", "no")
        ]
        choices.append(_group("Runs", runs, tag("span", ends, class_="ends"), class_="runs"))
    if len(parts) > 1:
        alone = len(subjects) == 1
        labels = [
            choice(
                "checkbox",
                "part",
                part,
                marked(swatch(part) if alone else swatch_of_part(part), part_label(part)),
            )
            for part in parts
        ]
        choices.append(_group("Parts", labels))
    across = [
        choice("radio", "across", key, word, on=key == "epoch") for key, word in _ACROSS.items()
    ]
    choices.append(_group("Over", across))
    return tag("form", choices, id="controls", class_="controls", hidden=True)


def _group(name: str, *content: Content, class_: str | None = None) -> Markup:
    return tag("fieldset", tag("legend", name), *content, class_=class_)


def _unchanged(chart: Chart, labels: Sequence[str]) -> Markup:
    values = chart.constant
    title = f"{chart.title[:1].upper()}{chart.title[1:]}"
    if len({*values.values()}) == 1:
        told = label(next(iter(values.values())))
        return tag("p", f"{title}: {told} from the beginning to the end.")
    told = ", ".join(f"{labels[run]} {label(value)}" for run, value in values.items())
    return tag("p", f"{title}, the same in all of a run: {told}.")


def _data(found: Curves, drawn: Sequence[Chart], labels: Sequence[str]) -> Markup:
    """What the script draws from."""
    needed = {(line.run, chart.source, line.column) for chart in drawn for line in chart.lines}
    runs = [
        {
            "label": label,
            "tables": {
                source: {
                    name: column(values)
                    for name, values in tables[run].items()
                    if name in _ACROSS or (run, source, name) in needed
                }
                for source, tables in found.tables.items()
                if run in tables
            },
        }
        for run, label in enumerate(labels)
    ]
    told = [
        {
            "title": chart.title,
            "source": chart.source,
            "lines": [{"run": x.run, "part": x.part, "column": x.column} for x in chart.lines],
        }
        for chart in drawn
    ]
    parts = {part: part_label(part) for chart in drawn for part in chart.parts}
    return as_json({"runs": runs, "charts": told, "parts": parts})

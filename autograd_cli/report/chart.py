"""One chart: its curves, the values at the line through it, and its extremes."""

from collections.abc import Iterator, Sequence

from autograd_cli.report.choices import choice, marked
from autograd_cli.report.curves import Chart, Line, part_label
from autograd_cli.report.drawing import drawing
from autograd_cli.report.marks import swatch, swatch_of_part
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import fold, table
from autograd_cli.report.words import NOTHING, number


def figure(place: int, chart: Chart, labels: Sequence[str]) -> Markup:
    """One chart. The slider, which moves the line through it, and the scale need the script."""
    name = f"chart-{place}"
    what = f"Curves of {chart.title}"
    lines = f"{len(chart.lines)} line{'s' * (len(chart.lines) > 1)}"
    about = f"{what}: {lines}. The values are in the table that follows."
    scale = choice("checkbox", "log", "log", "logarithmic", on=chart.logarithmic)
    slider = tag("input", type="range", min=0, max=0, value=0, aria_label=f"Position: {what}")
    return tag(
        "figure",
        tag("figcaption", tag("h3", chart.title, id=f"{name}-title")),
        tag("div", scale, class_="scale", hidden=True),
        tag("div", drawing(chart, about=about, alone=len(labels) == 1), class_="drawing"),
        tag("div", slider, class_="slider", hidden=True),
        _readout(chart, labels),
        fold(f"Lowest, highest and last {chart.title}", _extremes(chart, labels)),
        class_="chart",
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _readout(chart: Chart, labels: Sequence[str]) -> Markup:
    """The values at the line through the chart; without the script, the last ones."""
    cells = {(line.run, line.part): i for i, line in enumerate(chart.lines)}
    if len(labels) == 1:
        parts = chart.parts
        head: list[Content] = []
        rows = [
            _readout_row(
                marked(swatch(part or "train"), part_label(part) or chart.title),
                [(0, part)],
                cells,
                chart,
                run=None,
            )
            for part in parts
        ]
    else:
        head = [
            tag("th", "run", scope="col"),
            *(
                tag("th", marked(swatch_of_part(p), part_label(p)) if p else "value", scope="col")
                for p in chart.parts
            ),
        ]
        shown = dict.fromkeys(line.run for line in chart.lines)
        rows = [
            _readout_row(
                marked(swatch(run=run), tag("bdi", labels[run])),
                [(run, part) for part in chart.parts],
                cells,
                chart,
                run=run,
            )
            for run in shown
        ]
    return tag(
        "table",
        tag("caption", tag("output", "at the end", aria_live="polite")),
        tag("thead", tag("tr", head)) if head else None,
        tag("tbody", rows),
        class_="readout",
    )


def _readout_row(
    heading: Content,
    keys: Sequence[tuple[int, str]],
    cells: dict[tuple[int, str], int],
    chart: Chart,
    *,
    run: int | None,
) -> Markup:
    values = [
        tag("td", number(_last(chart.lines[cells[key]])), data_line=cells[key])
        if key in cells
        else tag("td")
        for key in keys
    ]
    return tag("tr", tag("th", heading, scope="row"), values, data_run=run)


def _last(line: Line) -> float | None:
    return next((value for value in reversed(line.values) if value is not None), None)


def _extremes(chart: Chart, labels: Sequence[str]) -> Markup:
    rows = [[_called(line, labels), *_told(line, chart.source)] for line in chart.lines]
    headers = ["line", "first", "lowest", "highest", "last"]
    return table(f"Values of {chart.title}", headers, rows, numbers=True)


def _called(line: Line, labels: Sequence[str]) -> Content:
    part = part_label(line.part)
    if len(labels) == 1:
        return part or line.column
    return [tag("bdi", labels[line.run]), f", {part}" if part else ""]


def _told(line: Line, source: str) -> Iterator[str]:
    """First, lowest, highest and last, those between with their places."""
    key = "epoch" if source == "epochs" else "step"
    known = [
        (value, place)
        for value, place in zip(line.values, line.table[key], strict=True)
        if value is not None and value == value  # not NaN
    ]
    if not known:
        yield from [NOTHING] * 4
        return
    yield number(known[0][0])
    for value, place in (min(known), max(known)):
        yield f"{number(value)} at {key} {place}"
    yield number(known[-1][0])

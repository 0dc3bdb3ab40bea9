"""The section of the computation: a training step of the model, drawn and told."""

from collections.abc import Sequence
from functools import partial

from autograd_cli.graph import Graph, Value
from autograd_cli.graph.collapse import collapsed
from autograd_cli.plots import graphs
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import Section, fold, note, of_each, table
from autograd_cli.report.subject import Missing, Subject, attempt
from autograd_cli.report.words import NOTHING
from autograd_cli.train.graphs import graph_of_run

_RUNS = 3
_EXAMPLES = 4  # of the batch: the shapes tell it from the features and the classes


def graph(subjects: Sequence[Subject]) -> Section:
    """Of few runs; of many the command that draws it."""
    if len(subjects) > _RUNS:
        body: Content = note(
            "The graphs of so many runs are left out. That of one: ",
            tag("code", f"autograd graph {subjects[0].run.id} -o graph.svg"),
        )
    else:
        body = of_each(subjects, [*map(_of_run, subjects)])
    return Section("graph", "Graph", body)


def _of_run(subject: Subject) -> Content:
    found = attempt(partial(graph_of_run, subject.run, examples=_EXAMPLES))
    if isinstance(found, Missing):
        return note(f"No graph: {found.why}.")
    whole, lacking = found
    small = collapsed(whole)
    drawn = attempt(lambda: Markup(graphs.svg(small)))
    return [
        tag(
            "p",
            f"A training step on {_EXAMPLES} examples, from the inputs to the loss, and the "
            f"gradient on its way back: {len(whole.values)} values, each module drawn as one.",
        ),
        note(f"{lacking}.") if lacking else None,
        note(f"It is not drawn: {drawn.why}.")
        if isinstance(drawn, Missing)
        else tag(
            "div",
            drawn,
            class_="wide graph",
            tabindex=0,
            role="region",
            aria_label="The graph of a training step",
        ),
        fold("The values in a table", _listed(small)),
    ]


def _listed(found: Graph) -> Content:
    sources: dict[int, list[str]] = {}
    for edge in found.edges:
        sources.setdefault(edge.target, []).append(found.values[edge.source].name)
    rows = [
        [
            str(value.number + 1),
            tag("bdi", value.name),
            _kind(value),
            ", ".join(sources.get(value.number, [])) or NOTHING,
            _shape(value),
            value.formula or NOTHING,
        ]
        for value in found.values
    ]
    headers = ["number", "value", "made by", "of", "shape", "formula"]
    return table("The values in the order in which they are computed", headers, rows)


def _kind(value: Value) -> str:
    return value.op or value.kind


def _shape(value: Value) -> str:
    return " \N{MULTIPLICATION SIGN} ".join(map(str, value.shape)) or "a number"

"""A report as one HTML page that needs nothing else: no network, no other file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from autograd_cli import __version__
from autograd_cli.report.charts import charts
from autograd_cli.report.environment import environment
from autograd_cli.report.figures import figures
from autograd_cli.report.graph import graph
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.pictures import pictures
from autograd_cli.report.policy import policy
from autograd_cli.report.predictions import predictions
from autograd_cli.report.reproduce import reproduce
from autograd_cli.report.section import Section
from autograd_cli.report.settings import settings
from autograd_cli.report.subject import Subject, subjects
from autograd_cli.report.verdict import title, verdict
from autograd_cli.report.words import moment
from autograd_cli.runs import RunFolder

GENERATOR = "autograd-cli report"
_SECTIONS = (
    figures,
    charts,
    settings,
    predictions,
    pictures,
    graph,
    environment,
    reproduce,
)


def page(folders: Sequence[RunFolder]) -> str:
    """The report of one run or more. Raises RunError if the summary of one cannot be read."""
    found = subjects(folders)
    sections = [section(found) for section in _SECTIONS]
    return f"<!doctype html>\n{tag('html', _head(found), _body(found, sections), lang='en')}\n"


def _head(found: Sequence[Subject]) -> Markup:
    style, script = _piece("style.css"), _piece("script.js")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content=f"{GENERATOR} {__version__}"),
        policy(style=style, script=script),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title(found)}: report"),
        tag("style", style),
    )


def _body(found: Sequence[Subject], sections: Sequence[Section]) -> Markup:
    links = [tag("li", tag("a", s.title, href=f"#{s.id}")) for s in sections]
    made: Content = [
        "Made by autograd-cli ", __version__, ", ", moment(datetime.now(UTC).isoformat()), "."
    ]  # fmt: skip
    return tag(
        "body",
        tag("a", "To the content", href="#content", class_="skip"),
        verdict(found),
        tag("nav", tag("ul", links), aria_label="Contents"),
        tag("main", [_shown(section) for section in sections], id="content"),
        tag("footer", tag("p", made)),
        tag("script", _piece("script.js")),
    )


def _shown(section: Section) -> Markup:
    heading = tag("h2", section.title, id=f"{section.id}-heading")
    return tag(
        "section", heading, section.body, id=section.id, aria_labelledby=f"{section.id}-heading"
    )


@cache
def _piece(name: str) -> Markup:
    """A file of ours beside this one; its text is in the page as it is, for its fingerprint."""
    return Markup(files("autograd_cli.report").joinpath(name).read_text(encoding="utf-8"))

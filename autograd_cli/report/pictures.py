"""The section of pictures that `autograd plot` would draw, but for what the report has itself."""

from collections.abc import Sequence
from functools import partial

from autograd_cli.plots import kinds
from autograd_cli.plots.saving import encode
from autograd_cli.report.embedded import data_uri
from autograd_cli.report.markup import Content, Markup, tag
from autograd_cli.report.section import Section, fold, note, of_each
from autograd_cli.report.subject import Missing, Subject, attempt

_RUNS = 3  # of more, each picture of each would take seconds and megabytes
_ROOM = 3_000_000  # bytes of all of them
_OWN = {"confusion", "images", "steps", "examples"}  # which the report shows in its own way
_TITLES = {
    "boundary": "Decision boundary",
    "filters": "Filters of the first layer",
    "fit": "Fit",
    "labels": "True and predicted classes",
    "precision_recall": "Precision and recall",
    "residuals": "Residuals",
    "roc": "Receiver operating characteristic",
    "surface": "Surface of the loss",
    "weights": "Weights over time",
}


def pictures(subjects: Sequence[Subject]) -> Section:
    """Of few runs; of many the command that draws them."""
    if len(subjects) > _RUNS:
        body: Content = note(
            f"Pictures of {len(subjects)} runs would make the page slow to open. Those of one: ",
            tag("code", f"autograd plot {subjects[0].run.id}"),
        )
    else:
        body = of_each(subjects, [_of_run(s, _ROOM // len(subjects)) for s in subjects])
    return Section("pictures", "Pictures", body)


def _of_run(subject: Subject, room: int) -> Content:
    found = attempt(partial(_kinds, subject))
    if isinstance(found, Missing):
        return note(f"No pictures: {found.why}.")
    drawn: list[Markup] = []
    reasons: list[Content] = []
    for kind in found:
        title = _TITLES.get(kind, kind.replace("_", " ").capitalize())
        picture = attempt(partial(_picture, subject, kind, title))
        if isinstance(picture, Missing):
            reasons.append([tag("b", title), f": {picture.why}"])
        elif len(picture) > room:
            reasons.append([tag("b", title), ": it is too large to be in the page"])
        else:
            room -= len(picture)
            drawn.append(picture)
    return [
        drawn,
        fold("Pictures that such a run has not", tag("ul", [tag("li", r) for r in reasons]))
        if reasons
        else None,
    ]


def _kinds(subject: Subject) -> list[str]:
    data = subject.data
    # Of more features the fit is what the predictions show: predicted over true numbers.
    own = _OWN if len(data.about.get("feature_names", [])) == 1 else _OWN | {"fit"}
    return [kind for kind in kinds.all_of(data) if kind not in own and kind not in data.curves]


def _picture(subject: Subject, kind: str, title: str) -> Markup:
    content = encode(kinds.picture(subject.data, kind), "png")
    image = tag("img", src=data_uri("png", content), alt=f"{title} of {subject.label}")
    return tag("figure", tag("figcaption", tag("h3", title)), image, class_="picture")

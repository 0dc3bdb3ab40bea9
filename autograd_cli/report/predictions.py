"""The section of what the best weights predict."""

from collections.abc import Sequence

import numpy as np

from autograd_cli.plots.sheets.about import accuracy, best_epoch
from autograd_cli.plots.sheets.images import answers_of
from autograd_cli.plots.style import LABELS
from autograd_cli.report.confusion import confusion
from autograd_cli.report.markup import Content, tag
from autograd_cli.report.regression import regression
from autograd_cli.report.section import Section, note, of_each, table
from autograd_cli.report.subject import Missing, Subject, attempt
from autograd_cli.report.thumbnails import thumbnails
from autograd_cli.report.words import NOTHING, number
from autograd_cli.runs import Predictions

_EXAMPLES = 12
_FEATURES = 6
_IMAGES = 48
_ROOM = 1_000_000  # bytes for the images of all runs


def predictions(subjects: Sequence[Subject]) -> Section:
    """Classes as a matrix and examples, numbers as points and errors."""
    room = _ROOM // len(subjects)
    bodies = [_of_run(subject, room, len(subjects)) for subject in subjects]
    return Section("predictions", "Predictions", of_each(subjects, bodies))


def _of_run(subject: Subject, room: int, runs: int) -> Content:
    found = attempt(subject.data.predicted)
    if isinstance(found, Missing):
        return note(f"{found.why[0].upper()}{found.why[1:]}.")
    if not subject.data.class_names:
        told = f"Of the {LABELS[found.part]} part, {best_epoch(found.epoch)}."
        return [tag("p", told), regression(found)]
    classes = attempt(subject.data.classified)
    if isinstance(classes, Missing):
        return note(f"{classes.why}.")
    _, names = classes
    told = accuracy(found)
    return [
        tag("p", f"{told[0].upper()}{told[1:]}."),
        confusion(found, names),
        thumbnails(found, names, room=room, most=_IMAGES if runs <= 3 else _IMAGES // 4)
        if len(found.images)
        else _examples(subject, found, names),
    ]


def _examples(subject: Subject, found: Predictions, names: Sequence[str]) -> Content:
    """The mistakes of which the model was most sure first, then what it was least sure of."""
    answers, sure = answers_of(found.outputs)
    truths = found.targets.astype(np.intp)
    right = answers == truths
    chosen = np.lexsort((np.where(right, sure, -sure), right))[:_EXAMPLES]
    features, rows_of = _features(subject)
    rows = [
        [
            str(i + 1),
            tag("bdi", names[truths[i]]),
            [tag("bdi", names[answers[i]]), "" if right[i] else tag("b", " ✗ wrong")],
            f"{sure[i]:.1%}",
            *rows_of.get(i, [NOTHING] * len(features)),
        ]
        for i in chosen.tolist()
    ]
    wrong = int(np.count_nonzero(~right))
    caption = (
        f"{len(rows)} of {len(right):,} examples: the mistakes ({wrong:,}) come first, the surest "
        "of them before all; then what the model was least sure of"
    )
    headers: list[Content] = ["example", "true", "predicted", "probability"]
    return table(caption, [*headers, *(tag("bdi", f) for f in features)], rows, class_="examples")


def _features(subject: Subject) -> tuple[list[str], dict[int, list[str]]]:
    """The names of the first features, and by example what they are, of those that are kept."""
    predictions = subject.data.predictions
    if predictions is None or predictions.inputs is None or predictions.shown is None:
        return [], {}
    names = [str(name) for name in subject.data.about.get("feature_names", [])][:_FEATURES]
    restored = attempt(lambda: subject.data.restored)
    if isinstance(restored, Missing):
        return [], {}
    values = restored.preprocessing.undo(predictions.inputs)[:, : len(names)].tolist()
    rows = zip(predictions.shown.tolist(), values, strict=True)
    return names, {i: [number(v) for v in row] for i, row in rows}

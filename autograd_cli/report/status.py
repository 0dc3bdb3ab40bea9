"""How a run has ended, or that it has not: in a word, and in what it means for the report."""

from autograd_cli.report.markup import Markup, tag
from autograd_cli.report.subject import Subject

# A mark for those who do not see the colour, what people call it, and whether it is good or bad.
_LOOKS = {
    "completed": ("✓", "completed", "good"),
    "early_stopped": ("✓", "stopped early", "good"),
    "running": ("●", "running", "going"),
    "interrupted": ("‖", "interrupted", "going"),
    "killed": ("✕", "killed", "bad"),
    "failed": ("✕", "failed", "bad"),
    "diverged": ("✕", "diverged", "bad"),
}


def badge(subject: Subject) -> Markup:
    """The status, marked."""
    sign, word, kind = _LOOKS.get(subject.status, ("?", subject.status, "going"))
    return tag("span", tag("span", sign, aria_hidden="true"), f" {word}", class_=f"status {kind}")


def explained(subject: Subject) -> str:
    """What is to be known of a run that did not come to its end; nothing of one that did."""
    again = f"To go on with it: autograd resume {subject.run.id}"
    error = str(subject.summary.get("error") or "")
    because = f": {error}" if error else ""
    match subject.status:
        case "completed" | "early_stopped":
            return ""
        case "running":
            return (
                "This run is being trained: the report shows what it had written when the report "
                "was made."
            )
        case "interrupted":
            return f"This training was interrupted before its last epoch. {again}"
        case "killed":
            return f"The process that trained this run is gone without having ended it. {again}"
        case "diverged":
            return (
                f"This training diverged{because}. The metrics are those of the epochs before; "
                "a smaller learning rate may help."
            )
        case "failed":
            return (
                f"This training failed{because}. The report shows what it had written until then."
            )
        case other:
            return f"The summary of this run says {other}{because}."

"""How a run has gone so far, as its summary tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograd_cli.runs import checkpoint

if TYPE_CHECKING:
    from autograd_cli.config import Settings


@dataclass
class Story:
    """What the summary tells of a run, but for its end; `inside`: in the middle of an epoch."""

    name: str
    started_at: str
    settings: "Settings"
    epochs: int = 0
    steps: int = 0
    train_seconds: float = 0.0
    initial: Mapping[str, Any] | None = None
    best: Mapping[str, Any] | None = None
    final: Mapping[str, Any] | None = None
    stopped_early: bool = False
    inside: bool = False

    @property
    def ended(self) -> bool:
        """Whether there is no more to train."""
        done = self.epochs >= self.settings.train.epochs and not self.inside
        return self.stopped_early or done

    @property
    def reached(self) -> str:
        """The status of a training that goes no further."""
        if self.stopped_early:
            return "early_stopped"
        return "completed" if self.ended else "interrupted"

    def as_dict(self, run_id: str, status: str, ending: Mapping[str, Any]) -> dict[str, Any]:
        """The summary, with its keys always in the same order."""
        values = {
            "format": checkpoint.FORMAT,
            "id": run_id,
            "name": self.name,
            "status": status,
            "started_at": self.started_at,
            "settings": self.settings.as_dict(),
            "epochs": self.epochs,
            "steps": self.steps,
            "train_seconds": round(self.train_seconds, 6),
            "initial": self.initial,
            "best": self.best,
            "final": self.final,
            **ending,
        }
        return {key: value for key, value in values.items() if value is not None}

"""The names of the files in a run's folder: no other module knows them."""

from dataclasses import dataclass
from pathlib import Path

from autograd_cli.runs.names import PLOTS, SUMMARY

LATEST = "latest"  # beside the runs: a text file with the newest run's id


@dataclass(frozen=True)
class RunFolder:
    """The paths inside one run's folder."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.name

    @property
    def config(self) -> Path:
        """The config as its author wrote it."""
        return self.path / "config.yaml"

    @property
    def resolved_config(self) -> Path:
        """Every setting that was used, defaults and overrides included."""
        return self.path / "config.resolved.yaml"

    @property
    def environment(self) -> Path:
        """The machine and the versions at the run's beginning."""
        return self.path / "environment.json"

    @property
    def sessions(self) -> Path:
        """A line for every process that went on with the run."""
        return self.path / "sessions.jsonl"

    @property
    def lock(self) -> Path:
        """Locked, as long as a process works on the run."""
        return self.path / ".lock"

    @property
    def metrics(self) -> Path:
        return self.path / "metrics.jsonl"

    @property
    def metrics_table(self) -> Path:
        return self.path / "metrics.csv"

    @property
    def steps(self) -> Path:
        """The steps that `train.log_every` asked for, if it did."""
        return self.path / "steps.jsonl"

    @property
    def weights(self) -> Path:
        """What the weights were at the end of some epochs."""
        return self.path / "weights.jsonl"

    @property
    def summary(self) -> Path:
        return self.path / SUMMARY

    @property
    def preprocessing(self) -> Path:
        return self.path / "preprocess.json"

    @property
    def checkpoints(self) -> Path:
        return self.path / "checkpoints"

    @property
    def last(self) -> Path:
        return self.checkpoints / "last.safetensors"

    @property
    def best(self) -> Path:
        return self.checkpoints / "best.safetensors"

    @property
    def next_best(self) -> Path:
        """The best weights until `last` is written, which makes them so."""
        return self.checkpoints / "best.next.safetensors"

    @property
    def predictions(self) -> Path:
        """What the best weights say of the validation part."""
        return self.path / "predictions.safetensors"

    @property
    def plots(self) -> Path:
        return self.path / PLOTS

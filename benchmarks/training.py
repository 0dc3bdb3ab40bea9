"""A training as `autograd train` makes it, whose records are taken one by one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from autograd_cli import config, runs, train
from autograd_cli.cli.prepare import prepare


class Training(NamedTuple):
    """The records to come, and the run that they are for."""

    records: Iterator[runs.Record]
    run: runs.RunWriter


def start(
    folder: Path, settings: dict[str, Any], should_stop: Callable[[], bool] = lambda: False
) -> Training:
    """Begin a training with these settings, whose run is written below `folder`."""
    path = folder / "benchmark.yaml"
    path.write_text(json.dumps(settings), encoding="utf-8")
    ready = prepare(config.load(path))
    run = runs.create(ready.config, ready.splits.about(), runs_dir=folder / "runs")
    records = train.loop(
        ready.model,
        ready.splits,
        ready.config.settings,
        should_stop=should_stop,
        should_save=run.due,
    )
    return Training(records, run)

"""Runs that nobody has trained: folders with all that a report reads but weights."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from autograd_cli.config import Settings
from autograd_cli.runs import RunFolder
from autograd_cli.runs.environment import environment

_STEPS = 12  # of an epoch


def synthetic_runs(folder: Path, count: int, epochs: int) -> list[RunFolder]:
    """Finished runs of a network on Iris, with rates and results of their own."""
    about = environment()
    return [_run(folder / f"20261122-{100_000 + i}-run{i}", i, epochs, about) for i in range(count)]


def _run(path: Path, number: int, epochs: int, about: dict[str, Any]) -> RunFolder:
    run = RunFolder(path)
    path.mkdir(parents=True)
    rows = _rows(number, epochs)
    best = min(rows, key=lambda row: row["val/loss"])
    settings = Settings.model_validate(
        {
            "seed": number,
            "dataset": {"name": "iris"},
            "model": {"name": "mlp", "hidden": [4 + number]},
            "optimizer": {"name": "sgd", "lr": 0.01 * (number + 1)},
            "train": {"epochs": epochs},
        }
    ).completed("multiclass")
    summary = {
        "format": 2,
        "id": run.id,
        "name": f"run{number}",
        "status": "completed",
        "started_at": "2026-11-22T10:00:00+00:00",
        "settings": settings.as_dict(),
        "epochs": epochs,
        "steps": epochs * _STEPS,
        "train_seconds": rows[-1]["seconds"],
        "best": {"epoch": best["epoch"], "monitor": "val/loss", "metrics": _metrics(best)},
        "final": _metrics(rows[-1]),
        "finished_at": "2026-11-22T10:01:00+00:00",
        "peak_rss_bytes": 60_000_000,
    }
    preprocessing = {
        "task": "multiclass",
        "feature_names": ["sepal length", "sepal width", "petal length", "petal width"],
        "class_names": ["setosa", "versicolor", "virginica"],
        "scaler": None,
        "train_examples": 120,
        "validation_examples": 30,
        "dataset_sha256": "0" * 64,
    }
    run.summary.write_text(json.dumps(summary), encoding="utf-8")
    run.preprocessing.write_text(json.dumps(preprocessing), encoding="utf-8")
    run.environment.write_text(json.dumps(about), encoding="utf-8")
    # JSON is YAML too.
    for config in (run.config, run.resolved_config):
        config.write_text(json.dumps(settings.as_dict()), encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    run.metrics.write_text(lines, encoding="utf-8")
    return run


def _rows(number: int, epochs: int) -> list[dict[str, Any]]:
    noise = np.random.default_rng(number).standard_normal((epochs, 3)) / 30
    rows = []
    for epoch, (a, b, c) in enumerate(noise.tolist(), 1):
        fall = math.exp(-(number + 2) * epoch / epochs)
        rows.append(
            {
                "epoch": epoch,
                "step": epoch * _STEPS,
                "seconds": round(epoch * (0.01 + number / 3000) + abs(c) / 100, 6),
                "lr": 0.01 * (number + 1) * (1 - epoch / epochs / 2),
                "grad_norm": fall * (2 + a),
                "train/loss": fall * (1 + a) + 0.1,
                "train/accuracy": 1 - 0.6 * fall * (1 + a / 3),
                "val/loss": fall * (1 + b) + 0.12 + 0.01 * number,
                "val/accuracy": 1 - 0.65 * fall * (1 + b / 3),
            }
        )
    return rows


def _metrics(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if "/" in name}

"""autograd config check: everything that a training checks before its first step."""

import sys
from pathlib import Path
from typing import Any

from autograd_cli.cli import options
from autograd_cli.cli.exits import reported
from autograd_cli.cli.prepare import prepare
from autograd_cli.cli.terminal import write, write_json


def check_cli(
    config: options.ConfigFile,
    overrides: options.Overrides = None,
    as_json: options.AsJson = False,
) -> None:
    """Check a config without training.

    Its settings, that they fit its data, and that the model can be built. Exits with 2 and every
    mistake, each with its file, line and column.

    \b
    Example:
      autograd config check configs/iris_logreg.yaml
    """
    with reported():
        found = check(config=config, overrides=overrides or [])
        if as_json:
            write_json(found)
            return
        data, model = found["dataset"], found["model"]
        write(f"{config}: ok", sys.stdout)
        write(
            f"dataset {data['name']}: training {data['train_examples']}, "
            f"validation {data['validation_examples']}, {_shape(data['shape'])}, "
            f"{_target(data['classes'])}",
            sys.stdout,
        )
        write(f"model {model['name']}: parameters {model['parameters']}", sys.stdout)


def check(*, config: Path, overrides: list[str]) -> dict[str, Any]:
    """What the config's dataset and model prove to be.

    Raises ConfigError or DataError.
    """
    from autograd_cli.config import load  # loads pydantic

    ready = prepare(load(config, overrides))
    settings, splits = ready.config.settings, ready.splits
    return {
        "config": str(config),
        "dataset": {
            "name": settings.dataset.name,
            "task": splits.task,
            "train_examples": len(splits.train),
            "validation_examples": len(splits.validation) if splits.validation else 0,
            "shape": list(splits.shape),
            "classes": list(splits.preprocessing.class_names),
        },
        "model": {
            "name": settings.model.name,
            "parameters": sum(value.size for value in ready.model.state_dict().values()),
        },
    }


def _shape(shape: list[int]) -> str:
    size = " x ".join(map(str, shape))
    return f"features {size}" if len(shape) == 1 else f"images {size}"


def _target(classes: list[str]) -> str:
    return f"classes {len(classes)}" if classes else "target a number"

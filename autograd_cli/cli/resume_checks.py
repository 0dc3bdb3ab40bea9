"""What may stand in the way of a resume: nothing is changed before all of it is out of the way."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograd_cli.cli.prepare import Prepared
from autograd_cli.cli.terminal import tell

if TYPE_CHECKING:
    from autograd_cli.config import Config
    from autograd_cli.data import Splits
    from autograd_cli.runs import PausedRun

# What the order of examples within an epoch depends on.
_ORDER = ("seed", "dataset", "train.batch_size", "train.shuffle")
_ABSENT = object()


def check_unchanged(paused: "PausedRun", written: "Config", overrides: Sequence[str]) -> None:
    """Raise ConfigError if settings were edited that are not overridden. More epochs may be."""
    from autograd_cli.config import SettingError
    from autograd_cli.config.reader import dotted
    from autograd_cli.runs.columns import flat

    was = paused.summary.get("settings") or {}
    now = written.settings.as_dict()
    present = flat(now)
    for key, value in flat(was).items():  # settings that an earlier version did not know are not in
        if present.get(key, _ABSENT) == value or touches([*overrides, "train.epochs"], key):
            continue
        before: Any = was
        after: Any = now
        path: list[str | int] = []
        for part in key.split("."):  # down to where both have something to compare
            if isinstance(before, list):
                path.append(int(part))
                before, after = before[int(part)], after[int(part)]
            else:
                path.append(part)
                before, after = before[part], after.get(part)
            if not _alike(before, after):
                break
        with written.locating():
            raise SettingError(
                tuple(path),
                f"was {json.dumps(before)} in the run's training; a resumed run keeps its "
                f"settings, unless told otherwise: --override {dotted(tuple(path))}="
                f"{json.dumps(after)}",
            )


def _alike(before: Any, after: Any) -> bool:
    """Whether both are mappings, or lists of as many items: then these can be compared."""
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after)
    return isinstance(before, dict) and isinstance(after, dict)


def has_more_to_do(paused: "PausedRun", config: "Config", overrides: Sequence[str]) -> bool:
    """Whether there is an epoch to train, or an end to write.

    Raises RunError for fewer epochs than there are.
    """
    from autograd_cli.runs import RunError, where

    run, checkpoint = paused.folder, paused.checkpoint
    done = checkpoint.epoch if checkpoint else 0
    epochs = config.settings.train.epochs
    if checkpoint and epochs < done + bool(checkpoint.batch):
        raise RunError(
            f"{run.id} is {where(checkpoint)} already, past {epochs} epochs",
            f"Give more: autograd resume {run.id} --epochs {2 * done}",
        )
    status = paused.summary.get("status")
    if status == "completed" and done == epochs:
        tell(f"nothing to do: all {epochs} epochs are done; --epochs N trains on")
        return False
    if status == "early_stopped" and not touches(overrides, "early_stopping"):
        tell(
            f"nothing to do: it stopped early, after epoch {done}; "
            "--override early_stopping=null trains on"
        )
        return False
    return True


@contextmanager
def pointing_to_moved_data() -> Iterator[None]:
    """Within it, a ConfigError about the data's path says what to do if that has moved."""
    from autograd_cli.config import ConfigError

    try:
        yield
    except ConfigError as error:
        if [problem.key for problem in error.problems] != ["dataset.path"]:
            raise
        hint = "If it has moved: --override dataset.path=FILE"
        raise ConfigError(error.problems, hint) from None


def check_data(paused: "PausedRun", splits: "Splits", overrides: Sequence[str]) -> None:
    """Raise RunError if the data is not what the run has seen, and nobody said that it changes."""
    from autograd_cli.runs import RunError, preprocessing

    was = preprocessing(paused.folder).get("dataset_sha256")
    if was == splits.fingerprint:
        return
    what = f"the data is not what {paused.folder.id} was trained on: its fingerprint has changed"
    if not touches(overrides, "dataset"):
        raise RunError(what, "Put the data back, or train a new run.")
    tell(f"warning: {what}")


def check_fit(paused: "PausedRun", ready: Prepared, overrides: Sequence[str]) -> None:
    """Raise RunError if the run cannot go on from its checkpoint with these settings."""
    from autograd_cli.engine import ShapeError
    from autograd_cli.runs import RunError, where

    run, checkpoint = paused.folder, paused.checkpoint
    if checkpoint is None:
        return
    moved = [key for key in _ORDER if touches(overrides, key)]
    if checkpoint.batch and moved:
        raise RunError(
            f"{moved[0]} can change between epochs only, and {run.id} is {where(checkpoint)}",
            f"First finish that: autograd resume {run.id} --epochs {checkpoint.epoch + 1}",
        )
    was = sorted({str(array.dtype) for array in checkpoint.weights.values()})
    now = ready.config.settings.train.dtype
    if was != [now]:
        raise RunError(
            f"the weights of {run.id} are {' and '.join(was)}, and train.dtype is {now}",
            "A run keeps its numbers; train a new run with others.",
        )
    try:
        ready.model.load_state_dict(checkpoint.weights)
    except ShapeError as error:
        raise RunError(
            f"the weights of {run.id} do not fit these settings: {error.message}",
            "A run keeps its model; train a new run for another.",
        ) from error


def touches(overrides: Sequence[str], key: str) -> bool:
    """Whether an override sets `key`, something below it, or the section around it."""
    given = [override.partition("=")[0].strip() for override in overrides]
    return any(f"{g}.".startswith(f"{key}.") or f"{key}.".startswith(f"{g}.") for g in given)

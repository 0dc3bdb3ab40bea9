"""The runs of a folder, each as far as its summary tells: fast, for there may be thousands."""

import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograd_cli.runs.errors import RunError
from autograd_cli.runs.names import PLOTS, SUMMARY, by_age

if TYPE_CHECKING:
    from autograd_cli.runs.layout import RunFolder

KILLED, UNREADABLE = "killed", "unreadable"


class Entry:
    """A folder under that of the runs. `summary` is empty if it cannot be read: `error` says why.

    This is no dataclass, since to load what makes one takes as long as to read 500 summaries.
    """

    def __init__(
        self, run_id: str, path: str, status: str, summary: dict[str, Any], error: str = ""
    ) -> None:
        self.id = run_id
        self.path = path
        self.status = status
        self.summary = summary
        self.error = error

    @property
    def run(self) -> "RunFolder":
        from autograd_cli.runs.layout import RunFolder

        return RunFolder(Path(self.path))

    @property
    def settings(self) -> dict[str, Any]:
        """By section; empty if they cannot be read."""
        settings = self.summary.get("settings")
        return settings if isinstance(settings, dict) else self._settings_of_format_1

    @cached_property
    def _settings_of_format_1(self) -> dict[str, Any]:
        import yaml  # slow to load

        try:
            settings = yaml.safe_load(self.run.resolved_config.read_bytes())
        except (OSError, ValueError, yaml.YAMLError):
            return {}
        return settings if isinstance(settings, dict) else {}


def entries(runs_dir: Path) -> list[Entry]:
    """Every folder under `runs_dir` but hidden ones and pictures, the oldest run first.

    A folder that does not exist holds none. Raises RunError for one that cannot be read.
    """
    try:
        with os.scandir(runs_dir) as found:
            named = (f for f in found if f.name[0] != "." and f.name != PLOTS)
            folders = [(f.name, f.path) for f in named if f.is_dir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RunError(
            f"cannot read the runs in {runs_dir}: {error.strerror}",
            "Point to the folder that holds them with --runs-dir.",
        ) from error
    return [_entry(*folder) for folder in sorted(folders, key=lambda folder: by_age(folder[0]))]


def entry(run: "RunFolder") -> Entry:
    """One run, wherever it is."""
    return _entry(run.id, str(run.path))


def status(run: "RunFolder", summary: Mapping[str, Any]) -> str:
    """As the summary says, or `killed` where it says `running` and no process is at work."""
    said = str(summary.get("status"))
    if said == "running":
        from autograd_cli.runs.lock import is_held

        return said if is_held(run.path) else KILLED
    return said


def _entry(run_id: str, path: str) -> Entry:
    try:
        # Without a Path and a buffer, which take as long as the reading.
        with open(f"{path}/{SUMMARY}", "rb", buffering=0) as file:  # noqa: PTH123
            summary = json.loads(file.read().decode())
        if not isinstance(summary, dict) or not isinstance(summary.get("status"), str):
            raise ValueError("this is not the summary of a run")
    except OSError as error:
        return Entry(run_id, path, UNREADABLE, {}, f"{SUMMARY}: {error.strerror}")
    except (ValueError, RecursionError) as error:
        return Entry(run_id, path, UNREADABLE, {}, f"{SUMMARY}: {error}")
    found = Entry(run_id, path, summary["status"], summary)
    if found.status == "running":
        found.status = status(found.run, summary)
    return found

"""Settings that are paths of files: what they are relative to."""

from pathlib import Path
from typing import Any

# A path in a config file starts at the file's folder, one on the command line where that is.
_PATHS = (("dataset", "path"),)


def make_absolute(config: dict[str, Any], folder: Path) -> None:
    """Let the relative paths in a config's values start at `folder`."""
    for section, key in _PATHS:
        settings = config.get(section)
        if isinstance(settings, dict) and isinstance(given := settings.get(key), str) and given:
            settings[key] = str((folder / given).absolute())

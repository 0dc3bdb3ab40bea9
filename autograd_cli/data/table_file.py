"""The file that a config's `dataset.path` names."""

from pathlib import Path

from autograd_cli.config import SettingError
from autograd_cli.config.nearest import nearest_file


def table_file(given: str) -> Path:
    """Its path. Raises SettingError if there is no file there."""
    path = Path(given)
    if path.is_dir():
        raise SettingError(("dataset", "path"), f"{path} is a folder")
    if not path.exists():
        what = f"there is no file {path}. {nearest_file(path)}"
        raise SettingError(("dataset", "path"), what.removesuffix(". "))
    return path

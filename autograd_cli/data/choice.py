"""The columns that a config chooses from a file."""

import difflib
from collections import Counter
from dataclasses import dataclass

from autograd_cli.config import SettingError, schema
from autograd_cli.data.tables import Source

_SHOWN = 20  # of a file's columns, in a message
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Choice:
    """Names of columns: those to learn from, which of them are categories, and the target."""

    features: tuple[str, ...]
    categorical: frozenset[str]
    target: str


def choose(section: schema.CSV | schema.Parquet | schema.NPZ, source: Source) -> Choice:
    """What the settings say of this file. Raises SettingError for a column that is not there."""
    target = _named("target", section.target, source)
    if section.features is None:
        features = [name for name in source.names if name != target]
        if "" in features:
            what = f"column {source.names.index('')} of {source.path} has no name"
            what += " (an index that was saved too?); name the columns to learn from"
            raise SettingError(("dataset", "features"), what)
    else:
        features = [_named("features", column, source) for column in section.features]
    categorical = frozenset(_named("categorical", c, source) for c in section.categorical)
    twice = [name for name, count in Counter(features).items() if count > 1]
    if twice:
        raise SettingError(("dataset", "features"), f"column {twice[0]!r} stands here twice")
    if target in features:
        raise SettingError(("dataset", "features"), f"column {target!r} is the target")
    if target in categorical:
        what = f"column {target!r} is the target; set dataset.task=classification instead"
        raise SettingError(("dataset", "categorical"), what)
    if not features:
        what = f"{source.path} has no column beside the target"
        raise SettingError(("dataset", "features"), what)
    if strays := sorted(categorical - set(features)):
        what = f"column {strays[0]!r} is none of dataset.features"
        raise SettingError(("dataset", "categorical"), what)
    return Choice(tuple(features), categorical, target)


def known(names: tuple[str, ...]) -> str:
    """The columns of a file, for a message."""
    return ", ".join(names[:_SHOWN]) + (", ..." if names[_SHOWN:] else "")


def _named(key: str, column: schema.Column, source: Source) -> str:
    names = source.names
    if isinstance(column, int):
        if -len(names) <= column < len(names):
            return names[column]
        what = f"{source.path} has columns 0 to {len(names) - 1}, and no column {column}"
        if str(column) in names:
            what += f"; the one that is called so is written in quotes: '{column}'"
        raise SettingError(("dataset", key), what)
    if column in names:
        return column
    raise SettingError(("dataset", key), _unknown(column, source))


def _unknown(column: str, source: Source) -> str:
    what = f"{source.path} has no column {column!r}; "
    names = source.names
    if len(names) == 1:
        # Perhaps it was read with the wrong delimiter.
        other = next((mark for mark in _DELIMITERS if mark in names[0]), None)
        return f"{what}its one column is {names[0]!r}" + (
            "" if other is None else f"; try dataset.delimiter={other!r}"
        )
    nearest = difflib.get_close_matches(column, names, n=1, cutoff=0.6)
    choices = f"choose from {known(names)}"
    return what + (f"did you mean {nearest[0]!r}? ({choices})" if nearest else choices)

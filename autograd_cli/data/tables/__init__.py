"""The user's own tables: files read into columns of numbers and of words."""

from autograd_cli.data.tables.open import open_csv, open_npz, open_parquet, open_table
from autograd_cli.data.tables.source import Source
from autograd_cli.data.tables.table import Numbers, Table, Words
from autograd_cli.data.tables.text_format import TextFormat

__all__ = [
    "Numbers",
    "Source",
    "Table",
    "TextFormat",
    "Words",
    "open_csv",
    "open_npz",
    "open_parquet",
    "open_table",
]

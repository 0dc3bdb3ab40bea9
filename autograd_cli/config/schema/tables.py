"""The user's own tables: files with a row for each example."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from autograd_cli.config.schema.datasets import DatasetSection
from autograd_cli.config.schema.section import Task


def _is_column(given: Any) -> Any:
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise PydanticCustomError("column", "input should be the name of a column or its position")
    return given


# A column by its name, or by its position from 0, from the end if negative.
Column: TypeAlias = Annotated[str | int, BeforeValidator(_is_column)]


class Table(DatasetSection):
    """Settings that every table has."""

    path: str = Field(
        min_length=1, description="the file; a config's relative path starts at the config's folder"
    )
    target: Column = Field(description="column to predict: its name, or position from 0")
    task: Literal["classification", "regression"] | None = Field(
        default=None, description="null: text is classes; of numbers, what model or loss say"
    )

    def known_task(self) -> Task | None:
        return "regression" if self.task == "regression" else None


class _Columns(Table):
    """A table whose columns have names and may hold words."""

    features: list[Column] | None = Field(
        default=None, min_length=1, description="columns to learn from; null for all but the target"
    )
    categorical: list[Column] = Field(
        default=[], description="columns of numbers that are to be read as categories"
    )
    impute: Literal["mean", "median", "most_frequent", "constant"] | None = Field(
        default=None,
        description="what stands for missing numbers: a statistic of the training part, or "
        "fill_value; for missing categories the most frequent, or one of their own; null refuses",
    )
    fill_value: float = Field(default=0.0, description="the number that `constant` imputes")
    unknown_category: Literal["refuse", "ignore"] = Field(
        default="refuse", description="a category not seen in training: an error, or none of all"
    )


class CSV(_Columns):
    """A table of text, a line for each example; words become one-hot columns."""

    name: Literal["csv"]
    delimiter: str = Field(
        default=",", min_length=1, max_length=1, description="what stands between two cells"
    )
    header: bool = Field(
        default=True, description="whether the first line names the columns; else they are 0, 1, .."
    )
    missing: list[str] = Field(
        default=["", "NA", "N/A", "NaN", "nan", "null", "None", "?"],
        description="cells that hold no value",
    )


class Parquet(_Columns):
    """A Parquet file (needs pyarrow: the extra `parquet`); words become one-hot columns."""

    name: Literal["parquet"]


class NPZ(_Columns):
    """NumPy arrays, one for each column; an array (N, D) called x has the columns x0, x1, ..."""

    name: Literal["npz"]


class NPY(Table):
    """A NumPy array (N, D + 1) of numbers, memory-mapped: it may be larger than the memory."""

    name: Literal["npy"]
    target: int = Field(default=-1, description="position of the column to predict")
    task: Literal["classification", "regression"] | None = Field(
        default=None, description="null: what model or loss say"
    )


TABLES: tuple[type[DatasetSection], ...] = (CSV, Parquet, NPZ, NPY)
TableSettings: TypeAlias = CSV | Parquet | NPZ | NPY

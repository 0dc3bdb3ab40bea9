"""How a table stands in a file of text."""

from dataclasses import dataclass

from autograd_cli.config.schema import CSV

MISSING: tuple[str, ...] = tuple(CSV.model_fields["missing"].default)


@dataclass(frozen=True)
class TextFormat:
    """What stands between cells, whether the first line has names, which cells hold no value.

    `width` is the number of columns if they have no names.
    """

    delimiter: str = ","
    header: bool = True
    missing: tuple[str, ...] = MISSING
    width: int | None = None

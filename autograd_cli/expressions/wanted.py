"""Which derivative is asked for, and how it is written."""

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any, TypeAlias

from numpy.typing import NDArray

Wanted: TypeAlias = tuple[str, ...]  # the variables, one for each time that it differentiates
Points: TypeAlias = Mapping[str, NDArray[Any]]  # by variable, of one shape (N,)


def derivatives(variables: Sequence[str], order: int) -> list[Wanted]:
    """All partial derivatives of that order, each mixed one once."""
    return list(combinations_with_replacement(variables, order))


def label(wanted: Wanted) -> str:
    """As df/dx, d2f/dx2 or d2f/dx dy."""
    order = "" if len(wanted) == 1 else str(len(wanted))
    if len(set(wanted)) == 1:
        return f"d{order}f/d{wanted[0]}{order}"
    return f"d{order}f/{' '.join(f'd{name}' for name in wanted)}"

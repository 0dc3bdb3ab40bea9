"""What the sizes of a layer may be."""

from operator import index


def checked_size(value: int, name: str) -> int:
    """`value`, an integer from 1; raises ValueError for anything else."""
    try:
        number = index(value)
    except TypeError:
        number = 0
    if number < 1:
        raise ValueError(f"{name} is an integer from 1; given {value!r}")
    return number

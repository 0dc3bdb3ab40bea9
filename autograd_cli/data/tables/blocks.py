"""Blocks of whole lines, made so plain that NumPy's C code can split them."""

from collections.abc import Iterable

import numpy as np

from autograd_cli.data.part import Array

NAN = "nan"  # what NumPy reads as no number


def plain(block: str, delimiter: str) -> str | None:
    """The lines with LF between them and no quotes; None if a quote protects anything."""
    if '"' in block:
        if not delimiter.isascii() or not _only_around_cells(block, delimiter):
            return None
        block = block.replace('"', "")
    if "\r" in block:
        block = block.replace("\r\n", "\n").replace("\r", "\n")
    return block


def filled(lines: str, tokens: Iterable[str], delimiter: str) -> str:
    """Plain lines in which every cell that is one of the tokens has become `nan`."""
    lines = f"\n{lines}\n"
    inside = (delimiter, delimiter)
    for token in tokens:
        if {delimiter, "\n", "\r"} & set(token):
            continue  # this was a quoted cell
        # Inside twice, as two tokens side by side share a delimiter.
        for before, after in (inside, inside, ("\n", delimiter), (delimiter, "\n"), ("\n", "\n")):
            if token or before + after != "\n\n":  # an empty line is no row
                lines = lines.replace(f"{before}{token}{after}", f"{before}{NAN}{after}")
    return lines


def says_nan_otherwise(lines: str) -> bool:
    """Whether NumPy may have read a word like NAN or -nan as `nan`."""
    return lines.lower().count(NAN) != lines.count(NAN) or "+nan" in lines or "-nan" in lines


def _only_around_cells(block: str, delimiter: str) -> bool:
    """Whether all quotes are around whole cells that hold no quote, delimiter or line end.

    Nor is any alone in its line, which without quotes would be empty, and so no row.
    """
    characters = np.frombuffer(f"\n{block}\n".encode(), np.uint8)
    quotes = np.flatnonzero(characters == ord('"'))
    if len(quotes) % 2:
        return False
    line_ends: Array = (characters == ord("\n")) | (characters == ord("\r"))
    ends = line_ends | (characters == ord(delimiter))
    before, after = quotes[::2] - 1, quotes[1::2] + 1
    if not (ends[before].all() and ends[after].all()):
        return False
    if (line_ends[before] & line_ends[after] & (after - before == 3)).any():
        return False
    positions = np.flatnonzero(ends)
    # None of them between a quote and the next: the end after it is the one that follows.
    following = np.searchsorted(positions, before) + 1
    return bool((positions[following] == after).all())

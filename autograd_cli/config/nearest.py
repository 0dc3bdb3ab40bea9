"""What the user may have meant, and how a value is shown back."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def choices(given: str, valid: Iterable[str]) -> str:
    """The valid words, the nearest one first, as the end of a message."""
    valid = list(valid)
    nearest = _close(given, valid, cutoff=0.6)
    listed = f"choose from {', '.join(valid)}"
    return f"did you mean {nearest[0]}? ({listed})" if nearest else listed


def nearest_file(path: Path) -> str:
    """A hint at the file with the nearest name in the folder of `path`, if there is any."""
    try:
        siblings = [file.name for file in path.parent.iterdir()]
    except OSError:
        return ""
    nearest = _close(path.name, siblings, cutoff=0.5)
    return f"Did you mean {path.parent / nearest[0]}?" if nearest else ""


def shown(value: Any) -> str:
    """A value in at most 60 characters; what cannot be printed is escaped."""
    text = json.dumps(value, default=str, ensure_ascii=False)
    if not text.isprintable():
        text = json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _close(given: str, valid: list[str], *, cutoff: float) -> list[str]:
    """The nearest word, if any is near."""
    import difflib  # slow to load, and right configs do without

    return difflib.get_close_matches(given, valid, n=1, cutoff=cutoff)

"""Letters that not every terminal has, and what stands for them there."""

from typing import TextIO

from autograd_cli.cli.terminal import write

_PLAIN = str.maketrans({"∂": "d", "├": "|", "└": "`", "│": "|", "─": "-"})


def write_suited(text: str, stream: TextIO | None) -> None:
    """Print a line, in plain letters where the stream's encoding lacks others."""
    write(suited(text, stream), stream)


def suited(text: str, stream: TextIO | None) -> str:
    """`text` as the stream can print it."""
    return text if has_letters(text, stream) else text.translate(_PLAIN)


def has_letters(text: str, stream: TextIO | None) -> bool:
    """Whether the stream's encoding has all letters of `text`."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True

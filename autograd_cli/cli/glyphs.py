"""Letters that not every terminal has, and what stands for them there."""

from typing import TextIO

from autograd_cli.cli.terminal import write

_PLAIN = str.maketrans({"∂": "d", "├": "|", "└": "`", "│": "|", "─": "-"})


def write_suited(text: str, stream: TextIO | None) -> None:
    """Print a line, in plain letters where the stream's encoding lacks others."""
    write(suited(text, stream), stream)


def suited(text: str, stream: TextIO | None) -> str:
    """`text` as the stream can print it."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return text.translate(_PLAIN)
    return text

"""Pictures as files: the same bytes for the same picture, whole or not at all."""

import io
import zlib
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from autograd_cli.files import write_atomically
from autograd_cli.runs import RunWriteError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format: TypeAlias = Literal["png", "svg", "pdf"]

# As small as by default for such pictures, and faster; no dates.
_OPTIONS: dict[Format, dict[str, Any]] = {
    "png": {"pil_kwargs": {"compress_type": zlib.Z_RLE}},
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None}},
}
# Texts stay texts: they can be found, read aloud and edited. Names are not by chance.
_SETTINGS: dict[Format, Any] = {
    "svg": {"svg.fonttype": "none", "svg.hashsalt": "autograd"},
    "pdf": {"pdf.fonttype": 42},
}
_ANY = "sans-serif"


def save(picture: "Figure", path: Path, format: Format) -> Path:
    """Write the picture, into a folder that is made if it is not there; returns `path`.

    Raises RunWriteError.
    """
    content = encode(picture, format)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise RunWriteError(f"cannot write {path}: {error.strerror or error}") from error
    return path


def encode(picture: "Figure", format: Format) -> bytes:
    """The content of the picture's file."""
    from matplotlib import rc_context  # heavy

    content = io.BytesIO()
    if format == "svg":
        _name_any_font(picture)
    with rc_context(_SETTINGS[format]) if format in _SETTINGS else nullcontext():
        picture.savefig(content, format=format, **_OPTIONS[format])
    return content.getvalue()


def _name_any_font(picture: "Figure") -> None:
    """As the last of each text's fonts, for readers who have none of the others."""
    from matplotlib.text import Text

    for text in picture.findobj(Text):
        families = text.get_fontfamily()
        if _ANY not in families:
            text.set_fontfamily([*families, _ANY])

"""A config file, and those that it extends, as one document."""

from pathlib import Path
from typing import Any

from autograd_cli.config.errors import ConfigError, Problem
from autograd_cli.config.nearest import nearest_file, shown
from autograd_cli.config.paths import make_absolute
from autograd_cli.config.reader import Document, KeyPath, parts, read
from autograd_cli.config.schema import UNNAMED, Settings, name

EXTENDS = "extends"
_MAX_BYTES = 1 << 20
_MAX_EXTENDED = 10


def root_keys() -> list[str]:
    """The keys that a config file may have."""
    return [EXTENDS, *Settings.key_names()]


def read_files(path: Path) -> tuple[bytes, Document]:
    """The bytes of the file at `path`, and its document laid over those that it extends.

    Raises ConfigError.
    """
    try:
        source = _read_bytes(path)
    except (OSError, ValueError) as error:
        hint = nearest_file(path) if isinstance(error, FileNotFoundError) else ""
        what = f"cannot read the config: {_reason(error)}"
        raise ConfigError([Problem(str(path), "", what)], hint) from None
    return source, _document(source, path, (path,))


def _document(source: bytes, path: Path, chain: tuple[Path, ...]) -> Document:
    """The document in `source`, complete with what it extends; `chain` leads to it."""
    document = read(_decoded(source, path), str(path))
    if not isinstance(document.value, dict):
        what = "the file is empty" if document.value is None else "this is not a mapping of keys"
        problem = Problem(f"{path}:1:1", "", what)
        raise ConfigError([problem], f"A config has the keys {', '.join(root_keys())}.")
    make_absolute(document.value, path.parent)
    if EXTENDS not in document.value:
        return document
    given = document.value.pop(EXTENDS)
    base = _base(given, chain, document.places.pop((EXTENDS,)).value)
    _lay_over(base.value, document.value, (), base, document)
    document.value, document.places = base.value, base.places
    return document


def _base(given: Any, chain: tuple[Path, ...], where: str) -> Document:
    def error(what: str, hint: str = "") -> ConfigError:
        return ConfigError([Problem(where, EXTENDS, what)], hint)

    if not isinstance(given, str) or not given:
        raise error(f"input should be the path of a config; given {shown(given)}")
    path = chain[-1].parent / given
    try:
        if any(path.samefile(other) for other in chain):
            raise error(f"a config cannot extend itself: {' -> '.join(map(str, (*chain, path)))}")
        source = _read_bytes(path)
    except (OSError, ValueError) as reason:
        hint = nearest_file(path) if isinstance(reason, FileNotFoundError) else ""
        raise error(f"cannot read {path}: {_reason(reason)}", hint) from None
    if len(chain) > _MAX_EXTENDED:
        raise error(f"more than {_MAX_EXTENDED} configs, each extending the next")
    return _document(source, path, (*chain, path))


def _lay_over(
    base: dict[str, Any], top: dict[str, Any], path: KeyPath, below: Document, above: Document
) -> None:
    """Change `base`, at `path` of the document `below`, to say what `top` says beside the rest."""
    for key, value in top.items():
        at = (*path, key)
        old = base.get(key)
        if isinstance(value, dict) and isinstance(old, dict) and not _renamed(at, old, value):
            below.places[at] = above.places[at]
            _lay_over(old, value, at, below, above)
        else:
            for lost in parts(old, at):
                below.places.pop(lost, None)
            base[key] = value
            below.places |= {new: above.places[new] for new in parts(value, at)}


def _renamed(path: KeyPath, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a section picks another variant, to which the old one's settings mean nothing."""
    if len(path) > 1 or "name" not in new:
        return False
    unnamed = UNNAMED.get(str(path[0]))
    return bool(new["name"] != old.get("name", name(unnamed) if unnamed else new["name"]))


def _read_bytes(path: Path) -> bytes:
    """Raises OSError; ValueError for a file too large, and for a path that none can have."""
    with path.open("rb") as file:
        source = file.read(_MAX_BYTES + 1)
    if len(source) > _MAX_BYTES:
        raise ValueError("larger than 1 MiB: this is no config")
    return source


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _decoded(source: bytes, path: Path) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte 0x{source[error.start]:02x} is not UTF-8"
        raise ConfigError([Problem(f"{path}:{line}:{column}", "", what)]) from None

"""Pictures as files: formats, the same bytes again, and places that cannot be written to."""

from xml.etree import ElementTree

import pytest

from autograd_cli import plots
from autograd_cli.plots.curves.curve import curve
from autograd_cli.plots.saving import encode, save
from autograd_cli.plots.sheets.confusion import matrix
from autograd_cli.runs import Metrics, RunWriteError

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>&$x$"


@pytest.fixture(scope="module")
def curves():
    return curve(Metrics([0, 1], {"train/loss": [2, 1], "val/loss": [3, 2]}), "loss", title=HOSTILE)


@pytest.mark.parametrize(
    ("format", "begin", "end"),
    [
        ("png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
        ("svg", b"<?xml", b"</svg>\n"),
        ("pdf", b"%PDF-1.", b"%%EOF\n"),
    ],
)
def test_every_format_is_one_and_the_same_again(curves, format, begin, end):
    first, second = (encode(curves, format) for _ in range(2))
    assert first == second
    assert first.startswith(begin)
    assert first.endswith(end)
    assert b"20" + b"26-" not in first, "no date"


def test_texts_of_an_svg_are_texts_and_nothing_else(curves):
    root = ElementTree.fromstring(encode(curves, "svg"))
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert {"training", "validation", "loss", "epoch", HOSTILE} <= {*texts}
    assert not list(root.iter(f"{SVG}script"))
    families = {
        text.get("style").split("font-family: ")[1].split(";")[0]
        for text in root.iter(f"{SVG}text")
    }
    assert all(family.endswith("sans-serif") for family in families), "wherever it is read"


def test_sheets_look_the_same_in_formats_without_pixels(predicted):
    sheet = matrix(predicted([[15, 1], [2, 10]]), ["no", "yes"], title="20260101-000000-a")
    root = ElementTree.fromstring(encode(sheet, "svg"))
    width, height = map(float, root.get("viewBox").split()[2:])
    assert (width, height) == tuple(72 * sheet.get_size_inches())
    at = {
        "".join(t.itertext()): (float(t.get("x")), float(t.get("y")))
        for t in root.iter(f"{SVG}text")
        if t.get("x")
    }
    pixels = {text.get_text(): text.get_position() for text in sheet.texts}
    for name in ("15", "10", "20260101-000000-a"):
        assert at[name] == pytest.approx([72 / 128 * place for place in pixels[name]], abs=0.01)


def test_a_folder_is_made(curves, tmp_path):
    path = tmp_path / "a" / "b" / "loss.svg"
    assert save(curves, path, "svg") == path
    assert [*path.parent.iterdir()] == [path], "nothing else is left there"


def test_a_place_that_cannot_be_written_to_is_an_error(curves, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunWriteError, match=r"cannot write .*loss\.png: "):
        save(curves, tmp_path / "file" / "loss.png", "png")


def test_a_full_disk_leaves_the_picture_before(curves, tmp_path, monkeypatch):
    path = tmp_path / "loss.png"
    path.write_bytes(b"before")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RunWriteError, match=r"cannot write .*: No space left on device"):
        save(curves, path, "png")
    assert path.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [path]


def test_a_title_of_any_letters_is_drawn_without_a_warning():
    picture = curve(Metrics([0], {"train/loss": [1]}), "loss", title="\u732b_$\\frac$\x07")
    assert encode(picture, "png")


def test_the_room_exports_what_is_used_of_it():
    assert all(callable(getattr(plots, name)) for name in plots.__all__)

"""One image file, in whatever format and mode it was saved: its pixels, or why there are none."""

import io
import struct
import warnings
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from autograd_cli.data import DataError
from autograd_cli.data.images.read import read

RNG = np.random.default_rng(0)
GREY = RNG.integers(0, 256, (5, 7), dtype=np.uint8)
RGB = RNG.integers(0, 256, (5, 7, 3), dtype=np.uint8)
FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "gif": "GIF", "bmp": "BMP", "tif": "TIFF"}


@pytest.fixture
def pixels(tmp_path):
    """The pixels (C, H, W) of an image, saved with some options and read again."""

    def save_and_read(image, suffix="png", channels=None, size=None, **options):
        path = tmp_path / f"a.{suffix}"
        image.save(path, FORMATS.get(suffix), **options)
        return read([path], channels=channels, size=size)[0]

    return save_and_read


@pytest.fixture
def why_not(tmp_path):
    """The message with which the bytes of a file are refused."""

    def message(content, name="a.png"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DataError) as caught:
            read([tmp_path / name])
        assert caught.value.exit_code == 2
        return str(caught.value).replace(f"{tmp_path}/", "")

    return message


def _encoded(image, suffix="png", **options):
    content = io.BytesIO()
    image.save(content, FORMATS[suffix], **options)
    return content.getvalue()


@pytest.mark.parametrize("suffix", ["png", "bmp", "tif", "ppm", "webp"])
def test_colours_without_loss_are_the_same_pixels(pixels, suffix):
    options = {"lossless": True} if suffix == "webp" else {}
    found = pixels(Image.fromarray(RGB), suffix, **options)
    assert found.dtype == np.uint8
    assert np.array_equal(found, RGB.transpose(2, 0, 1))


@pytest.mark.parametrize("suffix", ["png", "bmp", "tif", "pgm", "gif"])
def test_greys_without_loss_are_the_same_pixels_of_one_channel(pixels, suffix):
    assert np.array_equal(pixels(Image.fromarray(GREY), suffix), GREY[None])


def test_a_jpeg_is_what_pillow_makes_of_it(pixels, tmp_path):
    for array in (RGB, GREY):
        found = pixels(Image.fromarray(array), "jpg")
        with Image.open(tmp_path / "a.jpg") as image:
            assert np.array_equal(found, np.asarray(image).reshape(5, 7, -1).transpose(2, 0, 1))


def test_the_content_tells_the_format_whatever_the_suffix_says(pixels, tmp_path):
    (tmp_path / "a.jpg").write_bytes(_encoded(Image.fromarray(RGB), "png"))
    assert np.array_equal(read([tmp_path / "a.jpg"])[0], RGB.transpose(2, 0, 1))


def test_grey_becomes_three_channels_and_colours_one_where_that_is_asked_for(pixels):
    assert np.array_equal(pixels(Image.fromarray(GREY), channels=3), [GREY] * 3)
    luma = pixels(Image.fromarray(RGB), channels=1)[0]
    assert np.abs(luma - RGB @ [0.299, 0.587, 0.114]).max() <= 1


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_modes_of_grey_are_grey(pixels, mode):
    assert pixels(Image.fromarray(GREY).convert(mode)).shape == (1, 5, 7)


def test_a_palette_is_grey_if_all_its_entries_are(pixels):
    grey = Image.fromarray(GREY // 64 * 64).quantize(4)
    assert np.array_equal(pixels(grey), (GREY // 64 * 64)[None])
    colours = Image.fromarray(RGB).quantize(8)
    assert np.array_equal(pixels(colours), np.asarray(colours.convert("RGB")).transpose(2, 0, 1))


@pytest.mark.parametrize("suffix", ["png", "tif", "pgm"])
def test_sixteen_bits_of_grey_become_the_nearest_eight(pixels, suffix):
    deep = RNG.integers(0, 65536, (5, 7)).astype(np.uint16)
    deep[0, :3] = 0, 65535, 257
    found = pixels(Image.fromarray(deep), suffix)
    assert np.array_equal(found[0], np.rint(deep / 65535 * 255))
    assert pixels(Image.fromarray(deep), suffix, channels=3).shape == (3, 5, 7)


def test_what_is_transparent_shows_white_below(pixels):
    alpha = RNG.integers(0, 256, (5, 7, 1), dtype=np.uint8)
    alpha[0, :2, 0] = 0, 255
    found = pixels(Image.fromarray(np.concatenate([RGB, alpha], axis=2)))
    blended = 255 + (RGB.astype(float) - 255) * (alpha / 255)
    assert np.abs(found - blended.transpose(2, 0, 1)).max() <= 1
    assert found[:, 0, 0].tolist() == [255, 255, 255]
    grey = pixels(Image.fromarray(np.stack([GREY, alpha[..., 0]], axis=2)))
    assert grey.shape == (1, 5, 7)
    assert grey[0, 0, :2].tolist() == [255, GREY[0, 1]]


def test_a_palettes_and_a_keys_transparency_shows_white_too(pixels):
    palette = Image.fromarray(RGB).quantize(8)
    first = np.asarray(palette) == 0
    assert (pixels(palette, transparency=0)[:, first] == 255).all()
    key = tuple(map(int, RGB[2, 3]))
    assert pixels(Image.fromarray(RGB), transparency=key)[:, 2, 3].tolist() == [255] * 3


def test_cmyk_becomes_rgb(pixels):
    for suffix in ("jpg", "tif"):
        found = pixels(Image.new("CMYK", (4, 4), (0, 255, 255, 0)), suffix)
        assert found.shape == (3, 4, 4)
        assert np.abs(found.astype(int) - [[[255]], [[0]], [[0]]]).max() <= 3


def test_numbers_of_32_bits_have_no_white(pixels):
    with pytest.raises(DataError) as caught:
        pixels(Image.fromarray(RNG.normal(size=(5, 7)).astype(np.float32)), "tif")
    assert str(caught.value).endswith(
        "a.tif holds numbers of 32 bits, and does not say which of them is white\n"
        "Save it with 8 or 16 bits a channel."
    )


@pytest.mark.parametrize("suffix", ["gif", "webp", "png", "tif"])
def test_of_several_frames_the_first_counts(pixels, suffix):
    frames = [Image.new("RGB", (7, 5), colour) for colour in ("red", "blue", "lime")]
    options = {"lossless": True} if suffix == "webp" else {}
    found = pixels(frames[0], suffix, save_all=True, append_images=frames[1:], **options)
    assert (found == [[[255]], [[0]], [[0]]]).all()


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif"])
@pytest.mark.parametrize("orientation", [*range(1, 9), 0, 9])
def test_an_image_is_turned_as_its_exif_says(pixels, tmp_path, suffix, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = pixels(Image.fromarray(RGB), suffix, exif=exif)
    with Image.open(tmp_path / f"a.{suffix}") as image:
        expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    assert np.array_equal(found, expected.transpose(2, 0, 1))
    assert (found.shape == (3, 7, 5)) == (5 <= orientation <= 8)
    resized = pixels(Image.fromarray(RGB), suffix, size=(14, 10), exif=exif)
    assert resized.shape == (3, 14, 10)
    expected = Image.fromarray(expected).resize((10, 14), Image.Resampling.BILINEAR)
    assert np.abs(resized - np.asarray(expected, int).transpose(2, 0, 1)).max() <= 1


def test_another_size_is_a_mean_where_it_shrinks_and_nothing_is_cut_off(pixels):
    stripes = np.zeros((8, 64), np.uint8)
    stripes[:, ::2] = 200
    assert np.abs(pixels(Image.fromarray(stripes), size=(4, 8))[0].astype(int) - 100).max() <= 7
    marked = np.zeros((30, 10), np.uint8)
    marked[:, :2], marked[:3] = 255, 128
    small = pixels(Image.fromarray(marked), size=(10, 10))[0]
    assert small.shape == (10, 10)
    assert (small[5, 0] > 200, small[0, 5] > 100, small[9, 9]) == (True, True, 0)


def test_a_large_jpeg_is_nearly_what_decoding_all_of_it_gives(pixels, tmp_path):
    coarse = Image.fromarray(RNG.integers(0, 256, (9, 12, 3), dtype=np.uint8))
    photo = coarse.resize((397, 301), Image.Resampling.BICUBIC)
    found = pixels(photo, "jpg", size=(32, 48))
    with Image.open(tmp_path / "a.jpg") as image:
        exact = np.asarray(image.resize((48, 32), Image.Resampling.BILINEAR), int)
    assert np.abs(found - exact.transpose(2, 0, 1)).max() <= 6


@pytest.mark.parametrize("content", [b"", b"no image at all\n", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_image_is_refused(why_not, content):
    expected = "cannot read a.png: it is none of PNG, JPEG, WEBP, GIF, BMP, TIFF, PPM, or damaged"
    assert why_not(content) == expected


def test_a_format_that_is_not_listed_is_refused(why_not):
    content = io.BytesIO()
    Image.fromarray(RGB).save(content, "ICO")
    assert why_not(content.getvalue()).startswith("cannot read a.png: it is none of PNG, ")


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "gif"])
def test_a_truncated_image_is_refused(why_not, suffix):
    noise = RNG.integers(0, 256, (40, 40, 3), dtype=np.uint8)
    content = _encoded(Image.fromarray(noise), suffix)
    message = why_not(content[: len(content) // 2], f"a.{suffix}")
    assert message.startswith(f"cannot read a.{suffix}: ")
    assert "truncated" in message


def _png_header(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data)
        )  # fmt: skip

    ihdr = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", ihdr) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [10_000, 100_000])
def test_a_small_file_of_a_huge_image_is_refused_before_it_is_decoded(why_not, side):
    assert why_not(_png_header(side, side)) == (
        f"a.png has more than {Image.MAX_IMAGE_PIXELS:,} pixels\n"
        "Make it smaller, unless it is none of yours."
    )


@given(st.sampled_from(sorted(FORMATS)), st.data())
def test_a_damaged_image_is_read_or_refused_and_nothing_else_happens(
    tmp_path_factory, suffix, data
):
    content = bytearray(_encoded(Image.fromarray(RGB), suffix))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / f"damaged.{suffix}"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = read([path], size=(4, 4))
        except DataError as error:
            told = error.message
        else:
            told = str(path) if found.shape in ((1, 1, 4, 4), (1, 3, 4, 4)) else ""
    assert str(path) in told

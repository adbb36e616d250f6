"""What bytes are, by their header alone, and what is left of a photo when its metadata goes. Codecs made the photos."""

import io
import zlib

import pytest
from PIL import Image

from mealwatch.devices.domain import limits
from mealwatch.devices.domain.pictures import photo_type
from mealwatch.devices.domain.spans import without
from mealwatch.devices.domain.stripping import stripped

SECRET = b"GPS 29.8N 115.4E"


def a_photo(kind, orientation=None, **options):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    if orientation:
        exif[0x0112] = orientation
    made = io.BytesIO()
    picture = Image.effect_noise((64, 40), 90).convert("RGB")
    picture.save(made, kind, exif=exif.tobytes(), comment=SECRET, **options)
    return made.getvalue()


def pixels(content):
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


KINDS = (("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}))


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_the_picture_stays_and_what_the_camera_wrote_goes(kind, options):
    photo, mime = a_photo(kind, orientation=6, **options), f"image/{kind.lower()}"
    assert SECRET in photo
    clean = stripped(photo, mime)
    assert SECRET not in clean
    assert photo_type(photo) == photo_type(clean) == mime
    assert pixels(clean) == pixels(photo)
    assert stripped(clean, mime) == clean
    if kind == "JPEG":
        assert Image.open(io.BytesIO(clean)).getexif()[0x0112] == 6
        upright = stripped(a_photo(kind, orientation=1), mime)
        assert 0x0112 not in Image.open(io.BytesIO(upright)).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_is_cut_is_none(kind):
    photo = a_photo(kind)
    for end in (0, 1, 12, 29, len(photo) // 2, len(photo) - 1):
        assert photo_type(photo[:end]) is None


def test_more_pixels_than_fit_are_known_before_anything_is_decoded():
    side = 7000
    row = b"\0" + bytes(side)
    header = side.to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(row)), (b"IEND", b""))
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in parts
    )
    assert side * side > limits.MOST_PIXELS
    assert photo_type(bomb) is None
    assert photo_type(bomb.replace(header, (6000).to_bytes(4, "big") * 2 + header[8:])) == "image/png"


def test_what_is_left_of_a_run_of_numbers():
    assert without((1, 9), []) == [(1, 9)]
    assert without((1, 9), [(3, 4), (8, 20), (-3, 1)]) == [(2, 2), (5, 7)]
    assert without((1, 9), [(1, 9)]) == []
    assert without((5, 6), [(1, 4), (7, 9)]) == [(5, 6)]

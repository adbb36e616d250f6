"""When a photo was taken, where its file says so; whatever else the file says is no moment and no error."""

import struct
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.attachments import queries, service
from mealwatch.attachments.domain.files import SHRUNK_BYTES
from mealwatch.attachments.domain.shot import HEAD, has_exif, shot_at
from mealwatch.kernel.clock import SHANGHAI
from tests.support.files import a_png
from tests.support.kitchen import kitchen  # noqa: F401

AT = datetime(2026, 11, 2, 7, 30, 5, tzinfo=SHANGHAI)


def photo(text=b"2026:11:02 07:30:05\0", order="<", *, inner=True, kind=2):
    """A JPEG with the moment in its EXIF block, in the directory within or in the first."""
    entry = struct.pack(f"{order}HHII", 0x9003 if inner else 0x0132, kind, len(text), 38 if not inner else 56)
    if inner:
        first = struct.pack(f"{order}H", 1) + struct.pack(f"{order}HHII", 0x8769, 4, 1, 26) + b"\0" * 4
        body = first + struct.pack(f"{order}H", 1) + entry
        body += b"\0" * (56 - 8 - len(body)) + text
    else:
        body = struct.pack(f"{order}H", 1) + entry
        body += b"\0" * (38 - 8 - len(body)) + text
    tiff = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8) + body
    block = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("inner", [True, False])
def test_the_camera_wrote_it_down(order, inner):
    assert shot_at(photo(order=order, inner=inner)) == AT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        a_png(8),
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9",
        photo(b"0000:00:00 00:00:00\0"),
        photo(b"                   \0"),
        photo(b"\xff" * 20),
        photo(b"2026:11:02\0"),
        photo(kind=7),
        photo()[:30],
    ],
)
def test_what_says_nothing(content):
    assert shot_at(content) is None


@given(st.binary(max_size=80), st.integers(0, 80))
def test_no_file_makes_it_stumble(noise, at):
    whole = photo()
    assert shot_at(whole[:at] + noise + whole[at:]) in (None, AT) or has_exif(whole[:HEAD])


def test_only_what_was_not_shrunk_is_opened(kitchen):  # noqa: F811
    canteen, as_made = kitchen.canteens["C001"], b"\0" * SHRUNK_BYTES
    whole, shrunk = photo()[:-2] + as_made + b"\xff\xd9", photo()
    files = (whole, shrunk, photo(b"0000:00:00 00:00:00\0")[:-2] + as_made + b"\xff\xd9", a_png(8))
    kept = [(canteen, kitchen.do(service.keep, canteen, file).digest) for file in files]
    assert queries.shot_times(kitchen.county_id, kept) == {kept[0]: AT}
    assert queries.shot_times(kitchen.county_id, kept[1:]) == {}
    assert queries.shot_times(kitchen.county_id, [(kitchen.canteens["C002"], kept[0][1])]) == {}

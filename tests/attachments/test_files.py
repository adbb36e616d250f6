"""Which files are kept: told by their bytes, whatever they are called or claim to be."""

import io
import zipfile
from datetime import timedelta

import pytest

from mealwatch.attachments import errors, queries, service
from mealwatch.attachments.domain import files
from mealwatch.verification.queries.whole import verify
from tests.support.files import A_PDF, a_photo, a_png
from tests.support.kitchen import NOW


def a_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("a.txt", "a")
    return out.getvalue()


PAGE = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (a_photo(), files.JPEG),
        (a_photo(kind="WEBP"), files.WEBP),
        (a_png(), files.PNG),
        (A_PDF, files.PDF),
        (b"", None),
        (PAGE, None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"GIF89a" + PAGE, None),
        (a_zip(), None),
        (b"MZ\x90\0", None),
        (a_photo()[:-40], None),
        (b"\xff\xd8\xff" + PAGE, None),
        (a_png()[:-9], None),
        (b"\x89PNG\r\n\x1a\n" + PAGE, None),
        (b"RIFF\xff\xff\xff\x7fWEBP", None),
        (b"%PDF-1.4" + PAGE, None),
    ],
    ids=[
        "photo",
        "webp",
        "png",
        "pdf",
        "nothing",
        "a page",
        "svg",
        "gif with a script",
        "zip",
        "program",
        "cut photo",
        "a page that begins as a photo",
        "cut png",
        "a page that begins as a png",
        "webp longer than it is",
        "a page that begins as a pdf",
    ],
)
def test_a_file_is_what_its_bytes_say(content, found):
    assert files.media_type_of(content) == found


@pytest.mark.parametrize(
    ("text", "digests"),
    [
        ("", ()),
        (None, ()),
        ("a" * 64, ("a" * 64,)),
        (f" {'a' * 64}  {'b' * 64} {'a' * 64}", ("a" * 64, "b" * 64)),
        ("A" * 64, None),
        ("a" * 63, None),
        ("../../etc/passwd", None),
        (" ".join(f"{k:064x}" for k in range(13)), None),
    ],
)
def test_digests_of_a_field(text, digests):
    assert files.digests_in(text) == digests


def test_a_file_is_kept_once_under_its_hash(both):
    canteen, other = both.canteens["C001"], both.canteens["C002"]
    photo = a_photo()
    first = both.do(service.keep, canteen, photo)
    again = both.do(service.keep, canteen, io.BytesIO(photo), now=NOW + timedelta(days=1))
    assert first == again
    assert queries.content_of(both.county_id, canteen, first.digest) == photo
    assert queries.find_attachment(both.county_id, other, first.digest) is None
    both.do(service.keep, other, photo)
    assert both.rows()["attachments"] == 2
    assert [entry for entry in both.journal() if entry[1] == "attachment"] == [
        ("create", "attachment", f"C001/{first.digest[:16]}"),
        ("create", "attachment", f"C002/{first.digest[:16]}"),
    ]
    verify()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", errors.FileEmpty),
        (PAGE, errors.FileUnknown),
        (a_png() + b"\0" * files.MOST_BYTES, errors.FileTooLarge),
    ],
)
def test_what_is_refused_leaves_nothing(kitchen, content, problem):
    before = kitchen.rows()
    with pytest.raises(problem):
        kitchen.do(service.keep, kitchen.canteens["C001"], content)
    assert kitchen.rows() == before


def test_a_day_has_an_end(kitchen, monkeypatch):
    monkeypatch.setattr(files, "MOST_IN_A_DAY", 2)
    canteen = kitchen.canteens["C001"]
    for side in (4, 5):
        kitchen.do(service.keep, canteen, a_png(side))
    with pytest.raises(errors.TooManyToday):
        kitchen.do(service.keep, canteen, a_png(6))
    kitchen.do(service.keep, canteen, a_png(6), now=NOW + timedelta(days=1))

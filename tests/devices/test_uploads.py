"""Photos in pieces, cut at every kind of place; nothing is kept that is not what the record names."""

import random
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
import time_machine

from mealwatch.devices import queries
from mealwatch.devices.domain import limits
from mealwatch.kernel import clock
from tests.devices.conftest import a_jpeg, sha
from tests.devices.test_protocol import an_envelope, kept, put

PIECE = 4096


class Line:
    """A tablet with one record, and photos of it on their way."""

    def __init__(self, bench, enrolment, photos):
        named = [{"sha256": sha(one), "size": len(one), "mime": "image/jpeg", "role": "photo"} for one in photos]
        self.bench, self.key = bench, enrolment.key
        self.envelope = an_envelope(enrolment, attachments=named)
        put(bench, enrolment, self.envelope)
        self.path = f"/api/v1/deposits/{self.envelope['id']}/uploads"

    def ask(self, method, path, body=b"", **headers):
        given = {"Authorization": f"Bearer {self.key}", "Tus-Resumable": "1.0.0"}
        given |= {name.replace("_", "-"): str(value) for name, value in headers.items()}
        status, told, _ = self.bench.send(method, path, {n: v for n, v in given.items() if v}, body)
        return status, told

    def begin(self, photo, size=None):
        named = "sha256 " + b64encode(sha(photo).encode()).decode()
        return self.ask("POST", self.path, Upload_Length=size or len(photo), Upload_Metadata=f"a Yg==,{named}")

    def arrived(self, address):
        return int(self.ask("HEAD", address)[1]["Upload-Offset"])

    def piece(self, address, at, content, **headers):
        headers = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": at} | headers
        return self.ask("PATCH", address, content, **headers)

    def checked(self, content):
        return "sha256 " + b64encode(sha256(content).digest()).decode()

    def has(self, photo):
        school = kept(self.bench, self.envelope).school_id
        return self.bench.inside(lambda: queries.content(self.bench.county_id, school, sha(photo))) == photo


@pytest.fixture
def line(bench):
    return lambda *photos: Line(bench, bench.enrol(), photos)


def test_it_resumes_wherever_it_was_cut(line):
    photos = [a_jpeg(bytes([n]) * (3 * PIECE)) for n in range(8)]
    way = line(*photos)
    whole = len(photos[0])
    cuts = (0, 1, PIECE - 1, PIECE, PIECE + 1, whole // 2, whole - 2, whole - 1)
    for photo, cut in zip(photos, cuts, strict=True):
        status, told = way.begin(photo)
        assert status == 201
        address = told["Location"]
        assert way.piece(address, 0, photo[:cut])[0] == 204
        assert not way.has(photo)
        # The tablet was switched off before it kept the address: it is told again.
        status, again = way.begin(photo)
        assert (status, again["Location"], int(again["Upload-Offset"])) == (201, address, cut)
        assert way.arrived(address) == cut
        assert way.piece(address, cut, photo[cut:], Upload_Checksum=way.checked(photo[cut:]))[0] == 204
        assert way.arrived(address) == whole
        assert way.has(photo)
    assert kept(way.bench, way.envelope).complete_at is not None


def test_500_resumes_at_any_byte(line):
    photo = a_jpeg(random.Random(4).randbytes(20_000))
    way = line(photo)
    address, places = way.begin(photo)[1]["Location"], random.Random(5)
    cuts = sorted({0, len(photo), *(places.randrange(len(photo)) for _ in range(500))})
    for first, last in pairwise(cuts):
        assert way.piece(address, first, photo[first:last])[0] == 204
        if first % 10 == 0:
            assert way.piece(address, first, photo[first:last])[0] == 409
    assert way.has(photo)


def test_pieces_that_are_wrong_change_nothing(line):
    photo = a_jpeg(b"y" * 100)
    way = line(photo)
    address = way.begin(photo)[1]["Location"]
    assert way.piece(address, 0, photo[:50])[0] == 204
    wrong = [
        (way.piece(address, 0, photo[:50]), 409),
        (way.piece(address, 51, photo[51:]), 409),
        (way.piece(address, 50, photo[50:60], Upload_Checksum=way.checked(b"other")), 460),
        (way.piece(address, 50, photo[50:60], Upload_Checksum="md5 eHh4"), 400),
        (way.piece(address, 50, photo[50:60], Upload_Checksum="sha256 %"), 400),
        (way.piece(address, "", photo[50:60]), 400),
        (way.piece(address, 50, photo[50:] + b"more"), 413),
        (way.piece(address, 50, photo[50:60], Content_Type="image/jpeg"), 415),
        (way.piece(address, 50, photo[50:60], Tus_Resumable="0.2.2"), 412),
        (way.ask("HEAD", address + "x"), 404),
    ]
    assert [status for (status, _), _ in wrong] == [status for _, status in wrong]
    assert way.arrived(address) == 50
    assert way.piece(address, 50, photo[50:])[0] == 204
    assert way.has(photo)


def test_a_whole_that_is_not_what_the_record_names_is_let_go(line):
    photo = a_jpeg(b"z" * 100)
    way = line(photo)
    address = way.begin(photo)[1]["Location"]
    assert way.piece(address, 0, b"x" * 50)[0] == 204
    assert way.piece(address, 50, photo[50:])[0] == 460
    assert way.ask("HEAD", address)[0] == 404
    assert not way.has(photo)
    address = way.begin(photo)[1]["Location"]
    assert way.piece(address, 0, photo)[0] == 204
    assert way.has(photo)
    assert int(way.begin(photo)[1]["Upload-Offset"]) == len(photo)


def test_beginnings_that_cannot_be_and_what_waits_too_long(line):
    photo = a_jpeg(b"w" * 100)
    way = line(photo)
    assert way.begin(a_jpeg(b"not named"))[0] == 404
    assert way.begin(photo, size=limits.MOST_FILE_BYTES + 1)[0] == 413
    assert way.ask("POST", way.path, Upload_Length=5)[0] == 400
    status, told = way.ask("OPTIONS", way.path)
    assert (status, told["Tus-Version"], told["Tus-Checksum-Algorithm"]) == (204, "1.0.0", "sha256")
    address = way.begin(photo)[1]["Location"]
    assert way.piece(address, 0, photo[:50])[0] == 204
    with time_machine.travel(clock.now() + limits.UPLOADS_KEPT + timedelta(minutes=1), tick=False):
        assert way.ask("HEAD", address)[0] == 404
        assert int(way.begin(photo)[1]["Upload-Offset"]) == 0

"""Photos over the wire: who may send, who may see, and as what a browser is told to take them."""

import io

import pytest

from mealwatch.attachments.domain.files import MOST_BYTES
from tests.support.files import A_PDF, a_photo, a_png
from tests.support.people import send

PHOTOS = "/canteens/C001/photos"


def sent(client, content, name="x.jpg", claimed="image/jpeg"):
    return send(client, PHOTOS, {"file": (io.BytesIO(content), name, claimed)}, content_type="multipart/form-data")


def test_a_photo_comes_back_as_it_went(site):
    photo = a_photo()
    answer = sent(site.client("acceptor"), photo)
    assert answer.status_code == 201
    found = site.client("principal").get(answer.json["address"])
    assert found.data == photo
    assert found.content_type == "image/jpeg"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert found.headers["Content-Disposition"].startswith("inline")
    assert "private" in found.headers["Cache-Control"]


def test_a_second_sending_changes_nothing(site):
    client = site.client("storekeeper")
    one, two = sent(client, a_png()), sent(client, a_png(), "other.png", "text/html")
    assert one.json == two.json


def test_the_claimed_type_counts_for_nothing(site):
    answer = sent(site.client("storekeeper"), A_PDF, "slip.jpg")
    assert answer.json["media_type"] == "application/pdf"
    found = site.client("storekeeper").get(answer.json["address"])
    assert found.content_type == "application/pdf"
    assert found.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html>", "attachments.unknown"),
        (b"", "attachments.empty"),
        (a_png() + b"\0" * MOST_BYTES, "attachments.too_large"),
    ],
)
def test_hostile_files_are_refused_with_what_to_do(site, content, code):
    answer = sent(site.client("storekeeper"), content)
    assert answer.status_code == 422
    assert answer.json["code"] == code
    assert answer.json["advice"]


def test_nothing_sent_is_refused(site):
    assert send(site.client("storekeeper"), PHOTOS).status_code == 422


@pytest.mark.parametrize("who", ["storekeeper_elsewhere", "principal_elsewhere"])
def test_elsewhere_it_is_not_there(site, who):
    address = sent(site.client("storekeeper"), a_png()).json["address"]
    assert site.client(who).get(address).status_code == 404
    assert site.client().get(address).status_code == 302


def test_one_canteen_does_not_lend_its_photos_to_another(site):
    address = sent(site.client("storekeeper"), a_png()).json["address"]
    assert site.client("bureau_admin").get(address).status_code == 200
    assert site.client("bureau_admin").get(address.replace("C001", "C003")).status_code == 404

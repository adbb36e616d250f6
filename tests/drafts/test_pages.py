"""What the scripts ask: drafts of one's own canteen, who is signed in, signing in again; a form that went through."""

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.drafts.ended import COOKIE
from mealwatch.kernel import clock
from tests.support.people import PASSWORD, send

DAY = "/canteens/C001/drafts/today/2026-11-23/lunch"
NEW = "/canteens/C001/drafts/opening/new"


def token_of(client):
    return client.get("/kept/me").get_json()["token"]


def put(client, address, fields, revision=0):
    body = {"fields": fields, "revision": revision, "device": "手机"}
    return client.put(address, json=body, headers={"X-CSRFToken": token_of(client)})


def test_a_draft_goes_on_on_another_device(site):
    assert put(site.client("storekeeper"), DAY, {"heads": ["148"]}).get_json() == {"revision": 1}
    found = site.client("canteen_manager").get(DAY).get_json()
    assert found["fields"] == {"heads": ["148"]}
    assert found["by"].startswith("Storekeeper")


def test_no_draft_is_no_content(site):
    assert site.client("storekeeper").get(DAY).status_code == 204


def test_a_clash_is_409_with_what_stands_there(site):
    put(site.client("storekeeper"), DAY, {"heads": ["148"]})
    answer = put(site.client("canteen_manager"), DAY, {"heads": ["150"]})
    assert answer.status_code == 409
    assert answer.get_json()["fields"] == {"heads": ["148"]}


@pytest.mark.parametrize("username, status", [("storekeeper_elsewhere", 404), ("inspector", 403), ("auditor", 403)])
def test_drafts_are_for_the_canteens_own_people(site, username, status):
    client = site.client(username)
    put(site.client("storekeeper"), DAY, {"heads": ["148"]})
    assert client.get(DAY).status_code == status
    assert put(client, DAY, {"heads": ["1"]}).status_code == status


@pytest.mark.parametrize("body", [{}, {"fields": {"a": "b"}, "revision": 0}, {"fields": [], "revision": "x"}])
def test_what_is_no_draft_is_refused(site, body):
    client = site.client("storekeeper")
    assert client.put(DAY, json=body, headers={"X-CSRFToken": token_of(client)}).status_code == 422


def test_without_its_token_nothing_is_saved(site):
    client = site.client("storekeeper")
    assert client.put(DAY, json={"fields": {}, "revision": 0}).status_code == 400


def test_signing_in_again_gives_the_person_and_a_token_that_counts(site):
    client = site.client()
    given = {"username": "storekeeper", "password": PASSWORD}
    headers = {"X-CSRFToken": token_of(client)}
    answer = client.post(f"/kept/sign-in?county={site.county_id}", json=given, headers=headers)
    assert answer.status_code == 200
    assert answer.get_json()["person"] == client.get("/kept/me").get_json()["person"] != ""
    headers = {"X-CSRFToken": answer.get_json()["token"]}
    assert client.put(DAY, json={"fields": {}, "revision": 0}, headers=headers).status_code == 200


def test_a_wrong_password_is_told_and_lets_nobody_in(site):
    client = site.client()
    headers = {"X-CSRFToken": token_of(client)}
    given = {"username": "storekeeper", "password": "wrong"}
    answer = client.post(f"/kept/sign-in?county={site.county_id}", json=given, headers=headers)
    assert answer.status_code == 422
    assert answer.get_json()["text"]
    assert client.get("/kept/me").get_json()["person"] == ""


def opening(**changes):
    return {
        "dated_on": clock.today().isoformat(),
        "doc_no": "O1",
        "lines-0-ingredient_code": "dm",
        "lines-0-quantity": "2袋+3斤",
        "lines-0-amount_yuan": "230",
        "kept_place": "C001/opening/new",
        "second_how": "later",
    } | changes


@pytest.fixture
def kept(site):
    site.do(catalogue.take_over_known_ingredients)
    client = site.client("storekeeper")
    put(client, NEW, {"doc_no": ["O1"]})
    return client


def test_a_form_that_went_through_ends_its_draft_here_and_there(kept):
    answer = send(kept, "/canteens/C001/enter/opening", opening(**{"lines-0-ingredient_code": "大米（粳米）"}))
    assert answer.status_code == 302
    assert kept.get(NEW).status_code == 204
    assert kept.get_cookie(COOKIE).value == "C001%2Fopening%2Fnew"


def test_a_form_with_faults_keeps_its_draft(kept):
    answer = send(kept, "/canteens/C001/enter/opening", opening(**{"lines-0-quantity": "很多"}))
    assert answer.status_code == 422
    assert kept.get(NEW).status_code == 200
    assert kept.get_cookie(COOKIE) is None


def test_a_form_sent_later_gets_the_address_in_place_of_the_redirect(kept):
    form = opening(**{"lines-0-ingredient_code": "大米（粳米）"})
    answer = send(kept, "/canteens/C001/enter/opening", form, headers={"X-Kept-Send": "1"})
    assert answer.status_code == 204
    assert answer.headers["X-Location"] == "/canteens/C001/documents/opening/O1"
    again = send(kept, "/canteens/C001/enter/opening", form, headers={"X-Kept-Send": "1"})
    assert again.status_code == 204
    assert kept.get("/canteens/C001/documents").text.count(">O1<") == 1


def test_what_one_person_typed_is_not_taken_from_another(kept, site):
    other = site.client("canteen_manager")
    storekeeper = kept.get("/kept/me").get_json()["person"]
    headers = {"X-CSRFToken": token_of(other), "X-Kept-Person": storekeeper}
    assert other.put(NEW, json={"fields": {"a": ["1"]}, "revision": 0}, headers=headers).status_code == 401
    assert (
        send(other, "/canteens/C001/enter/opening", opening(), headers={"X-Kept-Person": storekeeper}).status_code
        == 401
    )
    assert other.get(NEW).status_code == 204

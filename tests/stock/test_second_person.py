"""Goods out, openings, losses and corrections: two people, of whom the second proves who it is."""

import pytest

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.service.pins import put_pin
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import documents, unsigned
from tests.support.people import send, site  # noqa: F401

ENTER = "/canteens/C001/enter/"
PIN = "4719"
BY_PIN = {"second_how": "pin", "second_account": "canteen_manager", "second_pin": PIN}
BY_HAND = {
    "second_how": "guest",
    "second_guest_name": "李明",
    "second_guest_kind": "teacher",
    "second_typed": "yes",
}
#: What each kind is posted with, and where the second name goes.
KINDS = {
    "opening": ({"lines-0-amount_yuan": "230"}, "lines-0-quantity", "witnessed_by"),
    "issue": ({"meal": "lunch"}, "lines-0-quantity", "collector"),
    "loss": ({"lines-0-reason_code": "damp"}, "lines-0-quantity", "approved_by"),
    "stocktake": ({"counted_by": "王芳"}, "lines-0-counted_quantity", "witnessed_by"),
}


@pytest.fixture
def store(site):  # noqa: F811
    """The test county with rice in the store; the canteen's manager has a PIN."""
    site.do(catalogue.take_over_known_ingredients)
    with site.app.app_context():
        manager = accounts.get_account(site.county_id, "canteen_manager")
    site.do(put_pin, manager.id, manager.username, PIN)
    assert post(site, "opening", BY_HAND, doc_no="O1").status_code == 302
    return site


def form(kind, second, **changes):
    more, quantity, _ = KINDS[kind]
    line = {"lines-0-ingredient_code": "大米（粳米）", quantity: "10", "lines-0-unit": "kg"}
    return {"dated_on": clock.today().isoformat(), "doc_no": "D1"} | line | more | second | changes


def post(site, kind, second, **changes):  # noqa: F811
    return send(site.client("storekeeper"), ENTER + kind, form(kind, second, **changes), page=ENTER + kind)


def written(store, kind, name, doc_no="D1"):
    """Who stands on the document's line, and whether the document lacks a signature."""
    with store.app.app_context():
        head = documents.find_head(store.county_id, schools.get_canteen(store.county_id, "C001").id, kind, doc_no)
        if head is None:
            return None
        [line] = documents.lines_of(store.county_id, kind, [head.id])
        return getattr(line, name), unsigned.lacks(store.county_id, head)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pin_puts_its_owner_on_the_paper(store, kind):
    assert post(store, kind, BY_PIN, storekeeper="赵库管", counted_by="王芳").status_code == 302
    name, lacks = written(store, kind, KINDS[kind][2])
    assert name == "Canteen_Manager"
    assert not lacks
    assert name in store.client("storekeeper").get(f"/canteens/C001/documents/{kind}/D1").text


@pytest.mark.parametrize("kind", ["issue", "loss"])
@pytest.mark.parametrize(
    ("second", "status"),
    [
        ({}, 422),
        (BY_PIN | {"second_pin": "0000"}, 422),
        (BY_PIN | {"second_account": "storekeeper"}, 422),
        ({"second_how": "guest", "second_guest_name": "", "second_guest_kind": "teacher", "second_typed": "yes"}, 422),
        ({"second_how": "guest", "second_guest_name": "李明", "second_guest_kind": "teacher"}, 422),
        ({"second_how": "alone"}, 422),
    ],
    ids=["nobody", "wrong pin", "the same person", "no name", "no signature", "no exception"],
)
def test_who_is_not_proved_is_not_on_the_paper(store, kind, second, status):
    answer = post(store, kind, second, counted_by="王芳")
    assert answer.status_code in (status, 409)
    assert 'value="10"' in answer.text
    assert written(store, kind, KINDS[kind][2]) is None


@pytest.mark.parametrize("kind", KINDS)
def test_who_signs_later_is_asked_for_until_then(store, kind):
    typed = {"second_how": "later", KINDS[kind][2]: "随手写的名字"}
    assert post(store, kind, typed, storekeeper="赵库管", counted_by="王芳").status_code == 302
    assert written(store, kind, KINDS[kind][2]) == (None, True)
    page = f"/canteens/C001/documents/{kind}/D1"
    assert "签字不全" in store.client("storekeeper").get(page).text
    assert send(store.client("storekeeper"), f"{page}/sign", BY_PIN, page=f"{page}/sign").status_code == 302
    assert written(store, kind, KINDS[kind][2]) == (None, False)


def test_who_is_asked_signs_in_the_inbox(store):
    assert post(store, "issue", {"second_how": "ask"}, storekeeper="赵库管").status_code == 302
    assert written(store, "issue", "collector") == (None, True)
    assert "D1" in store.client("canteen_manager").get("/signing").text


def test_a_correction_is_signed_anew(store):
    post(store, "issue", BY_PIN)
    page = "/canteens/C001/documents/issue/D1/change"
    changed = form("issue", {}, change_reason="写错", **{"lines-0-quantity": "9"})
    assert send(store.client("storekeeper"), page, changed, page=page).status_code == 422
    assert send(store.client("storekeeper"), page, changed | BY_HAND, page=page).status_code == 302
    assert written(store, "issue", "collector", "D1-2") == ("李明", False)

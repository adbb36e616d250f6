"""Refused attempts are kept by their code; the answer is the same with them, without them, and when they fail."""

import importlib
import pkgutil
from datetime import timedelta
from unittest.mock import patch

import pytest

import mealwatch
from mealwatch.accounts import queries as accounts
from mealwatch.audit import refusals
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.schools import queries as schools
from tests.support.people import send

RECEIPT = "/canteens/C001/enter/receipt"
API = "/api/v1/canteens/C001"


@pytest.fixture
def shop(site):
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V02", name="便民粮油店", licence_expires_on=clock.today() - timedelta(days=3))
    return site


def kept(site):
    """(school, canteen, code, account) of what was kept, in words."""
    with site.app.app_context():
        today = clock.today()
        canteens = {one.id: one.code for one in schools.canteens_of(site.county_id)}
        places = {one.id: one.code for one in schools.schools_of(site.county_id)}
        people = {one.id: one.username for one in accounts.people_of(site.county_id)}
        return [
            (places.get(one.school_id), canteens.get(one.canteen_id), one.code, people[one.account_id])
            for one in refusals.refused_between(site.county_id, today, today)
        ]


def issue(site, client, number="I1", **line):
    row = {"ingredient_code": "GS01", "quantity": "5", "unit": "kg"} | line
    body = {"dated_on": clock.today().isoformat(), "meal": "lunch", "lines": [row]}
    return client.put(f"{API}/issues/{number}", json=body, headers=site.bearer("storekeeper"))


def receipt(site):
    """A receipt of a supplier whose licence has run out, typed into the page."""
    form = {"dated_on": clock.today().isoformat(), "doc_no": "R1", "supplier_code": "V02"}
    form |= {"lines-0-ingredient_code": "GS01", "lines-0-weighed": "10公斤", "lines-0-amount_yuan": "48"}
    form |= {"second_how": "guest", "second_guest_name": "刘家长", "second_guest_kind": "parent"}
    return send(site.client("storekeeper"), RECEIPT, form | {"second_typed": "yes"}, page=RECEIPT)


def test_a_refused_call_and_a_refused_form_are_kept_with_their_place(shop):
    assert issue(shop, shop.client()).status_code == 409
    assert receipt(shop).status_code == 409
    here = ("S001", "C001")
    assert kept(shop) == [
        (*here, "stock.not_enough", "storekeeper"),
        (*here, "acceptance.licence_expired", "storekeeper"),
    ]


def test_what_is_no_business_of_the_bureau_is_not_kept(shop):
    assert issue(shop, shop.client(), ingredient_code="X1").status_code == 422
    assert issue(shop, shop.client(), quantity="0.0001").status_code == 422
    assert shop.client("storekeeper").get("/canteens/C009").status_code == 404
    assert kept(shop) == []


def test_the_same_attempt_again_within_a_moment_is_one(shop):
    for number in ("I1", "I1", "I2"):
        issue(shop, shop.client(), number)
    assert len(kept(shop)) == 1
    later = clock.now() + timedelta(minutes=2)
    with patch.object(clock, "now", lambda: later):
        issue(shop, shop.client())
    assert len(kept(shop)) == 2


def test_a_failing_note_changes_no_answer(shop, caplog):
    right = issue(shop, shop.client())
    with patch.object(refusals, "keep", side_effect=ZeroDivisionError("the inside")):
        answer = issue(shop, shop.client(), "I2")
        page = receipt(shop)
    assert (answer.status_code, answer.json) == (right.status_code, right.json)
    assert page.status_code == 409
    assert "到期" in page.text
    assert "a refusal was not written down" in caplog.text
    assert len(kept(shop)) == 1


def test_every_watched_code_is_a_problem_of_ours():
    for found in pkgutil.walk_packages(mealwatch.__path__, "mealwatch."):
        if found.name.endswith(".errors"):
            importlib.import_module(found.name)
    waiting, codes = [Problem], set()
    while waiting:
        one = waiting.pop()
        codes.add(one.code)
        waiting += one.__subclasses__()
    assert codes >= refusals.WATCHED

"""Who may read a sick person's name: the principal, and on its day who entered it. All else is searched for it."""

import io
import zipfile
from datetime import timedelta

import pytest

from mealwatch.accounts import queries as accounts
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from tests.support.daily import MONDAY, NOON, SICK, Daily
from tests.support.people import PEOPLE

NAME, CAUSE = "欧阳植", "体温三十八度二"
RECORD = "/canteens/C001/records/morning/2026-11-09"
PAGES = (
    "/records",
    "/canteens/C001/records",
    "/canteens/C001/records?date=2026-11-09",
    "/canteens/C001/records/morning",
    "/canteens/C001/records/morning?date=2026-11-09",
    "/canteens/C001/records/morning/month",
    "/canteens/C001/records/morning/month?only=flawed",
    "/canteens/C001/records/morning/month.xlsx",
    "/canteens/C001/kitchen",
    RECORD,
    f"{RECORD}?correct=1",
    "/signing",
    "/account",
    "/",
)


@pytest.fixture
def daily(site, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return Daily(site)


def actor(daily, username):
    with daily.site.app.app_context():
        account = accounts.get_account(daily.county_id, username)
    return Actor(f"{account.name}（{username}）", account.id)


def said(answer):
    """Everything that an answer says, a spreadsheet's cells too."""
    if not answer.mimetype.endswith("spreadsheetml.sheet"):
        return answer.text
    book = zipfile.ZipFile(io.BytesIO(answer.data))
    return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


def readers(site, when, monkeypatch):
    """Who finds the name or the cause on which pages then."""
    monkeypatch.setattr(clock, "now", lambda: when)
    found = set()
    for username in PEOPLE:
        client = site.client(username)
        for address in PAGES:
            told = said(client.get(address, follow_redirects=True))
            if NAME in told or CAUSE in told:
                found.add((username, address.removeprefix("/canteens/C001/records/morning")))
    return found


def test_only_the_principal_and_who_entered_it_that_day_read_the_name(daily, monkeypatch):
    daily.enter("morning", SICK, "2026-11-09", by=actor(daily, "storekeeper"))
    own = {"/2026-11-09"}
    principal = {("principal", address) for address in own}
    correcting = {("storekeeper", address) for address in ("/2026-11-09", "/2026-11-09?correct=1")}
    today = NOON + timedelta(hours=1)
    assert readers(daily.site, today, monkeypatch) == correcting | principal | {("principal", "/2026-11-09?correct=1")}
    tomorrow = NOON + timedelta(days=1)
    assert readers(daily.site, tomorrow, monkeypatch) == principal | {("principal", "/2026-11-09?correct=1")}


def test_who_corrects_it_without_the_name_does_not_come_to_read_it(daily, monkeypatch):
    daily.enter("morning", SICK, "2026-11-09", by=actor(daily, "storekeeper"))
    given = {name: value for name, value in SICK.items() if name not in ("names", "cause")}
    daily.correct("morning", "2026-11-09", given | {"heads": 9}, by=actor(daily, "canteen_manager"))
    found = readers(daily.site, NOON, monkeypatch)
    assert {username for username, _ in found} == {"principal", "storekeeper"}


def test_no_api_answer_has_the_name(daily):
    daily.enter("morning", SICK, "2026-11-09", by=actor(daily, "storekeeper"))
    site = daily.site
    numbers = {"county_id": 1, "version": 1, "token_id": 1, "request_id": 1}
    places = {"school_code": "S001", "canteen_code": "C001", "week": "2026-W46", "month": "2026-11", "on": MONDAY}
    for username in ("bureau_admin", "auditor", "storekeeper"):
        bearer = site.bearer(username)
        for rule in site.app.url_map.iter_rules():
            if not rule.rule.startswith("/api/v1/") or "GET" not in (rule.methods or ()):
                continue
            arguments = {name: {**numbers, **places}.get(name, "x") for name in rule.arguments}
            try:
                with site.app.test_request_context():
                    _, address = rule.build(arguments)
            except (TypeError, ValueError):
                continue
            told = site.client().get(address, headers=bearer).get_data(as_text=True)
            assert NAME not in told and CAUSE not in told, address


def test_a_form_with_the_name_is_kept_for_its_typist_alone(daily):
    page = daily.site.client("storekeeper").get("/canteens/C001/records/morning").text
    assert 'data-kept="C001/record/morning/2026-11-09/new"' in page

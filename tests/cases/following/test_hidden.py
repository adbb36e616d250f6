"""Nobody sees a drawn day before six that morning: every page is the same whether or not the service could know it."""

import re
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from unittest.mock import patch
from zipfile import BadZipFile, ZipFile

from mealwatch.accounts import queries as accounts
from mealwatch.cases import service as cases
from mealwatch.cases.following import queries, sealed
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.storage.transaction import in_transaction
from mealwatch.web import xlsx
from tests.cases.following.closed import Watched, morning, sealed_days

NOW = morning(clock.today(), 12)
#: What no page has to answer here: what takes a session away, what streams, what prints.
_NOT = re.compile(r"logout|/sign-out|\.pdf|\.png|\.zip|/static|sw\.js|/api/docs|openapi")
_CHANGES = re.compile(rb'nonce="[^"]*"|name="csrf_token" value="[^"]*"|"csrf": ?"[^"]*"|csrf-token" content="[^"]*"')
_HERE = {"case_id": 1, "draw_id": 1, "n": 1, "school_code": "S001", "canteen_code": "C001"}


def test_every_page_is_the_same_whether_or_not_the_day_can_be_known(site):
    watched = _watched(site)
    with site.app.app_context():
        days = _closed(watched)
    eve = morning(min(days), 5, 59)
    with _at(eve):
        clients = {who: site.client(who) for who in ("bureau_admin", "bureau_officer", "inspector", "principal")}
        for client in clients.values():
            client.get("/messages")  # what is read is read
        addresses = [(who, address) for who in clients for address in _addresses(site, who)]
        asked, real = [], sealed.find_seed
        with patch.object(sealed, "find_seed", lambda *which: asked.append(1) or real(*which)):
            seen = {where: _page(clients, where, asked) for where in addresses}
        could = [where for where in seen if seen[where] is not None]
        with patch.object(sealed.tokens, "find_site_key", lambda _name: "another secret"):
            told = [where for where in could if _page(clients, where) != seen[where]]
    assert told == [], told
    assert len(seen) > 100
    assert {("bureau_officer", "/look-backs"), ("inspector", "/rounds/mine"), ("bureau_admin", "/cases/1")} <= set(
        could
    )
    with _at(morning(min(days), 6, 1)):
        name = "青山镇中心小学"
        for who, where in (
            ("inspector", "/rounds/mine"),
            ("inspector", "/visits/schools"),
            ("bureau_officer", "/look-backs"),
        ):
            page = site.client(who).get(where)
            assert page.status_code == 200, where
            assert (name if where != "/visits/schools" else min(days).isoformat()) in page.get_data(as_text=True), where
        look = site.client("bureau_officer").get("/look-backs/1/1")
        assert look.status_code == 200 and name in look.text
        told = site.client("principal").get("/cases/1").text
        assert not any(on.isoformat() in told for on in days)


@contextmanager
def _at(moment):
    with patch.object(clock, "now", lambda: moment), patch.object(xlsx, "now", lambda: moment):
        yield


def _watched(site):
    """The county of the pages with a calendar, and its people as they act in a case."""
    with site.app.app_context():
        known = {one.username: Actor(one.name, one.id) for one in accounts.people_of(site.county_id)}
        places = {one.code: one for one in schools.schools_of(site.county_id)}

        def do(work, *args, **given):
            return in_transaction(lambda: work(site.county_id, *args, **{"now": NOW} | given))

        on = [NOW.date() + timedelta(days=k) for k in range(1, 120)]
        rows = [{"dated_on": day, "day_type": "supply"} for day in on if day.weekday() < 5]
        do(school_service.put_calendar_days, rows, by=known["bureau_admin"])
    kitchen = SimpleNamespace(
        county_id=site.county_id,
        do=do,
        schools={code: one.id for code, one in places.items()},
    )
    return Watched(kitchen, known["bureau_officer"], known["bureau_admin"], known["principal"])


class _OnTheFirstDay(Exception):
    pass


def _closed(watched):
    """Close case 1; the two drawn days, neither of them the first of its window.

    On the eve of a window nothing could be known yet, so that no page would be put to the test. A draw that falls
    there is rolled back together with the secret that it was made with.
    """
    case_id = watched.open(now=NOW)
    watched.propose(case_id, NOW)

    def agree(county_id, *, by, now):
        cases.act(county_id, case_id, "agree_close", words="同意", by=by, now=now)
        [draw] = queries.draws(county_id, now, subject_ids=[case_id])
        days = [on for _, on in sealed_days(county_id, draw).values()]
        assert case_id == draw.id == 1 and len(days) == 2
        if any(on.isoformat() in one.listed["choices"]["S001"][:1] for on in days for one in draw.slates):
            raise _OnTheFirstDay
        return days

    while True:
        with suppress(_OnTheFirstDay):
            return watched.do(agree, by=watched.second, now=NOW)


def _addresses(site, who):
    """Every GET that needs nothing but what is here."""
    found = []
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            wanted = {name: _HERE[name] for name in rule.arguments if name in _HERE}
            if "GET" in rule.methods and set(wanted) == set(rule.arguments) and not _NOT.search(rule.rule):
                found.append(rule.build(wanted)[1])
    if who != "bureau_admin":
        return [one for one in found if re.search(r"round|look|case|visit|self|ladder|message|desk|^/week", one)]
    return found


def _page(clients, where, asked=None):
    """(status, what stands there); None of a page for which no seed was worked out: it cannot tell a day."""
    who, address = where
    before = len(asked or ())
    answer = clients[who].get(address)
    if asked is not None and len(asked) == before:
        return None
    return answer.status_code, _content(answer.get_data())


def _content(body):
    if body[:2] == b"PK":
        try:
            with ZipFile(BytesIO(body)) as book:
                return [
                    (name, book.read(name)) for name in sorted(book.namelist()) if "sheet" in name or "Strings" in name
                ]
        except BadZipFile:
            return body
    return _CHANGES.sub(b"", body)

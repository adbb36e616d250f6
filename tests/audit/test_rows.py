"""Changeable rows and what the journal keeps of them."""

import json
from datetime import date, datetime, timedelta, timezone

from sqlalchemy import select

from mealwatch.audit import rows
from mealwatch.audit.models import JournalEntry
from mealwatch.extensions import db
from mealwatch.schools.models import Term
from mealwatch.storage.transaction import in_transaction
from tests.support.county import NOW, OFFICER, new_county

AUTUMN = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 22), "name": "秋"}
SPRING = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 7, 2), "name": "春"}


def put(county_id, *terms, **given):
    wanted = [{"county_id": county_id, **term} for term in terms]

    def work():
        before = rows.held(Term, county_id)
        named = {"subject": "term", "key_of": lambda row: row["name"]}
        return rows.put(county_id, Term, wanted, before, by=OFFICER, now=NOW, **named, **given)

    return in_transaction(work)


def entries(county_id):
    found = select(JournalEntry).where(JournalEntry.county_id == county_id, JournalEntry.subject == "term")
    return [(row.action, row.key, json.loads(row.body)) for row in db.session.scalars(found.order_by(JournalEntry.seq))]


def test_only_differences_are_written_and_told(store):
    county_id = new_county()
    assert put(county_id, AUTUMN, SPRING) == rows.Written(created=2)
    assert put(county_id, AUTUMN, SPRING | {"name": "春季"}) == rows.Written(updated=1, unchanged=1)
    assert put(county_id, AUTUMN) == rows.Written(unchanged=1)
    assert [entry[:2] for entry in entries(county_id)] == [("create", "秋"), ("create", "春"), ("update", "春季")]
    assert entries(county_id)[0][2] == {
        "county_id": county_id,
        "starts_on": "2026-09-01",
        "ends_on": "2027-01-22",
        "name": "秋",
    }
    assert rows.held(Term, county_id)[SPRING["starts_on"],]["name"] == "春季"


def test_a_change_may_be_called_by_another_name(store):
    county_id = new_county()
    put(county_id, AUTUMN)
    put(county_id, AUTUMN | {"name": "秋季"}, change="decide")
    assert [entry[0] for entry in entries(county_id)] == ["create", "decide"]


def test_the_same_key_in_another_county_is_another_row(store):
    first, second = new_county("360731"), new_county("360732")
    put(first, AUTUMN)
    put(second, AUTUMN | {"name": "别县"})
    put(first, AUTUMN | {"name": "秋季"})
    assert [row["name"] for row in rows.held(Term, second).values()] == ["别县"]
    row = next(iter(rows.held(Term, first).values()))
    in_transaction(lambda: rows.remove(first, Term, row, subject="term", key="秋", by=OFFICER, now=NOW))
    assert rows.held(Term, first) == {}
    assert len(rows.held(Term, second)) == 1
    assert entries(first)[-1][:2] == ("remove", "秋")


def test_outcomes():
    assert rows.Written(created=1).outcome == "created"
    assert rows.Written(updated=1).outcome == "updated"
    assert rows.Written(unchanged=1).outcome == "unchanged"
    assert rows.Written(1, 2, 3) + rows.Written(1, 1, 1) == (2, 3, 4)


def test_moments_are_written_in_shanghai():
    utc = datetime(2026, 11, 2, 16, 30, tzinfo=timezone(timedelta(0)))
    assert rows.body_of({"at": utc, "on": date(2026, 11, 2), "n": 1, "none": None}) == {
        "at": "2026-11-03T00:30:00+08:00",
        "on": "2026-11-02",
        "n": 1,
        "none": None,
    }

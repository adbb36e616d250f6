"""A day without a meal: asked for by the school, decided by another person."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry
from mealwatch.counties import service as counties
from mealwatch.counties.domain.locks import Lock
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.kernel.actor import Actor
from mealwatch.schools import errors, queries, service
from mealwatch.storage.transaction import in_transaction
from tests.support.county import CLERK, OFFICER, do, group, one_school, school

MONDAY = date(2026, 11, 2)


@pytest.fixture
def county(store):
    """A county whose one school is supplied on Monday."""
    county_id = one_school()
    do(service.put_calendar_day, county_id, dated_on=MONDAY, day_type="supply")
    return county_id


def ask(county_id, key="R1", **given):
    row = {"school_id": 1, "dated_on": MONDAY, "reason": "下雪停课"}
    return do(service.ask_closure, county_id, request_key=key, by=CLERK, **row | given)


def decide(county_id, request_id=1, approve=True, **given):
    return do(service.decide_closure, county_id, request_id, approve=approve, **given)


def supplied(county_id, group_id=1, school_id=1):
    return queries.calendar_of(county_id).is_supply(MONDAY, school_id, group_id)


def close(county_id):
    in_transaction(lambda: counties.add_locks(county_id, [Lock(1, MONDAY, 1, 31, 31)]))


def test_a_request_changes_nothing(county):
    request = ask(county)
    assert (request.id, request.decision, request.requested_by, request.requested_by_id) == (1, None, "李老师", 8)
    assert supplied(county)
    assert queries.closure_requests_of(county, undecided=True) == [request]
    assert queries.find_closure_request(county, "R1") == request


def test_the_same_request_again_is_the_same_request(county):
    assert ask(county) == ask(county, reason=" 下雪停课 ")
    assert len(queries.closure_requests_of(county)) == 1


@pytest.mark.parametrize(
    "other", [{"reason": "考试"}, {"dated_on": date(2026, 11, 3)}, {"group_id": 1}], ids=["reason", "day", "group"]
)
def test_other_content_under_the_same_key_is_refused(county, other):
    ask(county)
    with pytest.raises(errors.RequestDiffers):
        ask(county, **other)
    assert len(queries.closure_requests_of(county)) == 1


def test_approval_closes_the_day_with_its_reason(county):
    ask(county)
    request = decide(county, note="已核实")
    assert (request.decision, request.decided_by, request.decision_note) == ("approved", "王股长", "已核实")
    assert not supplied(county)
    [row] = [row for row in queries.calendar_rows(county) if row.school_id]
    assert tuple(row) == (MONDAY, 1, 0, "closed", "下雪停课")
    assert queries.closure_requests_of(county, undecided=True) == []


def test_refusal_leaves_the_day_due(county):
    ask(county)
    assert decide(county, approve=False).decision == "refused"
    assert supplied(county)


def test_a_group_alone_is_closed(county):
    group(county, group_code="G79")
    ask(county, group_id=2)
    decide(county)
    assert supplied(county, 1)
    assert not supplied(county, 2)


def test_a_whole_school_is_closed_even_where_a_group_has_its_own_supply_day(county):
    group(county, group_code="G79")
    day = {"dated_on": MONDAY, "school_code": "S001"}
    do(service.put_calendar_day, county, group_code="G79", day_type="supply", **day)
    ask(county)
    decide(county)
    assert not supplied(county, 1)
    assert not supplied(county, 2)
    assert len([row for row in queries.calendar_rows(county) if row.school_id]) == 2


def test_other_schools_stay_due(county):
    school(county, "S002")
    ask(county)
    decide(county)
    assert supplied(county, group_id=9, school_id=2)


@pytest.mark.parametrize(
    ("asker", "decider", "refused"),
    [
        (Actor("李老师", 8), Actor("李老师", 8), True),
        (Actor("李老师", 8), Actor("李晓", 8), True),
        (Actor("李老师", 8), Actor("李老师", 9), False),
        (Actor("李老师"), Actor("李老师", 8), True),
        (Actor("李老师"), Actor("王股长", 8), False),
    ],
    ids=["same person", "same account renamed", "namesakes", "name only", "another name"],
)
def test_another_person_decides(county, asker, decider, refused):
    do(service.ask_closure, county, request_key="R1", school_id=1, dated_on=MONDAY, reason="下雪", by=asker)
    if refused:
        with pytest.raises(errors.SamePerson):
            decide(county, by=decider)
        assert supplied(county)
    else:
        assert decide(county, by=decider).decision == "approved"


def test_a_decision_stands(county):
    ask(county)
    decide(county)
    assert decide(county).decision == "approved"
    with pytest.raises(errors.AlreadyDecided):
        decide(county, approve=False)
    with pytest.raises(errors.AlreadyDecided):
        decide(county, by=Actor("赵主任", 9))
    assert not supplied(county)


def test_a_closed_week_takes_no_request_and_no_approval(county):
    ask(county)
    close(county)
    with pytest.raises(errors.WeekClosed):
        ask(county, "R2")
    with pytest.raises(errors.WeekClosed):
        decide(county)
    assert supplied(county)
    assert queries.get_closure_request(county, 1).decision is None
    assert ask(county).id == 1
    assert decide(county, approve=False).decision == "refused"


def test_another_schools_closed_week_is_no_hindrance(county):
    school(county, "S002")
    close(county)
    assert ask(county, school_id=2).school_id == 2


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"reason": ""}, checks.Required),
        ({"reason": None}, checks.Required),
        ({"key": "a/b"}, checks.CodeInvalid),
        ({"school_id": 9}, errors.NoSchool),
        ({"group_id": 9}, errors.NoGroup),
        ({"dated_on": date(1926, 11, 2)}, checks.DateInvalid),
    ],
)
def test_faults_of_a_request(county, given, fault):
    with pytest.raises(fault):
        ask(county, **given)
    assert queries.closure_requests_of(county) == []


def test_every_step_is_in_the_journal(county):
    ask(county)
    decide(county)
    rows = db.session.execute(
        select(JournalEntry.action, JournalEntry.subject, JournalEntry.key, JournalEntry.actor, JournalEntry.body)
        .where(JournalEntry.county_id == county, JournalEntry.subject.in_(["closure_request", "calendar_day"]))
        .order_by(JournalEntry.seq)
    ).all()
    assert [tuple(row)[:4] for row in rows] == [
        ("create", "calendar_day", "2026-11-02", "王股长"),
        ("create", "closure_request", "S001/R1", "李老师"),
        ("create", "calendar_day", "2026-11-02/S001", "王股长"),
        ("decide", "closure_request", "S001/R1", "王股长"),
    ]
    body = json.loads(rows[-1].body)
    assert (body["decision"], body["decided_by_id"], body["requested_at"]) == (
        "approved",
        OFFICER.account_id,
        "2026-11-10T09:30:00+08:00",
    )


def test_requests_of_other_counties_are_not_seen(county):
    other = one_school("360731")
    ask(county)
    assert queries.closure_requests_of(other) == []
    with pytest.raises(errors.NoRequest):
        decide(other)
    assert ask(other).id == 1

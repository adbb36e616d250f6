"""What is kept of cases: numbers, the frozen text, who agrees, what is told, what is called."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from mealwatch.accounts import errors as account_errors
from mealwatch.accounts.service import grants, people, pins
from mealwatch.cases import errors, models, queries, registry, service
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.messages.models import Message
from mealwatch.schools.domain import workdays
from tests.support.kitchen import NOW

LATER = NOW + timedelta(days=30)
DRAWN = {"strokes": "[[0,0,300,200]]"}


@pytest.fixture
def office(kitchen):
    """Two officers, a head of the bureau, an inspector and a principal; a case that is a draft."""
    there = SimpleNamespace(kitchen=kitchen, county_id=kitchen.county_id, school_id=kitchen.schools["S001"])
    roles = {"first": "bureau_officer", "second": "bureau_officer", "head": "bureau_admin", "visitor": "inspector"}
    for username in (*roles, "principal"):
        account = kitchen.do(people.create_account, username=username, name="王", password="sunny-kitchen-door-7")
        setattr(there, username, Actor("王", account.id))
    for username, role in roles.items():
        kitchen.do(grants.grant, username, role=role, scope_kind="county")
    kitchen.do(grants.grant, "principal", role="principal", scope_kind="school", place="S001")
    there.case_id = opened(there)
    return there


def opened(there, source=("hand", ""), text="留样不足", **given):
    return there.kitchen.do(service.open, there.school_id, source=source, text=text, **{"by": there.first} | given)


def act(there, action, by=None, case_id=None, **given):
    """A step, with what it needs where nothing else is said."""
    given = {"words": "话"} | given
    return there.kitchen.do(service.act, case_id or there.case_id, action, by=by or there.first, **given)


def to_review(there):
    act(there, "issue")
    act(there, "sign", there.principal, words="", sign=DRAWN)
    return there.kitchen.do(service.answer_and_ask, there.case_id, words="买了留样柜", by=there.principal)


def test_numbers_have_no_gaps_and_are_kept(office):
    act(office, "withdraw", reason="mistaken")
    for year in (2026, 2027, 2026, 2027):
        opened(office, now=NOW.replace(year=year))
    found = {one.id: one for one in queries.cases(office.county_id)}
    assert [found[case_id].number for case_id in sorted(found)] == [
        "整改〔2026〕001号",
        "整改〔2026〕002号",
        "整改〔2027〕001号",
        "整改〔2026〕003号",
        "整改〔2027〕002号",
    ]
    assert found[office.case_id].state == "withdrawn"


def test_one_case_for_one_alert_and_one_form(office):
    first = opened(office, ("alert", 7))
    with pytest.raises(errors.OpenedAlready) as caught:
        opened(office, ("alert", 7))
    assert "整改〔2026〕002号" in caught.value.text()
    act(office, "withdraw", case_id=first, reason="mistaken")
    assert opened(office, ("alert", 7)) != first
    assert opened(office, request_key="k") == opened(office, request_key="k")
    assert queries.of_sources(office.county_id, "alert")["7"].state == "drafted"


def test_a_day_is_proposed_and_one_that_is_over_refused(office):
    case = queries.case(office.county_id, office.case_id)
    assert case.due_on == workdays.after(NOW.date(), 5)
    with pytest.raises(errors.DueInvalid):
        opened(office, due_on=NOW.date() - timedelta(days=1))


def test_the_notice_is_frozen_by_the_database_once_it_is_issued(both):
    by = Actor("王", None)
    case_id = both.do(service.open, both.schools["S001"], source=("hand", ""), text="留样不足", by=by)
    both.do(service.act, case_id, "reword", wording={"text": "留样只有一个菜"}, by=by)
    both.do(service.act, case_id, "issue", by=by)
    with pytest.raises(errors.StepNotAllowed):
        both.do(service.act, case_id, "reword", wording={"text": "没有问题"}, by=by)
    row = {"county_id": both.county_id, "case_id": case_id, "number": 3, "what": "reword", "words": "", "files": ""}
    row |= {"details": json.dumps({"text": "没有问题"}), "done_at": NOW, "done_by": "王"}
    with pytest.raises(DBAPIError, match="no reword after issue"):
        db.session.execute(insert(models.CaseStep), [row])
    db.session.rollback()
    assert queries.case(both.county_id, case_id).text == "留样只有一个菜"


def test_two_accounts_close_whatever_they_are_called(office):
    to_review(office)
    act(office, "propose_close", reason="seen")
    with pytest.raises(errors.SamePerson):
        act(office, "agree_close", Actor("另一个名字", office.first.account_id))
    with pytest.raises(errors.NotSecond):
        act(office, "agree_close", office.visitor)
    with pytest.raises(errors.NotSecond):
        act(office, "agree_close", office.principal)
    assert act(office, "agree_close", office.second).state == "watching"
    assert act(office, "look_passed", words="").looks_passed == 1
    assert act(office, "finish", words="").state == "closed"


def test_a_named_deputy_agrees_on_the_days_that_are_named(office):
    to_review(office)
    act(office, "propose_close", reason="seen")
    today = NOW.date()
    named = {"for_id": office.second.account_id, "deputy_id": office.visitor.account_id, "reason": "出差"}
    name = office.kitchen.do(
        service.name_deputy, from_date=today + timedelta(days=1), until_date=today + timedelta(days=3), **named
    )
    with pytest.raises(errors.NotSecond):
        act(office, "agree_close", office.visitor)
    case = act(office, "agree_close", office.visitor, now=NOW + timedelta(days=2))
    assert case.last("agree_close").details == {"for": "王", "for_id": office.second.account_id}
    office.kitchen.do(service.end_deputy, name, now=NOW + timedelta(days=3))
    assert not queries.stands_in(office.county_id, office.visitor.account_id, today + timedelta(days=3))
    office.kitchen.do(service.name_deputy, from_date=today, until_date=today, **named)
    office.kitchen.do(service.end_deputy, name + 1)
    assert [one.id for one in queries.deputies_of(office.county_id)] == [name]
    for wrong, error in (
        ({"deputy_id": office.second.account_id}, errors.DeputySame),
        ({"until_date": today - timedelta(days=1)}, errors.DatesReversed),
    ):
        with pytest.raises(error):
            office.kitchen.do(service.name_deputy, **({"from_date": today, "until_date": today} | named | wrong))


def test_signing_by_hand_and_by_pin(office):
    act(office, "issue")
    for given, error in (
        ({}, errors.SignatureMissing),
        ({"strokes": "[[0,0,1,1]]"}, errors.SignatureMissing),
        ({"strokes": "[[0"}, errors.SignatureInvalid),
        ({"pin": "4719"}, account_errors.NoPin),
    ):
        with pytest.raises(error):
            act(office, "sign", office.principal, sign=given)
    stamp = {"password": "sunny-kitchen-door-7", "pin": "4719", "again": "4719"}
    office.kitchen.do(pins.choose_pin, "principal", **stamp)
    with pytest.raises(account_errors.WrongPin):
        act(office, "sign", office.principal, sign={"pin": "9174"})
    case = act(office, "sign", office.principal, sign={"pin": "4719"})
    assert (case.state, case.last("sign").details["how"]) == ("rectifying", "pin")


def test_a_form_that_was_sent_twice_is_done_once(office):
    case = to_review(office)
    again = office.kitchen.do(service.answer_and_ask, office.case_id, words="买了留样柜", by=office.principal)
    assert len(again.steps) == len(case.steps)
    act(office, "send_back", reason="evidence", due_on=LATER.date())
    with pytest.raises(errors.NotAnswered):
        act(office, "ask_review", office.principal)
    for _time in range(2):
        case = act(office, "answer", office.principal, words="补了照片", files=("a" * 64,))
    assert [one.what for one in case.steps].count("answer") == 2
    assert case.last("answer").files == ("a" * 64,)


def test_what_hangs_on_a_case_is_called_with_it(office):
    heard = []

    def hear(county_id, case, *, by, now):
        heard.append((case.state, case.steps[-1].what, by.account_id))

    for event in ("confirmed", "watching", "returned", "reopened"):
        registry.on(event, hear)
        registry.on(event, hear)
    try:
        to_review(office)
        act(office, "propose_close", reason="papers")
        act(office, "agree_close", office.second)
        act(office, "superior_return", office.head, reason="evidence", due_on=LATER.date())
    finally:
        for event in ("confirmed", "watching", "returned", "reopened"):
            registry.off(event, hear)
    one, two, head = (each.account_id for each in (office.first, office.second, office.head))
    assert heard == [("issued", "issue", one), ("watching", "agree_close", two), ("returned", "superior_return", head)]
    with pytest.raises(ValueError, match="nothing"):
        registry.on("nothing", hear)


def test_who_is_told_what_and_once(office):
    case = to_review(office)
    late = NOW + timedelta(days=40)
    act(office, "send_back", reason="evidence", due_on=date(2026, 12, 4))
    for _time in range(2):
        office.kitchen.do(service.remind, now=late)
    rows = db.session.execute(select(Message.account_id, Message.kind, Message.link).order_by(Message.id)).all()
    to_school = [row.kind for row in rows if row.account_id == office.principal.account_id]
    assert to_school == ["case_issued", "case_issued", "case_due"]
    assert {row.account_id for row in rows if row.kind == "case_answered"} >= {office.first.account_id}
    assert {row.link for row in rows} == {f"/cases/{case.id}"}


def test_what_a_list_is_asked_for(office):
    issued = opened(office, kind="lasting", severity="serious")
    act(office, "issue", case_id=issued)
    gone = opened(office)
    act(office, "withdraw", case_id=gone, reason="mistaken")
    act(office, "note", case_id=issued)
    ids = {
        "all": {one.id for one in queries.cases(office.county_id)},
        "drafted": {one.id for one in queries.cases(office.county_id, states=("drafted",))},
        "open": {one.id for one in queries.cases(office.county_id, states=("drafted", "issued"))},
        "withdrawn": {one.id for one in queries.cases(office.county_id, states=("withdrawn",))},
        "lasting": {one.id for one in queries.cases(office.county_id, kind="lasting", severity="serious")},
        "nowhere": {one.id for one in queries.cases(office.county_id, [])},
        "early": {one.id for one in queries.cases(office.county_id, opened_until=NOW.date() - timedelta(days=1))},
        "waiting": {one.id for one in queries.waiting_for(office.county_id, [office.school_id])},
    }
    drafted = office.case_id
    assert ids == {
        "all": {drafted, issued, gone},
        "drafted": {drafted},
        "open": {drafted, issued},
        "withdrawn": {gone},
        "lasting": {issued},
        "nowhere": set(),
        "early": set(),
        "waiting": {issued},
    }
    with pytest.raises(errors.NoCase):
        queries.case(office.county_id, 99)

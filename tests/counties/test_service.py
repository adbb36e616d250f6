"""Counties, policies and locks in the records, on both stores."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from mealwatch.audit.models import JournalEntry
from mealwatch.counties import errors, queries, service
from mealwatch.counties.domain.locks import Lock
from mealwatch.counties.domain.policy import FIRST
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.storage.transaction import in_transaction
from tests.support.county import NOW, OFFICER, do, new_county

MONDAY = date(2026, 11, 2)


def journal(county_id):
    rows = db.session.execute(
        select(JournalEntry).where(JournalEntry.county_id == county_id).order_by(JournalEntry.seq)
    ).scalars()
    return [(row.action, row.subject, row.key, json.loads(row.body)) for row in rows]


def test_a_new_county_is_on_trial_at_five_yuan(store):
    county_id = new_county()
    county = queries.get_county(county_id)
    assert (county.code, county.name, county.is_demo) == ("360732", "示例县", False)
    assert county.on_trial(date(2026, 11, 10))
    assert list(queries.policies_of(county_id)) == [FIRST]
    assert [entry[:3] for entry in journal(county_id)] == [
        ("create", "county", "360732"),
        ("create", "policy", "2021-09-01"),
    ]
    assert journal(county_id)[0][3] == {
        "id": county_id,
        "code": "360732",
        "name": "示例县",
        "is_demo": False,
        "live_from": None,
        "created_at": "2026-11-10T09:30:00+08:00",
    }


def test_counties_stand_side_by_side(store):
    first, second = new_county("360732", "甲县"), new_county("360731", "乙县")
    assert first != second
    assert [county.name for county in queries.counties()] == ["乙县", "甲县"]
    assert queries.find_county("360732").id == first
    assert queries.find_county("000000") is None
    do(service.set_policy, first, from_date=date(2026, 9, 1), subsidy_fen=600)
    assert queries.policies_of(first).on(date(2026, 11, 2)).subsidy_fen == 600
    assert queries.policies_of(second).on(date(2026, 11, 2)).subsidy_fen == 500
    assert len(journal(second)) == 2


def test_unknown_county(store):
    with pytest.raises(errors.NoCounty):
        queries.get_county(9)
    with pytest.raises(errors.NoCounty):
        do(service.change_county, 9, name="某县")


@pytest.mark.parametrize(
    ("code", "name", "fault"),
    [
        ("", "某县", checks.Required),
        ("36/07", "某县", checks.CodeInvalid),
        ("36 07", "某县", checks.CodeInvalid),
        ("360732", " ", checks.Required),
    ],
)
def test_faults_of_a_county(store, code, name, fault):
    with pytest.raises(fault):
        in_transaction(lambda: service.create_county(code, name, by=OFFICER, now=NOW))
    assert queries.counties() == []


def test_a_code_is_taken_once(store):
    new_county("360732", "甲县")
    with pytest.raises(errors.CountyCodeTaken):
        new_county("360732", "乙县")
    other = new_county("360731", "乙县")
    with pytest.raises(errors.CountyCodeTaken):
        do(service.change_county, other, code="360732")


def test_the_trial_ends_on_a_date(store):
    county_id = new_county()
    county = do(service.change_county, county_id, live_from=MONDAY)
    assert county.on_trial(MONDAY - timedelta(days=1))
    assert not county.on_trial(MONDAY)
    assert county.name == "示例县"
    assert journal(county_id)[-1][3]["live_from"] == "2026-11-02"
    assert do(service.change_county, county_id, live_from=None).on_trial(MONDAY)


def test_code_and_name_change_and_the_same_again_writes_nothing(store):
    county_id = new_county("000000", "未命名")
    do(service.change_county, county_id, code="360732", name="兴河县")
    county = do(service.change_county, county_id, code="360732", name="兴河县")
    assert (county.id, county.code, county.name) == (county_id, "360732", "兴河县")
    assert [entry[:3] for entry in journal(county_id)[2:]] == [("update", "county", "360732")]


def test_a_policy_takes_over_what_it_does_not_say(store):
    county_id = new_county()
    do(service.set_policy, county_id, from_date=date(2026, 9, 1), deciding="person_days", tolerance_fen=10)
    policy = do(service.set_policy, county_id, from_date=date(2026, 10, 1), subsidy_fen=550)
    assert (policy.deciding, policy.tolerance_fen, policy.subsidy_fen, policy.version) == ("person_days", 10, 550, 3)
    assert [policy.subsidy_fen for policy in queries.policies_of(county_id)] == [500, 500, 550]
    assert queries.policies_of(county_id).on(date(2026, 9, 30)).version == 2
    action, subject, key, body = journal(county_id)[-1]
    assert (action, subject, key) == ("create", "policy", "2026-10-01")
    assert (body["subsidy_fen"], body["version"], json.loads(body["choices"])["losses"]) == (550, 3, "out")


def test_a_policy_of_the_same_date_is_changed_under_a_new_version(store):
    county_id = new_county()
    assert do(service.set_policy, county_id, from_date=date(2021, 9, 1), subsidy_fen=500).version == 1
    assert do(service.set_policy, county_id, from_date=date(2021, 9, 1), subsidy_fen=450).version == 2
    assert do(service.set_policy, county_id, from_date=date(2021, 9, 1), subsidy_fen=450).version == 2
    assert len(queries.policies_of(county_id)) == 1
    assert [entry[:2] for entry in journal(county_id)[2:]] == [("update", "policy")]


def test_a_choice_that_does_not_work_yet_is_refused(store):
    county_id = new_county()
    with pytest.raises(errors.ChoiceNotYetSupported) as refused:
        do(service.set_policy, county_id, from_date=date(2026, 9, 1), choices={"cost_basis": "moving_average"})
    assert "出库，移动平均" in refused.value.text()
    assert (
        do(service.set_policy, county_id, from_date=date(2026, 9, 1), choices={"cost_basis": "issues_by_lot"}).version
        == 2
    )


@pytest.mark.parametrize(
    ("from_date", "refused"),
    [
        (date(2026, 9, 1), True),
        (date(2026, 11, 2), True),
        (date(2026, 11, 8), True),
        (date(2026, 11, 9), False),
    ],
)
def test_a_policy_does_not_reach_into_a_closed_week(store, from_date, refused):
    county_id, other = new_county(), new_county("360731", "乙县")
    do_lock(county_id, Lock(1, MONDAY, 1, 31, 31))
    if refused:
        with pytest.raises(errors.PolicyReachesClosedWeek) as problem:
            do(service.set_policy, county_id, from_date=from_date, subsidy_fen=600)
        assert "2026-11-09" in problem.value.advice()
        assert len(queries.policies_of(county_id)) == 1
    else:
        do(service.set_policy, county_id, from_date=from_date, subsidy_fen=600)
    do(service.set_policy, other, from_date=from_date, subsidy_fen=600)


def test_a_policy_that_changes_nothing_may_lie_before_a_closed_week(store):
    county_id = new_county()
    do_lock(county_id, Lock(1, MONDAY, 1, 31, 31))
    assert do(service.set_policy, county_id, from_date=date(2021, 9, 1), subsidy_fen=500).version == 1


def do_lock(county_id, *locks):
    in_transaction(lambda: service.add_locks(county_id, list(locks)))


def test_locks_are_found_by_canteen_and_days(store):
    county_id, other = new_county(), new_county("360731", "乙县")
    later = MONDAY + timedelta(days=14)
    do_lock(county_id, Lock(1, MONDAY, 1, 31, 31), Lock(2, MONDAY, 1, 1, 31), Lock(1, later, 1, 31, 31))
    do_lock(other, Lock(5, MONDAY, 1, 31, 31))
    assert queries.locks_of(county_id).closed(1, MONDAY)
    assert not queries.locks_of(county_id, [2]).closed(1, MONDAY)
    assert queries.locks_of(county_id, [2]).closed(2, MONDAY)
    assert not queries.locks_of(county_id).closed(5, MONDAY)
    for first, last, found in [
        (MONDAY + timedelta(days=6), MONDAY + timedelta(days=6), {MONDAY}),
        (MONDAY + timedelta(days=7), MONDAY + timedelta(days=13), set()),
        (MONDAY, None, {MONDAY, later}),
        (None, later, {MONDAY, later}),
    ]:
        assert queries.locks_of(county_id, [1], first, last).mondays(1) == found
        assert {monday for _, monday in queries.closed_weeks(county_id, first=first, last=last)} == found
    assert queries.closed_weeks(county_id, school_ids=[2]) == set()


def test_reopening_takes_all_locks_of_a_schools_week_away(store):
    county_id = new_county()
    later = MONDAY + timedelta(days=7)
    do_lock(
        county_id,
        Lock(1, MONDAY, 1, 31, 31),
        Lock(2, MONDAY, 1, 31, 31),
        Lock(1, MONDAY, 2, 31, 31),
        Lock(1, later, 1, 31, 31),
    )
    in_transaction(lambda: service.remove_locks(county_id, 1, MONDAY))
    assert queries.closed_weeks(county_id) == {(2, MONDAY), (1, later)}


def test_a_refusal_leaves_nothing_behind(store):
    county_id = new_county()
    before = db.session.execute(text("SELECT count(*) FROM journal")).scalar()
    with pytest.raises(checks.AmountInvalid):
        do(service.set_policy, county_id, from_date=date(2026, 9, 1), subsidy_fen=-1)
    assert db.session.execute(text("SELECT count(*) FROM journal")).scalar() == before

"""Dated counts: the latest row that has begun counts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mealwatch.schools.domain.roll import Roll
from mealwatch.schools.domain.school import Enrolment

BEGUN = date(2026, 9, 1)
DAYS = st.integers(0, 12).map(lambda ahead: BEGUN + timedelta(days=ahead))
ROWS = st.dictionaries(
    st.tuples(st.sampled_from([11, 12, 13]), DAYS),
    st.tuples(st.sampled_from([1, 2]), st.integers(0, 2)),
    max_size=8,
)


def enrolment(group_id, from_date, canteen_id=1, beneficiaries=10):
    return Enrolment(group_id, from_date, "组", "6-8", canteen_id, beneficiaries, 0)


def test_a_group_exists_from_its_first_day_on():
    roll = Roll([enrolment(11, BEGUN)])
    assert roll.on(11, BEGUN - timedelta(days=1)) is None
    assert roll.on(11, BEGUN).beneficiaries == 10
    assert roll.on(11, BEGUN + timedelta(days=999)).beneficiaries == 10
    assert roll.on(12, BEGUN) is None


@given(ROWS, DAYS)
def test_the_roll_agrees_with_a_naive_one(rows, day):
    enrolments = [enrolment(*key, *state) for key, state in rows.items()]
    roll = Roll(enrolments)
    in_force = {}
    for group_id in (11, 12, 13):
        begun = [row for row in enrolments if row.group_id == group_id and row.from_date <= day]
        in_force[group_id] = max(begun, key=lambda row: row.from_date, default=None)
        assert roll.on(group_id, day) == in_force[group_id]
        assert roll.has_beneficiaries(group_id, day) == bool(in_force[group_id] and in_force[group_id].beneficiaries)
    for canteen_id in (1, 2):
        fed = [row for row in in_force.values() if row and row.canteen_id == canteen_id]
        assert sorted(roll.fed_by(canteen_id, day)) == sorted(fed)


def test_a_group_that_moved_is_fed_by_the_new_canteen_only():
    moved = BEGUN + timedelta(days=7)
    roll = Roll([enrolment(11, moved, canteen_id=2), enrolment(11, BEGUN, canteen_id=1)])
    assert [row.group_id for row in roll.fed_by(1, moved - timedelta(days=1))] == [11]
    assert roll.fed_by(1, moved) == []
    assert [row.group_id for row in roll.fed_by(2, moved)] == [11]
    assert roll.groups_ever_at(1) == roll.groups_ever_at(2) == (11,)
    assert [row.from_date for row in roll.history(11)] == [BEGUN, moved]
    assert roll.history(12) == ()

"""Supply days of groups and canteens: calendar and roll together, closed weeks as they were."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mealwatch.counties.domain.locks import Lock, Locks
from mealwatch.schools.domain.calendar import SupplyCalendar
from mealwatch.schools.domain.roll import Roll
from mealwatch.schools.domain.school import Enrolment, Group
from mealwatch.schools.domain.supply import Supply

MONDAY = date(2026, 11, 2)
SPAN = [MONDAY + timedelta(days=ahead) for ahead in range(14)]
DAYS = st.sampled_from(SPAN)
GROUPS = [Group(11, 1, "G1"), Group(12, 1, "G2"), Group(21, 2, "G1")]
ENTRIES = st.dictionaries(
    st.tuples(DAYS, st.sampled_from([(0, 0), (1, 0), (1, 11), (2, 21)])), st.sampled_from(["supply", "closed"])
)
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from([11, 12, 21]), DAYS), st.tuples(st.sampled_from([1, 2]), st.integers(0, 1))
)


def supply(entries, counts, locks=None):
    calendar = SupplyCalendar([(on, *scope, kind) for (on, scope), kind in entries.items()])
    rows = [Enrolment(*key, "组", "6-8", canteen, heads, 5) for key, (canteen, heads) in counts.items()]
    return Supply(calendar, Roll(rows), GROUPS, locks)


WEEK = {(on, (0, 0)): "supply" for on in SPAN[:5]}


def test_a_group_without_beneficiaries_has_no_supply_day():
    days = supply(WEEK, {(11, SPAN[1]): (1, 3), (11, SPAN[3]): (1, 0)})
    assert days.days(11, SPAN[0], SPAN[6]) == [SPAN[1], SPAN[2]]
    assert not days.has(11, SPAN[0])
    assert days.has(11, SPAN[2])
    assert not days.has(11, SPAN[3])
    assert days.canteen_plan(1) == [SPAN[1], SPAN[2]]


@given(ENTRIES, COUNTS)
def test_a_canteen_is_supplied_when_any_group_that_it_feeds_is(entries, counts):
    days = supply(entries, counts)
    for canteen_id in (1, 2):
        expected = [
            on
            for on in SPAN
            if any(
                row.canteen_id == canteen_id and days.has(group_id, on)
                for group_id in (11, 12, 21)
                if (row := days.roll.on(group_id, on))
            )
        ]
        assert days.canteen_plan(canteen_id) == expected
        assert days.canteen_days(canteen_id, SPAN[3], SPAN[9]) == [on for on in expected if SPAN[3] <= on <= SPAN[9]]
        assert days.canteen_days_from(canteen_id, SPAN[3], 4) == [on for on in expected if on >= SPAN[3]][:4]


def test_a_closed_week_keeps_the_supply_days_of_its_closing():
    counts = {(11, SPAN[0]): (1, 3)}
    entries = {(on, (0, 0)): "supply" for on in SPAN[1:5] + SPAN[7:12]}
    locks = Locks([Lock(1, MONDAY, 1, 0b11111, 0b0100101), Lock(2, MONDAY, 1, 0, 0b1)])
    assert supply(entries, counts, locks).canteen_plan(1) == [SPAN[0], SPAN[2], SPAN[5], *SPAN[7:12]]
    assert supply(entries, counts).canteen_plan(1) == SPAN[1:5] + SPAN[7:12]


def test_a_closed_week_may_have_had_no_supply_day():
    locks = Locks([Lock(1, MONDAY, 1, 0, 0)])
    assert supply(WEEK, {(11, SPAN[0]): (1, 3)}, locks).canteen_plan(1) == []

"""Which days are supply days: the narrowest entry of the calendar wins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.schools.domain.calendar import SupplyCalendar

MONDAY = date(2026, 11, 2)
DAYS = st.integers(0, 9).map(lambda ahead: MONDAY + timedelta(days=ahead))
#: Two schools with two groups each, the schools as a whole, and the county.
SCOPES = st.sampled_from([(0, 0), (1, 0), (2, 0), (1, 11), (1, 12), (2, 21), (2, 22)])
GROUPS = [(1, 11), (1, 12), (2, 21), (2, 22)]
TYPES = st.sampled_from(["supply", "closed"])


@pytest.mark.parametrize(
    ("county", "school", "group", "supplied"),
    [
        (None, None, None, False),
        ("supply", None, None, True),
        ("closed", None, None, False),
        ("supply", "closed", None, False),
        ("closed", "supply", None, True),
        (None, "supply", None, True),
        ("supply", "supply", "closed", False),
        ("supply", "closed", "supply", True),
        ("closed", "closed", "supply", True),
        (None, None, "supply", True),
        ("supply", None, "closed", False),
    ],
)
def test_the_narrowest_entry_wins(county, school, group, supplied):
    scopes = {(0, 0): county, (1, 0): school, (1, 11): group}
    calendar = SupplyCalendar([(MONDAY, *scope, kind, None) for scope, kind in scopes.items() if kind])
    assert calendar.is_supply(MONDAY, 1, 11) is supplied
    assert calendar.supply_days(1, 11, MONDAY, MONDAY) == [MONDAY] * supplied


def naively(entries, on, school_id, group_id):
    for scope in ((school_id, group_id), (school_id, 0), (0, 0)):
        for (day, *place), kind in entries.items():
            if day == on and tuple(place) == scope:
                return kind == "supply"
    return False


@given(st.dictionaries(st.tuples(DAYS, SCOPES).map(lambda key: (key[0], *key[1])), TYPES), DAYS, DAYS)
def test_the_calendar_agrees_with_a_naive_one(entries, first, last):
    calendar = SupplyCalendar([(*key, kind) for key, kind in entries.items()])
    span = [MONDAY + timedelta(days=ahead) for ahead in range(10)]
    for school_id, group_id in GROUPS:
        supplied = [on for on in span if naively(entries, on, school_id, group_id)]
        assert [on for on in span if calendar.is_supply(on, school_id, group_id)] == supplied
        assert calendar.plan(school_id, group_id) == supplied
        within = [on for on in supplied if first <= on <= last]
        assert calendar.supply_days(school_id, group_id, first, last) == within


def test_a_groups_entries_leave_other_groups_alone():
    calendar = SupplyCalendar([(MONDAY, 0, 0, "supply"), (MONDAY, 1, 11, "closed")])
    assert not calendar.is_supply(MONDAY, 1, 11)
    assert calendar.is_supply(MONDAY, 1, 12)
    assert calendar.is_supply(MONDAY, 2, 11)

"""What holds for a group during a span of days, told at once, is what holds on each of its days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mealwatch.schools.domain.calendar import SupplyCalendar
from mealwatch.schools.domain.roll import Roll
from mealwatch.schools.domain.school import Enrolment, Group
from mealwatch.schools.domain.supply import Supply

FIRST = date(2026, 11, 2)
DAYS = [FIRST + timedelta(days=k) for k in range(21)]
offsets = st.integers(0, 20)


@st.composite
def supplies(draw):
    starts = draw(st.lists(st.integers(-5, 25), unique=True, max_size=4))
    rows = [
        Enrolment(1, FIRST + timedelta(days=k), "G", "6-8", draw(st.integers(1, 2)), draw(st.integers(0, 2)), 0)
        for k in starts
    ]
    named = draw(st.lists(st.sampled_from(DAYS), unique=True))
    return Supply(SupplyCalendar((on, 0, 0, "supply") for on in named), Roll(rows), [Group(1, 1, "G")])


@given(supplies(), offsets, offsets)
def test_a_span_tells_what_its_days_tell(supply, one, other):
    first, last = DAYS[min(one, other)], DAYS[max(one, other)]
    within = [on for on in DAYS if first <= on <= last]
    assert supply.days(1, first, last) == [on for on in within if supply.has(1, on)]
    assert supply.enrolled_days(1, first, last) == [(on, supply.roll.on(1, on)) for on in within if supply.has(1, on)]
    spans = supply.roll.during(1, first, last)
    told = {since + timedelta(days=k): row for row, since, until in spans for k in range((until - since).days + 1)}
    assert told == {on: supply.roll.on(1, on) for on in within if supply.roll.on(1, on)}


@given(supplies(), st.integers(1, 2))
def test_a_canteen_is_supplied_when_a_group_it_feeds_is(supply, canteen_id):
    fed = [on for on in DAYS if supply.has(1, on) and supply.roll.on(1, on).canteen_id == canteen_id]
    assert supply.canteen_plan(canteen_id) == fed

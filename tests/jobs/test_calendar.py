"""When jobs are due: a decision table over the week of 9 to 15 November 2026, which closes on Monday at six."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.counties.domain.policy import FIRST, PolicyBook
from mealwatch.jobs.calendar import WEEKS_BACK, closable, last_over, morning, remindable
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week

BOOK = PolicyBook([FIRST])
WEEK = Week.parse("2026-W46")
LIVE = date(2026, 9, 1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        ("2026-11-15T23:59", False),
        ("2026-11-16T17:59", False),
        ("2026-11-16T18:00", True),
        ("2026-11-23T09:00", True),
        ("2027-01-04T09:00", True),
        ("2027-01-11T09:00", False),
    ],
)
def test_a_week_closes_at_its_deadline_and_is_caught_up_for_eight_weeks(now, closed):
    assert (WEEK in closable(at(now), BOOK, LIVE)) is closed


def test_a_county_on_trial_closes_nothing_and_one_that_went_live_only_from_then_on():
    now = at("2026-11-23T09:00")
    assert closable(now, BOOK, None) == []
    assert closable(now, BOOK, date(2026, 11, 15)) == [WEEK]
    assert closable(now, BOOK, date(2026, 11, 16)) == []


@given(st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 1)))
def test_weeks_come_in_order_and_each_is_over(moment):
    now = moment.replace(tzinfo=SHANGHAI)
    found = closable(now, BOOK, LIVE)
    assert found == sorted(set(found), key=lambda week: week.monday)
    assert len(found) <= WEEKS_BACK + 1
    assert all(week.sunday < now.date() for week in found)
    later = closable(now + timedelta(minutes=10), BOOK, LIVE)
    assert set(found) - set(later) <= {min(found, key=lambda week: week.monday, default=None)}


@pytest.mark.parametrize(
    ("now", "closed", "asked"),
    [
        ("2026-11-13T14:59", set(), "2026-W45"),
        ("2026-11-13T15:00", set(), "2026-W46"),
        ("2026-11-16T07:59", set(), None),
        ("2026-11-16T08:00", set(), "2026-W46"),
        ("2026-11-17T08:00", {WEEK}, None),
    ],
)
def test_schools_are_reminded_of_the_week_that_is_about_to_close(now, closed, asked):
    found = remindable(at(now), closed)
    assert (str(found[0]) if found else None) == asked


def test_mornings_and_the_week_that_ended_last():
    assert morning(at("2026-11-16T07:59")) is None
    assert morning(at("2026-11-16T08:00")) == date(2026, 11, 16)
    assert last_over(at("2026-11-16T00:00")) == WEEK
    assert last_over(at("2026-11-22T23:59")) == WEEK

"""The ISO week, Monday to Sunday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.week import Week

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_week(day):
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert day in week
    assert week.monday.weekday() == 0
    assert week.monday - timedelta(days=1) not in week
    assert week.sunday + timedelta(days=1) not in week
    assert week.days == tuple(week.monday + timedelta(days=k) for k in range(7))
    assert Week.parse(str(week)) == week
    year, number, _ = day.isocalendar()
    assert str(week) == f"{year}-W{number:02d}"


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W45", date(2026, 11, 2)),
        ("2026-W01", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        (" 2026-W45 ", date(2026, 11, 2)),
    ],
)
def test_parse(text, monday):
    assert Week.parse(text).monday == monday


@pytest.mark.parametrize(
    "text", ["", "2026-45", "2026W45", "2026-W5", "2026-W54", "2025-W53", "2026-W00", "2026-w45", "２０２６-W45"]
)
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValueError, match="week"):
        Week.parse(text)


def test_a_week_is_known_by_a_monday_only():
    with pytest.raises(ValueError, match="no Monday"):
        Week(date(2026, 11, 3))


def test_weeks_are_shifted_ordered_and_spanned():
    week = Week.parse("2026-W52")
    assert str(week.shifted(2)) == "2027-W01"
    assert str(week.shifted(-52)) == "2025-W52"
    assert [str(one) for one in Week.span(week, week.shifted(2))] == ["2026-W52", "2026-W53", "2027-W01"]
    assert Week.span(week, week) == (week,)
    assert Week.span(week, week.shifted(-1)) == ()
    assert sorted([week.shifted(1), week]) == [week, week.shifted(1)]

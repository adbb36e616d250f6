"""Statutory holidays and make-up days, from the State Council's notice for 2026; unknown years are not guessed."""

from datetime import date, timedelta

import pytest

from mealwatch.schools import errors
from mealwatch.schools.domain import holidays
from mealwatch.schools.domain.holidays import DayKind, kind_of, propose_calendar


def span(first, last):
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


#: The notice for 2026: first and last day off, and the days worked instead.
OFF_2026 = [
    (date(2026, 1, 1), date(2026, 1, 3), "元旦"),
    (date(2026, 2, 15), date(2026, 2, 23), "春节"),
    (date(2026, 4, 4), date(2026, 4, 6), "清明节"),
    (date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
    (date(2026, 6, 19), date(2026, 6, 21), "端午节"),
    (date(2026, 9, 25), date(2026, 9, 27), "中秋节"),
    (date(2026, 10, 1), date(2026, 10, 7), "国庆节"),
]
MAKEUP_2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


def test_the_year_2026_is_as_published():
    off = {on: name for first, last, name in OFF_2026 for on in span(first, last)}
    made_up = {date(2026, month, day) for month, day in MAKEUP_2026}
    for on in span(date(2026, 1, 1), date(2026, 12, 31)):
        kind, name = kind_of(on)
        if on in made_up:
            assert kind is DayKind.MAKEUP
        elif on in off:
            assert (kind, name) == (DayKind.HOLIDAY, off[on])
        else:
            assert (kind, name) == (DayKind.WEEKEND if on.weekday() > 4 else DayKind.WORKDAY, None)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 2), date(2026, 11, 8), [2, 3, 4, 5, 6]),
        (date(2026, 9, 28), date(2026, 10, 4), [28, 29, 30]),
        (date(2026, 10, 5), date(2026, 10, 11), [8, 9, 10]),
        (date(2026, 11, 7), date(2026, 11, 8), []),
        (date(2026, 11, 2), date(2026, 11, 2), [2]),
    ],
    ids=["a plain week", "national day begins", "make-up saturday", "a weekend", "one day"],
)
def test_a_proposal_has_the_working_days(first, last, days):
    assert [day.on.day for day in propose_calendar(first, last)] == days


def test_a_make_up_day_says_for_which_holiday():
    [day] = propose_calendar(date(2026, 10, 10), date(2026, 10, 10))
    assert day.note == "国庆节调休补课"
    assert propose_calendar(date(2026, 10, 9), date(2026, 10, 9))[0].note is None


def test_an_unpublished_year_is_not_guessed():
    assert kind_of(date(2090, 5, 1)) == (DayKind.NOT_PUBLISHED, None)
    with pytest.raises(errors.HolidaysNotPublished) as problem:
        propose_calendar(date(2090, 5, 1), date(2090, 5, 3))
    assert "2090" in problem.value.text()


def test_one_early_day_does_not_publish_a_year(monkeypatch):
    monkeypatch.setitem(holidays.constants.holidays, date(2090, 1, 1), "New Year's Day")
    assert not holidays.is_published(2090)
    assert holidays.is_published(2026)

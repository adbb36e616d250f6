"""Statutory holidays and make-up days, as far as the State Council has published them.

They come from the library ``chinesecalendar``. A year that it does not know is
"not yet published": nothing is guessed. What is proposed here is taken over
into the county's own calendar, where every day can be changed.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from chinese_calendar import constants

from mealwatch.schools import errors

_SHORTENED = ("清明", "端午", "中秋")


class DayKind(StrEnum):
    WORKDAY = "workday"
    MAKEUP = "makeup"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    NOT_PUBLISHED = "not_published"


class ProposedDay(NamedTuple):
    """A supply day to take over; a make-up day says in ``note`` for which holiday."""

    on: date
    note: str | None


def is_published(year):
    """Whether the year's holidays are known. One early day of the next year does not make that year known."""
    return date(year, 10, 1) in constants.holidays


def kind_of(on):
    """``(DayKind, Chinese name of the holiday or None)`` of a day."""
    if not is_published(on.year):
        return DayKind.NOT_PUBLISHED, None
    if on in constants.workdays:
        return DayKind.MAKEUP, _chinese(constants.workdays[on])
    if on in constants.holidays:
        return DayKind.HOLIDAY, _chinese(constants.holidays[on])
    return (DayKind.WEEKEND if on.weekday() > 4 else DayKind.WORKDAY), None


def propose_calendar(first, last):
    """The supply days from ``first`` to ``last``: Monday to Friday without holidays, and the make-up days.

    Raises HolidaysNotPublished when the span reaches into a year not yet published.
    """
    proposed = []
    for ahead in range((last - first).days + 1):
        on = first + timedelta(days=ahead)
        kind, name = kind_of(on)
        if kind is DayKind.NOT_PUBLISHED:
            raise errors.HolidaysNotPublished(field="last", value=last.isoformat(), year=on.year)
        if kind is DayKind.MAKEUP:
            proposed.append(ProposedDay(on, f"{name}调休补课"))
        elif kind is DayKind.WORKDAY:
            proposed.append(ProposedDay(on, None))
    return proposed


def _chinese(name):
    """The library shortens the names of the three traditional festivals."""
    chinese = constants.Holiday(name).chinese  # type: ignore[attr-defined]
    return f"{chinese}节" if chinese in _SHORTENED else chinese

"""Telling schools of days that are near or over: run every day, it tells each of them once."""

from mealwatch.cases import queries, telling
from mealwatch.cases.domain import states


def remind(county_id, *, by, now):
    """Tell the schools whose day is at most two working days ahead, or over; returns how many cases that are."""
    found = [one for one in queries.cases(county_id, states=states.SCHOOLS_TURN) if one.days_left(now.date()) <= _AHEAD]
    for case in found:
        telling.remind(county_id, case, by=by, now=now)
    return len(found)


_AHEAD = 2

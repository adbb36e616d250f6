"""Which days are closed, and what the calendar said when they were closed.

A closed week lies on a canteen once for each school that it feeds. One is
enough to close a day on which the canteen fed that school.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple


class Lock(NamedTuple):
    """Bit k of ``fed_days`` and ``supply_days`` is the k-th day from ``monday``."""

    canteen_id: int
    monday: date
    school_id: int
    fed_days: int
    supply_days: int


def day_bit(on):
    """The bit of a day in the masks of its week."""
    return 1 << on.weekday()


def mask(days):
    """The bits of some days of one week."""
    bits = 0
    for on in days:
        bits |= day_bit(on)
    return bits


class Locks:
    """The closed weeks of some canteens."""

    def __init__(self, locks=()):
        self._fed = defaultdict(int)
        self._supply = defaultdict(int)
        self._schools = set()
        self._mondays = defaultdict(set)
        for lock in locks:
            place = lock.canteen_id, lock.monday
            self._fed[place] |= lock.fed_days
            self._supply[place] |= lock.supply_days
            self._schools.add((lock.school_id, lock.monday))
            self._mondays[lock.canteen_id].add(lock.monday)

    def closed(self, canteen_id, on):
        """Whether no document may be dated on this day for this canteen any more."""
        return bool(self._fed.get((canteen_id, _monday(on)), 0) & day_bit(on))

    def closed_for(self, school_ids, monday):
        """Whether the week is closed for any of these schools (by the locks that were loaded)."""
        return any((school_id, monday) in self._schools for school_id in school_ids)

    def mondays(self, canteen_id):
        """The Mondays of its closed weeks."""
        return self._mondays.get(canteen_id, set())

    def supply_days(self, canteen_id, monday):
        """The canteen's supply days of a closed week as they were then, as a mask; None for an open week."""
        return self._supply.get((canteen_id, monday))

    def __bool__(self):
        return bool(self._fed)


def _monday(on):
    return on - timedelta(days=on.weekday())

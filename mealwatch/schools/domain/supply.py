"""Supply days as they are: the calendar names the day, and the roll has somebody to feed.

A group has a supply day when the calendar supplies it and it has beneficiaries
on that day. A canteen has one when any group that it feeds on that day has. In
a closed week the canteen keeps the supply days that it had at the closing: a
package's cost was spread over them.
"""

from bisect import bisect_left, bisect_right
from copy import copy
from datetime import timedelta


class Supply:
    """The calendar and the roll together. ``groups`` are those of the roll, ``locks`` the closed weeks (or None)."""

    def __init__(self, calendar, roll, groups, locks=None):
        self.calendar = calendar
        self.roll = roll
        self._locks = locks
        self._school_of = {group.id: group.school_id for group in groups}
        self._canteen_plans = {}

    def with_locks(self, locks):
        """The same with the closed weeks of ``locks``."""
        supply = copy(self)
        supply._locks, supply._canteen_plans = locks, {}
        return supply

    def has(self, group_id, on):
        """Whether the day is a supply day of the group."""
        school_id = self._school_of[group_id]
        return self.calendar.is_supply(on, school_id, group_id) and self.roll.has_beneficiaries(group_id, on)

    def days(self, group_id, first, last):
        """Its supply days from ``first`` to ``last``, both included, in order."""
        return [on for on, _ in self.enrolled_days(group_id, first, last)]

    def enrolled_days(self, group_id, first, last):
        """Its supply days in order, each with the enrolment in force on it: [(date, enrolment), ...]."""
        named = self.calendar.supply_days(self._school_of[group_id], group_id, first, last)
        return [
            (on, row)
            for row, since, until in self.roll.during(group_id, first, last)
            if row.beneficiaries
            for on in _within(named, since, until)
        ]

    def canteen_plan(self, canteen_id):
        """Every supply day of the canteen that the calendar names, in order. Do not change the list."""
        if canteen_id not in self._canteen_plans:
            self._canteen_plans[canteen_id] = self._as_closed(canteen_id, self._planned(canteen_id))
        return self._canteen_plans[canteen_id]

    def canteen_days(self, canteen_id, first, last):
        """The canteen's supply days from ``first`` to ``last``, both included, in order."""
        return _within(self.canteen_plan(canteen_id), first, last)

    def canteen_days_from(self, canteen_id, first, count):
        """The canteen's first ``count`` supply days from ``first`` on; fewer where the calendar names fewer."""
        plan = self.canteen_plan(canteen_id)
        place = bisect_left(plan, first)
        return plan[place : place + count]

    def _planned(self, canteen_id):
        """Its supply days by calendar and roll; where all its groups share a plan that very list."""
        parts = []
        for group_id in self.roll.groups_ever_at(canteen_id):
            named = self.calendar.plan(self._school_of[group_id], group_id)
            for row, since, until in self.roll.during(group_id, named[0], named[-1]) if named else ():
                if row.canteen_id == canteen_id and row.beneficiaries:
                    parts.append(_within(named, since, until))
        if all(part is parts[0] for part in parts):
            return parts[0] if parts else []
        return sorted(set().union(*parts))

    def _as_closed(self, canteen_id, days):
        """The days, with those of closed weeks as they were at the closing."""
        if not self._locks:
            return days
        kept = {on for on in days if self._locks.supply_days(canteen_id, _monday(on)) is None}
        for monday in self._locks.mondays(canteen_id):
            mask = self._locks.supply_days(canteen_id, monday)
            kept |= {monday + timedelta(days=k) for k in range(7) if mask >> k & 1}
        return sorted(kept)


def _within(days, first, last):
    if days and first <= days[0] and days[-1] <= last:
        return days
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _monday(on):
    return on - timedelta(days=on.weekday())

"""Supply days as they are: the calendar names the day, and the roll has somebody to feed.

A group has a supply day when the calendar supplies it and it has beneficiaries
on that day. A canteen has one when any group that it feeds on that day has.
"""

from bisect import bisect_left


class Supply:
    """The calendar and the roll together. ``groups`` are those of the roll."""

    def __init__(self, calendar, roll, groups):
        self.calendar = calendar
        self.roll = roll
        self._school_of = {group.id: group.school_id for group in groups}
        self._canteen_plans = {}

    def has(self, group_id, on):
        """Whether the day is a supply day of the group."""
        school_id = self._school_of[group_id]
        return self.calendar.is_supply(on, school_id, group_id) and self.roll.has_beneficiaries(group_id, on)

    def days(self, group_id, first, last):
        """Its supply days from ``first`` to ``last``, both included, in order."""
        named = self.calendar.supply_days(self._school_of[group_id], group_id, first, last)
        return [on for on in named if self.roll.has_beneficiaries(group_id, on)]

    def canteen_has(self, canteen_id, on):
        """Whether any group that the canteen feeds on that day is supplied."""
        return any(self.has(row.group_id, on) for row in self.roll.fed_by(canteen_id, on))

    def canteen_plan(self, canteen_id):
        """Every supply day of the canteen that the calendar names, in order. Do not change the list."""
        if canteen_id not in self._canteen_plans:
            days = set()
            for group_id in self.roll.groups_ever_at(canteen_id):
                for on in self.calendar.plan(self._school_of[group_id], group_id):
                    row = self.roll.on(group_id, on)
                    if row is not None and row.canteen_id == canteen_id and row.beneficiaries:
                        days.add(on)
            self._canteen_plans[canteen_id] = sorted(days)
        return self._canteen_plans[canteen_id]

    def canteen_days_from(self, canteen_id, first, count):
        """The canteen's first ``count`` supply days from ``first`` on; fewer where the calendar names fewer."""
        plan = self.canteen_plan(canteen_id)
        place = bisect_left(plan, first)
        return plan[place : place + count]

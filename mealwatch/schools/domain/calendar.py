"""The supply calendar: on which days a pupil group must be fed.

The narrowest entry of a day wins: the group's, else its school's, else the
county's. A day that no entry names is no supply day. Whether a group has pupils
to feed on that day is the roll's to say (see supply.py).
"""

from bisect import bisect_left, bisect_right

WHOLE = 0
SUPPLY = "supply"


class SupplyCalendar:
    """Built from rows (on, school_id, group_id, day_type, ...), one for each day and scope."""

    def __init__(self, rows):
        self._scopes = {(WHOLE, WHOLE): {}}
        for row in rows:
            self._scopes.setdefault((row[1], row[2]), {})[row[0]] = row[3] == SUPPLY
        self._county = self._scopes[WHOLE, WHOLE]
        self._plans = {(WHOLE, WHOLE): sorted(on for on, supply in self._county.items() if supply)}

    def is_supply(self, on, school_id, group_id):
        """Whether the calendar supplies this group of this school on that day."""
        for scope in ((school_id, group_id), (school_id, WHOLE), (WHOLE, WHOLE)):
            entry = self._scopes.get(scope, {}).get(on)
            if entry is not None:
                return entry
        return False

    def plan(self, school_id, group_id):
        """All days on which the calendar supplies the group, in order. Do not change the list."""
        scope = self._scope(school_id, group_id)
        if scope not in self._plans:
            days = self._county | self._scopes.get((school_id, WHOLE), {})
            days |= self._scopes.get((school_id, group_id), {})
            self._plans[scope] = sorted(on for on, supply in days.items() if supply)
        return self._plans[scope]

    def supply_days(self, school_id, group_id, first, last):
        """Its supply days from ``first`` to ``last``, both included, in order."""
        plan = self.plan(school_id, group_id)
        return plan[bisect_left(plan, first) : bisect_right(plan, last)]

    def _scope(self, school_id, group_id):
        """The narrowest scope with entries of its own: most groups share the county's plan."""
        if (school_id, group_id) in self._scopes:
            return school_id, group_id
        if (school_id, WHOLE) in self._scopes:
            return school_id, WHOLE
        return WHOLE, WHOLE

"""The roll: how many pupils a group has on a day, and which canteen feeds it.

Counts are dated. The row in force is the latest that begins on or before the
day; before its first row a group does not exist.
"""

from bisect import bisect_right
from datetime import timedelta

_DAY = timedelta(days=1)


class Roll:
    """Dated enrolments of some groups, of one county."""

    def __init__(self, enrolments):
        self._rows = {}
        self._at_canteen = {}
        for row in sorted(enrolments, key=_place):
            dates, rows = self._rows.setdefault(row.group_id, ([], []))
            dates.append(row.from_date)
            rows.append(row)
            self._at_canteen.setdefault(row.canteen_id, {})[row.group_id] = None

    def on(self, group_id, day):
        """The enrolment in force, or None before the group's first day."""
        dates, rows = self._rows.get(group_id, ((), ()))
        place = bisect_right(dates, day)
        return rows[place - 1] if place else None

    def during(self, group_id, first, last):
        """The enrolments in force from ``first`` to ``last``, as [(enrolment, since, until), ...] within that span."""
        dates, rows = self._rows.get(group_id, ((), ()))
        place = bisect_right(dates, first)
        if place and place == len(rows):
            return [(rows[-1], first, last)]
        ends = [*(start - _DAY for start in dates[1:]), last]
        spans = ((row, max(start, first), min(end, last)) for row, start, end in zip(rows, dates, ends, strict=False))
        return [span for span in spans if span[1] <= span[2]]

    def has_beneficiaries(self, group_id, day):
        """Whether somebody is there for whom the subsidy is paid."""
        row = self.on(group_id, day)
        return row is not None and row.beneficiaries > 0

    def history(self, group_id):
        """All rows of a group, the earliest first."""
        return tuple(self._rows.get(group_id, ((), ()))[1])

    def fed_by(self, canteen_id, day):
        """The enrolments in force on a day of the groups that this canteen then feeds."""
        rows = (self.on(group_id, day) for group_id in self._at_canteen.get(canteen_id, ()))
        return [row for row in rows if row is not None and row.canteen_id == canteen_id]

    def groups_ever_at(self, canteen_id):
        """The groups that this canteen feeds on some day."""
        return tuple(self._at_canteen.get(canteen_id, ()))

    @property
    def group_ids(self):
        return self._rows.keys()

    @property
    def canteen_ids(self):
        """The canteens that feed some group on some day."""
        return self._at_canteen.keys()


def _place(row):
    return row.group_id, row.from_date

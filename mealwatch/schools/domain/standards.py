"""Meal standards: which meals carry the subsidy for a group on a day, and the families' X for each.

For each meal the group's own rows count where it has any in force, else its
school's; of these the latest that begins on or before the day. Without a row
lunch carries the subsidy, no other meal does, and X is 0.
"""

from bisect import bisect_right

WHOLE = 0
LUNCH = "lunch"
_UNSET = {LUNCH: (True, 0)}
_LUNCH_ONLY = ((LUNCH, 0),)


class MealStandards:
    """Built from rows (school_id, group_id, from_date, meal, subsidised, top_up_fen)."""

    def __init__(self, rows):
        self._rows = {}
        for school_id, group_id, from_date, meal, subsidised, top_up_fen in sorted(rows, key=_place):
            scope = self._rows.setdefault((school_id, group_id), {})
            scope.setdefault(meal, []).append((from_date, (bool(subsidised), top_up_fen)))
        self._spans = {}

    def on(self, school_id, group_id, day):
        """``{meal: (subsidised, top_up_fen)}``, lunch always in it. Do not change the dict.

        A meal whose rows have not begun yet, or that has none, is left out.
        """
        scope = self._scope(school_id, group_id)
        if scope is None:
            return _UNSET
        if scope not in self._spans:
            self._spans[scope] = self._worked_out(*scope)
        starts, spans = self._spans[scope]
        return spans[bisect_right(starts, day)]

    def subsidised(self, school_id, group_id, day):
        """The meals that carry the subsidy on that day, as ``((meal, top_up_fen), ...)``, sorted."""
        meals = self.on(school_id, group_id, day)
        return _LUNCH_ONLY if meals is _UNSET else _carrying(meals)

    def _scope(self, school_id, group_id):
        if (school_id, group_id) in self._rows:
            return school_id, group_id
        return (school_id, WHOLE) if (school_id, WHOLE) in self._rows else None

    def _worked_out(self, school_id, group_id):
        """The dates on which something changes, and what holds before, between and after them."""
        own = self._rows.get((school_id, group_id), {})
        whole = self._rows.get((school_id, WHOLE), {})
        starts = sorted({row[0] for scope in (own, whole) for rows in scope.values() for row in rows})
        spans = [_UNSET]
        for start in starts:
            span = dict(_UNSET)
            for meal in (*whole, *own):
                found = _latest(own.get(meal, ()), start) or _latest(whole.get(meal, ()), start)
                if found:
                    span[meal] = found
            spans.append(span)
        return starts, spans


def _carrying(meals):
    return tuple((meal, meals[meal][1]) for meal in sorted(meals) if meals[meal][0])


def _latest(rows, day):
    return next((standard for from_date, standard in reversed(rows) if from_date <= day), None)


def _place(row):
    return row[2]

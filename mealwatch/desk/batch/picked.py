"""From what was ticked to the lines that it stands for, as they are now."""

from dataclasses import replace

from mealwatch.alerts.queries.alerts import some
from mealwatch.desk import weeks
from mealwatch.desk.domain import board
from mealwatch.desk.exceptional import exceptional, of_alerts
from mealwatch.schools import queries as schools

#: More than this are done in several goes.
MOST = 200


def picked(viewer, week, keys, now):
    """[Exceptional] of the ticked keys that the person may handle, in their order.

    A line of alerts is found by its alerts even when it has left the list: a form sent twice meets what it did.
    """
    keys = list(dict.fromkeys(keys))[:MOST]
    ids = viewer.reach("handle_alerts").school_ids
    listed = schools.schools_of(viewer.county_id, ids)
    rows = board.rows_of(listed, weeks.figures_up_to(viewer.county_id, week, ids), week)
    there = {one.key: one for one in exceptional(viewer, week, rows, now)}
    lines = [_alerts(viewer, key, listed, rows) or there.get(key) for key in keys]
    allowed = {one.id for one in listed}
    return [one for one in lines if one and one.school.id in allowed]


def _alerts(viewer, key, listed, rows):
    kind, _, numbers = key.partition(":")
    if kind != "alert":
        return None
    ids = [int(text) for text in numbers.split(".") if text.isdecimal() and len(text) < 16]
    known = {one.id: one for one in listed}
    found = [one for one in some(viewer.county_id, ids).values() if one.school_id in known]
    if not found or len({one.school_id for one in found}) > 1:
        return None
    [line, *_rest] = of_alerts(found, {row.school.id: row for row in rows}, known)
    together = sorted(found, key=lambda one: (one.week, one.id), reverse=True)
    return replace(line, key=key, alerts=tuple(together))

"""Which schools the same cause reached: by where goods, equipment and people were, and who ate from there."""

from datetime import date
from typing import NamedTuple

SUPPLIER, INGREDIENT, LOT, EQUIPMENT, PERSON = "supplier", "ingredient", "lot", "equipment", "person"
CAUSES = (SUPPLIER, INGREDIENT, LOT, EQUIPMENT, PERSON)
#: So far back is looked, if nobody says otherwise; and at most.
BACK, MOST_BACK = 30, 366


class Trace(NamedTuple):
    """A row that shows the cause at a canteen: since which day it can have reached who eats there, and what it says."""

    canteen_id: int
    on: date
    says: str


class Fed(NamedTuple):
    """A school's pupils ate from a canteen from one day until another (None: still)."""

    canteen_id: int
    school_id: int
    since: date
    until: date | None


def exposed(traces, fed, last):
    """``{school id: its Traces by day}``: its pupils ate from a canteen on or after the day of a trace."""
    at = {}
    for one in fed:
        at.setdefault(one.canteen_id, []).append(one)
    found = {}
    for trace in sorted(traces, key=lambda one: (one.on, one.canteen_id, one.says)):
        reached = {
            one.school_id
            for one in at.get(trace.canteen_id, ())
            if one.since <= last and (one.until is None or one.until >= trace.on)
        }
        for school_id in reached:
            found.setdefault(school_id, []).append(trace)
    return found

"""The filters of the bureau's week, kept in its address: for the lines that need somebody and for the schools."""

from flask_babel import gettext as _

from mealwatch.desk.showing import kinds
from mealwatch.desk.tiles import counted
from mealwatch.web import words


def schools(rows, query):
    """The board's rows that the filters let through."""
    state = query.get("state")
    return [
        row
        for row in rows
        if _placed(row.school, query) and (not state or row.state == state or (state == "amber" and row.amber))
    ]


def lines(found, query):
    """The lines that the filters let through."""
    state = query.get("state")
    return [one for one in found if _placed(one.school, query) and (not state or counted(one, state))]


def filters(rows, found, query):
    """What the filters offer: (name, label, [(value, word, chosen), ...])."""
    here = [row.school for row in rows]
    towns = sorted({one.town for one in here})
    types = [kind for kind, _word in words.choices("school_type") if any(one.school_type == kind for one in here)]
    present = {row.state for row in rows} | {one.kind for one in found}
    states = [(kind, word) for kind, word in _states().items() if kind in present]
    return [
        ("town", _("乡镇"), [(town, town, query.get("town") == town) for town in towns]),
        ("kind", _("学校类型"), [(kind, words.word(kind, "school_type"), query.get("kind") == kind) for kind in types]),
        ("state", _("情况"), [(state, word, query.get("state") == state) for state, word in states]),
    ]


def conditions(query):
    """The filters as (label, value) for the spreadsheet's last sheet."""
    kind, state = query.get("kind"), query.get("state")
    found = [
        (_("乡镇"), query.get("town")),
        (_("学校类型"), words.word(kind, "school_type") if kind else ""),
        (_("情况"), _states().get(state, state) if state else ""),
    ]
    return [(label, value) for label, value in found if value]


def _states():
    return kinds() | {"met": words.word("met", "outcome")}


def _placed(school, query):
    return (not query.get("town") or school.town == query["town"]) and (
        not query.get("kind") or school.school_type == query["kind"]
    )

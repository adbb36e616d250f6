"""The supply calendar as a month on a page, and what else of schools is shown in words."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from mealwatch.kernel.errors import mark
from mealwatch.schools.domain import holidays
from mealwatch.web.language import translate

#: Where a day's entry comes from, the narrowest first.
SOURCES = {"group": mark("年级组"), "school": mark("学校"), "county": mark("县"), "none": mark("未编排")}
REASONS = {
    "holiday": mark("放假"),
    "no_class": mark("停课"),
    "no_supplies": mark("停水停电停气"),
    "outing": mark("集体外出"),
    "exam": mark("考试离校"),
    "other": mark("其他"),
}


@dataclass(frozen=True)
class Day:
    """A day of the month: what holds, where that comes from, the day's own entry, and what the state published."""

    on: date
    day_type: str
    source: str
    note: str | None
    is_own: bool
    published: str
    is_asked: bool

    @property
    def source_word(self):
        return translate(SOURCES[self.source])


def month_of(first, entries, scope, asked):
    """The month's weeks of Days (None outside it), for a scope (school id, group id; 0: the whole).

    ``entries`` are CalendarEntry rows; ``asked`` the dates for which a request waits.
    """
    school_id, group_id = scope
    scopes = [("county", (0, 0))]
    if school_id:
        scopes.insert(0, ("school", (school_id, 0)))
    if group_id:
        scopes.insert(0, ("group", (school_id, group_id)))
    known = {(row.on, row.school_id, row.group_id): row for row in entries}
    return [
        [_day(on, known, scopes, on in asked) if on.month == first.month else None for on in week]
        for week in Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    ]


def _day(on, known, scopes, is_asked):
    for place, (source, key) in enumerate(scopes):
        row = known.get((on, *key))
        if row:
            return Day(on, row.day_type, source, row.note, place == 0, published(on), is_asked)
    return Day(on, "none", "none", None, False, published(on), is_asked)


def published(on):
    """What the State Council's arrangement says of a day, in a word; empty for plain days."""
    kind, name = holidays.kind_of(on)
    if kind is holidays.DayKind.HOLIDAY:
        return name
    if kind is holidays.DayKind.MAKEUP:
        return _("%(name)s调休上班", name=name)
    return ""


def neighbours(first):
    """The first days of the months before and after."""
    before = (first - timedelta(days=1)).replace(day=1)
    return before, (first + timedelta(days=31)).replace(day=1)


def reasons():
    """(code, word) of the reasons for a day without a meal."""
    return [(code, translate(text)) for code, text in REASONS.items()]


def reason_text(kind, words):
    """A request's reason as it is kept: the kind in Chinese, then the school's own words."""
    text = REASONS[kind]
    return f"{text}：{words}" if words else text


def closure_on_the_wire(request, school_code, group_code):
    """A request as AskedClosureSchema dumps it."""
    return {
        "request_key": request.request_key,
        "school_code": school_code,
        "group_code": group_code,
        "date": request.dated_on,
        "reason": request.reason,
        "requested_by": request.requested_by,
        "requested_at": request.requested_at,
        "decision": request.decision,
        "decided_by": request.decided_by,
        "decided_at": request.decided_at,
        "decision_note": request.decision_note,
    }

"""What a paper may be about: weeks, months, spans of days, schools, cases, visits, rounds."""

from datetime import date, timedelta

from flask_babel import gettext as _

from mealwatch.cases import queries as cases
from mealwatch.cases.domain import states
from mealwatch.cases.following import queries as following
from mealwatch.cases.following.words import number_of
from mealwatch.inspections import queries as visited
from mealwatch.rounds import queries as rounds
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import term_on
from mealwatch.web.formats import long_day

_VISITS = timedelta(days=60)
_MOST = 60


def span_of(query, county_id, today):
    """The days asked for; without them the term so far, else the last sixty days."""
    term = term_on(schools.terms_of(county_id), today)
    first = _day(query.get("first")) or (term.starts_on if term else today - timedelta(days=60))
    last = _day(query.get("last")) or today
    return min(first, last), max(first, last)


def months(today, count=12):
    """``["2026-11", "2026-10", …]``."""
    found, year, month = [], today.year, today.month
    for _one in range(count):
        found.append(f"{year}-{month:02d}")
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found


def month_of(text, week):
    """The month asked for, or that of the week."""
    return text if text and is_month(text) else f"{week.monday.year}-{week.monday.month:02d}"


def month_label(text):
    """``2026年11月``."""
    year, month = text.split("-")
    return _("%(year)s年%(month)s月", year=year, month=int(month))


def is_month(text):
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return True


def matters(county_id, today):
    """Cases, visits, rounds and schools of which a paper may be written: (value, school or title, more)."""
    known = {one.id: one for one in schools.schools_of(county_id)}
    open_cases = [one for one in cases.cases(county_id, states=states.OPEN) if one.state != states.DRAFTED]
    seen = visited.visits(county_id, first=today - _VISITS, last=today, limit=_MOST)
    return {
        "schools": [(one.code, f"{one.name}（{one.town}）") for one in known.values()],
        "cases": [(one.id, f"{one.number} {known[one.school_id].name}") for one in open_cases[:_MOST]],
        "visits": [(one.id, f"{long_day(one.dated_on)} {known[one.school_id].name}") for one in seen],
        "steps": _steps(county_id, known),
        "rounds": [
            (one.id, one.plan.title) for one in rounds.rounds_of(county_id) if one.state in ("running", "finished")
        ],
    }


def _steps(county_id, known):
    """The steps of the ladder that were taken, the newest first."""
    return [
        (one.id, f"{number_of(one.step, one.year, one.no)} {known[one.school_id].name}")
        for one in following.escalations(county_id, taken_only=True)[:_MOST]
    ]


def about_of(query, today):
    """What the draft is about, from the form's fields; None where nothing was chosen."""
    if query.get("first") or query.get("last"):
        first, last = _day(query.get("first")), _day(query.get("last")) or today
        return f"{min(first, last)}..{max(first, last)}" if first else None
    for name in ("case", "step", "visit", "round"):
        if query.get(name, "").isdecimal():
            return query[name]
    if query.get("school"):
        return f"{query['school']}@{today.isoformat()}"
    return query.get("week") or query.get("month") or None


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None

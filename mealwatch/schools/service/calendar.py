"""The supply calendar and the terms.

Later changes are accepted for any day: a closed week keeps its own supply days
and its frozen statement, so no change here moves it.
"""

from datetime import date
from typing import NamedTuple

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.counties import queries as counties
from mealwatch.kernel import checks
from mealwatch.kernel.week import Week
from mealwatch.schools import errors, models, queries
from mealwatch.schools.domain import checks as rules
from mealwatch.schools.domain.holidays import propose_calendar
from mealwatch.schools.service.codes import Codes, joined
from mealwatch.storage.keys import WHOLE

LONGEST_SPAN_DAYS = 366


class TakenOver(NamedTuple):
    """Days written, days that had an entry already and kept it, Mondays of closed weeks left alone."""

    written: int
    kept: int
    closed: tuple[date, ...]


def put_calendar_days(county_id, rows, *, by, now):
    """Enter days: dated_on, day_type, school_code and group_code (empty: the whole), note. Returns Written."""
    audit.lock(county_id)
    codes = Codes(county_id)
    dates = [row.get("dated_on") for row in rows]
    held = _held(county_id, [on for on in dates if type(on) is date])
    wanted, keys = [], {}
    for place, row in enumerate(rows):
        checks.refuse(rules.calendar_day(row), row=place)
        school_code, group_code = row.get("school_code") or "", row.get("group_code") or ""
        scope = codes.scope(school_code, group_code, row=place)
        key = (row["dated_on"], *scope)
        if key in keys:
            raise checks.Twice(field="dated_on", value=_key(row["dated_on"], school_code, group_code), row=place)
        keys[key] = _key(row["dated_on"], school_code, group_code)
        known = held.get(key, {})
        wanted.append(
            {
                "county_id": county_id,
                "dated_on": row["dated_on"],
                "school_id": scope[0],
                "group_id": scope[1],
                "day_type": row["day_type"],
                "note": row.get("note", known.get("note")) or None,
            }
        )
    return audited.put(
        county_id,
        models.CalendarDay,
        wanted,
        held,
        subject="calendar_day",
        key_of=lambda row: keys[row["dated_on"], row["school_id"], row["group_id"]],
        by=by,
        now=now,
    )


def put_calendar_day(county_id, *, by, now, **row):
    """Enter one day (see put_calendar_days). Returns created, updated or unchanged."""
    return put_calendar_days(county_id, [row], by=by, now=now).outcome


def remove_calendar_day(county_id, *, dated_on, by, now, school_code="", group_code=""):
    """Take one entry away, so that the wider one counts again. Raises NoCalendarDay."""
    audit.lock(county_id)
    scope = Codes(county_id).scope(school_code, group_code)
    row = _held(county_id, [dated_on]).get((dated_on, *scope))
    key = _key(dated_on, school_code, group_code)
    if row is None:
        raise errors.NoCalendarDay(field="dated_on", value=key)
    audited.remove(county_id, models.CalendarDay, row, subject="calendar_day", key=key, by=by, now=now)


def take_over_calendar(county_id, first, last, *, by, now):
    """Enter the published working days from ``first`` to ``last`` as the county's supply days.

    Never changes an entry that is there, and leaves weeks alone that are closed
    for any school. Returns TakenOver. Raises SpanInvalid or HolidaysNotPublished.
    """
    if not 0 <= (last - first).days <= LONGEST_SPAN_DAYS:
        raise errors.SpanInvalid(field="last", first=first.isoformat(), last=last.isoformat())
    proposed = propose_calendar(first, last)
    audit.lock(county_id)
    there = {row.on for row in queries.calendar_rows(county_id, first, last) if row.school_id == WHOLE}
    closed = {monday for _, monday in counties.closed_weeks(county_id, first=first, last=last)}
    open_days = [day for day in proposed if Week.of(day.on).monday not in closed]
    wanted = [{"dated_on": day.on, "day_type": "supply", "note": day.note} for day in open_days if day.on not in there]
    put_calendar_days(county_id, wanted, by=by, now=now)
    return TakenOver(len(wanted), len(open_days) - len(wanted), tuple(sorted(closed)))


def put_term(county_id, *, starts_on, ends_on, name, by, now):
    """Enter a term, known by its first day. Returns created, updated or unchanged.

    Raises TermBackwards or TermsOverlap.
    """
    audit.lock(county_id)
    row = {"county_id": county_id, "starts_on": starts_on, "ends_on": ends_on, "name": name}
    checks.refuse(rules.term(row))
    if ends_on <= starts_on:
        raise errors.TermBackwards(field="ends_on", value=ends_on.isoformat())
    for term in queries.terms_of(county_id):
        if term.starts_on != starts_on and term.starts_on <= ends_on and starts_on <= term.ends_on:
            raise errors.TermsOverlap(
                field="starts_on",
                value=starts_on.isoformat(),
                name=term.name,
                starts_on=term.starts_on.isoformat(),
                ends_on=term.ends_on.isoformat(),
            )
    held = audited.held(models.Term, county_id)
    return audited.put(county_id, models.Term, [row], held, subject="term", key_of=_term_key, by=by, now=now).outcome


def remove_term(county_id, *, starts_on, by, now):
    """Take a term away. Raises NoTerm."""
    audit.lock(county_id)
    row = audited.held(models.Term, county_id).get((starts_on,))
    if row is None:
        raise errors.NoTerm(field="starts_on", value=str(starts_on))
    audited.remove(county_id, models.Term, row, subject="term", key=_term_key(row), by=by, now=now)


def _held(county_id, dates):
    if not dates:
        return {}
    dated_on = models.CalendarDay.dated_on
    return audited.held(models.CalendarDay, county_id, dated_on.between(min(dates), max(dates)))


def _key(on, school_code, group_code):
    """2026-11-02, 2026-11-02/S001 or 2026-11-02/S001/G16."""
    return joined(on, *(code for code in (school_code, group_code) if code))


def _term_key(row):
    return row["starts_on"].isoformat()

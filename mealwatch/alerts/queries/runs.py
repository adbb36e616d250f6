"""Which weeks the rules have looked at, and which they still have to."""

import json
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from mealwatch.alerts.domain import kept
from mealwatch.alerts.models import AlertRun
from mealwatch.counties import queries as counties
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.statements import standing

_run = AlertRun.__table__.c
#: How many weeks back a week that nobody closed is still looked for.
OVERDUE_WEEKS = 8
_FIRST = Week(date(2000, 1, 3))


class LastRun(NamedTuple):
    """What the last run of a week saw."""

    judged: dict
    lacking: tuple
    entered_at: datetime


def last_runs(county_id, first_week, last_week):
    """``{week: LastRun}``."""
    newest = (
        select(func.max(_run.id))
        .where(_run.county_id == county_id, _run.monday.between(first_week.monday, last_week.monday))
        .group_by(_run.monday)
    )
    rows = db.session.execute(
        select(_run.monday, _run.content, _run.entered_at).where(_run.county_id == county_id, _run.id.in_(newest))
    )
    return {Week(row.monday): LastRun(*kept.run_of_json(json.loads(row.content)), row.entered_at) for row in rows}


def lacking(county_id, week):
    """The Lack values of a week: what could not be judged, and why."""
    run = last_runs(county_id, week, week).get(week)
    return run.lacking if run else ()


def due(county_id, now, first=None, last=None):
    """The weeks that the rules have to look at, the earliest first: a statement is new, or the deadline passed.

    Weeks that nobody closed are looked for in the last eight weeks, or in those asked about.
    """
    here = Week.of(now.date())
    unclosed = first or here.shifted(-OVERDUE_WEEKS)
    first, last = first or _FIRST, last or here
    statements = {}
    for one in standing(county_id, first, last):
        statements.setdefault(one.week, {})[one.school_id] = one.version
    runs = last_runs(county_id, first, last)
    weeks = set()
    for week in statements.keys() | runs.keys():
        judged = runs[week].judged if week in runs else {}
        if {school_id: version for school_id, version in judged.items() if version} != statements.get(week, {}):
            weeks.add(week)
    return sorted(weeks | _overdue(county_id, now, unclosed, min(last, here), runs))


def _overdue(county_id, now, first, last, runs):
    """Weeks with supply days whose deadline has passed since they were looked at."""
    if last < first:
        return set()
    policies, found = counties.policies_of(county_id), set()
    supplied = {
        Week.of(row.on) for row in schools.calendar_rows(county_id, first.monday, last.sunday) if row[3] == "supply"
    }
    for week in supplied:
        deadline = policies.on(week.monday).closes_at(week)
        if deadline <= now and (week not in runs or runs[week].entered_at < deadline):
            found.add(week)
    return found

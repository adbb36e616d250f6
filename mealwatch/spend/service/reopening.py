"""Reopening a closed week takes two people of the bureau and a reason; the old statement stays readable."""

from sqlalchemy import insert, select

from mealwatch.audit import service as journal
from mealwatch.counties import service as county_service
from mealwatch.extensions import db
from mealwatch.schools import queries as schools
from mealwatch.spend import errors
from mealwatch.spend.domain import record
from mealwatch.spend.models import Reopening, ReopeningRequest
from mealwatch.spend.queries.statements import standing_of


def ask_reopening(county_id, school_id, week, *, reason, by, now):
    """One person asks to reopen a closed week. Asking again changes nothing. Returns the version asked about.

    Raises NotClosed, ReasonMissing.
    """
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    journal.lock(county_id)
    place = _standing(county_id, school_id, week)
    if _asked(place) is None:
        row = {**place, "reason": reason.strip(), "asked_by": by.name, "asked_by_id": by.account_id, "asked_at": now}
        db.session.execute(insert(ReopeningRequest), [row])
        _record(county_id, school_id, week, "ask", record.asked(row), by=by, now=now)
    return place["version"]


def agree_reopening(county_id, school_id, week, *, by, now):
    """A second person agrees: the statement no longer stands and the week takes documents again.

    Raises NotClosed, NotAsked, SamePerson.
    """
    journal.lock(county_id)
    place = _standing(county_id, school_id, week)
    asked = _asked(place)
    if asked is None:
        raise errors.NotAsked(field="week", week=week)
    if asked.asked_by_id == by.account_id:
        raise errors.SamePerson(field="agreed_by")
    row = {**place, "agreed_by": by.name, "agreed_by_id": by.account_id, "agreed_at": now}
    db.session.execute(insert(Reopening), [row])
    county_service.remove_locks(county_id, school_id, week.monday)
    _record(county_id, school_id, week, "reopen", record.agreed(row), by=by, now=now)
    return place["version"]


def _standing(county_id, school_id, week):
    """The key of the statement that stands. Raises NotClosed."""
    statement = standing_of(county_id, school_id, week)
    if statement is None:
        raise errors.NotClosed(week=week, what="statement", key=week)
    return {"county_id": county_id, "school_id": school_id, "monday": week.monday, "version": statement.version}


def _asked(place):
    table = ReopeningRequest.__table__.c
    return db.session.execute(
        select(table.asked_by_id).where(*(table[name] == value for name, value in place.items()))
    ).one_or_none()


def _record(county_id, school_id, week, action, body, *, by, now):
    code = schools.school_by_id(county_id, school_id).code
    journal.record(
        county_id,
        by=by,
        action=action,
        subject="reopening",
        key=record.key(code, week),
        body=body,
        now=now,
    )

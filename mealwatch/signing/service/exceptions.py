"""Exceptions: asked for by a school, decided by another person at the bureau, ended early with a reason."""

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.kernel import checks
from mealwatch.schools import queries as schools
from mealwatch.signing import errors, models, queries
from mealwatch.signing.domain import exceptions as rules
from mealwatch.signing.domain.purposes import PURPOSES
from mealwatch.storage.keys import next_id


def ask_exception(county_id, canteen_id, *, purposes, from_date, until_date, reason, instead, by, now):
    """Ask that one person may do alone what two should. Returns the Exemption.

    ``instead``: the check in place of the second person. The same still undecided is the one that waits.
    Raises NoPurpose, EndsBeforeStart, TooLong and the faults of dates and texts.
    """
    audit.lock(county_id)
    rules.check(purposes, from_date, until_date, reason, instead)
    schools.canteen_by_id(county_id, canteen_id)
    asked = {
        "canteen_id": canteen_id,
        "purposes": tuple(one for one in PURPOSES if one in purposes),
        "from_date": from_date,
        "until_date": until_date,
        "reason": reason.strip(),
        "instead": instead.strip(),
    }
    for known in queries.exceptions_of(county_id, [canteen_id]):
        if known.decision is None and all(getattr(known, name) == value for name, value in asked.items()):
            return known
    row = (
        {column.name: None for column in models.SecondException.__table__.columns}
        | asked
        | {
            "county_id": county_id,
            "id": next_id(models.SecondException, county_id),
            "purposes": ",".join(asked["purposes"]),
            "asked_by": by.name,
            "asked_by_id": by.account_id,
            "asked_at": now,
        }
    )
    return _put(county_id, row, {}, "ask", by, now)


def decide_exception(county_id, exception_id, *, approve, by, now, until_date=None, note=None):
    """Grant an exception, to the day asked for or an earlier one, or refuse it. Returns the Exemption.

    Raises NoSuchException, AlreadyDecided, OwnAsking, EndsBeforeStart, TooLong.
    """
    audit.lock(county_id)
    known, held = queries.get_exception(county_id, exception_id), _held(county_id, exception_id)
    if known.decision:
        raise errors.AlreadyDecided(by=known.decided_by)
    if known.asked_by_id is not None and known.asked_by_id == by.account_id:
        raise errors.OwnAsking
    checks.refuse(checks.optional_text("note", note))
    until = until_date or known.until_date
    rules.check(known.purposes, known.from_date, until, known.reason, known.instead)
    row = held[exception_id,] | {
        "until_date": until,
        "decision": rules.GRANTED if approve else rules.REFUSED,
        "decided_by": by.name,
        "decided_by_id": by.account_id,
        "decided_at": now,
        "decision_note": note or None,
    }
    return _put(county_id, row, held, "decide", by, now)


def end_exception(county_id, exception_id, *, reason, by, now):
    """End an exception early: from today on two people sign again. Returns the Exemption.

    Raises NoSuchException, NotOpen.
    """
    audit.lock(county_id)
    known, held = queries.get_exception(county_id, exception_id), _held(county_id, exception_id)
    checks.refuse(checks.text("reason", reason))
    if known.state(now.date()) not in ("open", "coming"):
        raise errors.NotOpen
    row = held[exception_id,] | {"ended_on": now.date(), "ended_by": by.name, "end_reason": reason.strip()}
    return _put(county_id, row, held, "end", by, now)


def _held(county_id, exception_id):
    return audited.held(models.SecondException, county_id, models.SecondException.id == exception_id)


def _put(county_id, row, held, action, by, now):
    audited.put(
        county_id,
        models.SecondException,
        [row],
        held,
        subject="second_exception",
        key_of=lambda row: str(row["id"]),
        by=by,
        now=now,
        change=action,
    )
    return queries.get_exception(county_id, row["id"])

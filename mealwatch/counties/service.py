"""Changes to counties, their policy and their locks. Each function leaves the session flushed, not committed."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, func, insert, select, update

from mealwatch.audit import rows
from mealwatch.audit import service as audit
from mealwatch.audit.chain import canonical
from mealwatch.counties import errors, models, queries
from mealwatch.counties.domain.policy import FIRST, faults
from mealwatch.extensions import db
from mealwatch.kernel import checks

#: "Leave it as it is", where None means something.
SAME = object()


def create_county(code, name, *, by, now, is_demo=False):
    """Make a county with its journal and the first policy (5.00 yuan from 2021-09-01); it begins on trial.

    Returns the County. Raises CountyCodeTaken and the faults of code and name.
    """
    checks.refuse(_faults(code, name))
    if queries.find_county(code):
        raise errors.CountyCodeTaken(field="code", value=code)
    county_id = (db.session.scalar(select(func.max(models.County.id))) or 0) + 1
    row = {
        "id": county_id,
        "code": code,
        "name": name,
        "is_demo": is_demo,
        "live_from": None,
        "created_at": now,
    }
    db.session.execute(insert(models.County), [row])
    audit.open_journal(county_id)
    audit.record(county_id, by=by, action="create", subject="county", key=code, body=rows.body_of(row), now=now)
    _put_policy(county_id, FIRST, by=by, now=now)
    return queries.get_county(county_id)


def change_county(county_id, *, by, now, code=SAME, name=SAME, live_from=SAME):
    """Change what is given. ``live_from`` ends the trial: from that date on figures are flagged (None: on trial).

    Returns the County. Raises NoCounty, CountyCodeTaken and the faults of code, name and date.
    """
    queries.get_county(county_id)
    audit.lock(county_id)
    table = models.County.__table__
    row = dict(db.session.execute(select(table).where(table.c.id == county_id)).mappings().one())
    given = {"code": code, "name": name, "live_from": live_from}
    wanted = row | {column: value for column, value in given.items() if value is not SAME}
    if wanted == row:
        return queries.get_county(county_id)
    checks.refuse(_faults(wanted["code"], wanted["name"]))
    if wanted["live_from"] is not None:
        checks.refuse(checks.day("live_from", wanted["live_from"]))
    taken = queries.find_county(wanted["code"])
    if taken and taken.id != county_id:
        raise errors.CountyCodeTaken(field="code", value=wanted["code"])
    db.session.execute(update(models.County).where(models.County.id == county_id).values(wanted))
    body = rows.body_of(wanted)
    audit.record(county_id, by=by, action="update", subject="county", key=wanted["code"], body=body, now=now)
    return queries.get_county(county_id)


def set_policy(county_id, *, from_date, by, now, choices=None, **given):
    """Decide something from a date on: subsidy_fen, deciding, tolerance_fen, close_after_days, close_at, choices.

    What is not given (or None) stays as the policy of that date has it. Returns
    the Policy that then begins on ``from_date``; it has the next version, unless
    nothing changed. Raises PolicyReachesClosedWeek and the policy's faults.
    """
    audit.lock(county_id)
    checks.refuse(checks.day("from_date", from_date))
    book = queries.policies_of(county_id)
    earlier = [policy for policy in book if policy.from_date <= from_date]
    base = earlier[-1] if earlier else FIRST
    given = {name: value for name, value in given.items() if value is not None}
    wanted = replace(base, from_date=from_date, choices=base.choices | (choices or {}), **given)
    if wanted == base and earlier:
        return base
    checks.refuse(faults(wanted))
    _refuse_closed(county_id, from_date)
    wanted = replace(wanted, version=book.next_version)
    _put_policy(county_id, wanted, by=by, now=now)
    return wanted


def add_locks(county_id, locks):
    """Close weeks for canteens: ``domain.locks.Lock`` values. The statement that closes them tells the journal."""
    audit.lock(county_id)
    if locks:
        values = [{"county_id": county_id, **lock._asdict()} for lock in locks]
        db.session.execute(insert(models.WeekLock), values)


def remove_locks(county_id, school_id, monday):
    """Open a school's week again, for every canteen. The reopening tells the journal."""
    audit.lock(county_id)
    lock = models.WeekLock
    db.session.execute(
        delete(lock).where(lock.county_id == county_id, lock.school_id == school_id, lock.monday == monday)
    )


def _faults(code, name):
    yield from checks.code("code", code)
    yield from checks.text("name", name)


def _refuse_closed(county_id, from_date):
    """A policy may not reach into a closed week: what was judged stays judged by what then held."""
    closed = queries.lock_rows(county_id, first=from_date)
    if closed:
        last = max(lock.monday for lock in closed)
        raise errors.PolicyReachesClosedWeek(
            field="from_date",
            value=from_date.isoformat(),
            monday=last.isoformat(),
            earliest=(last + timedelta(days=7)).isoformat(),
        )


def _put_policy(county_id, policy, *, by, now):
    row = {"county_id": county_id, **vars(policy), "choices": canonical(policy.choices)}
    before = rows.held(models.Policy, county_id, models.Policy.from_date == policy.from_date)
    rows.put(
        county_id,
        models.Policy,
        [row],
        before,
        subject="policy",
        key_of=lambda row: row["from_date"].isoformat(),
        by=by,
        now=now,
    )

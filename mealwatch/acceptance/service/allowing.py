"""The bureau's word on licences: a supplier may deliver for a while, and what holds where nobody knows the licence."""

from datetime import timedelta

from mealwatch.acceptance import errors, models, queries
from mealwatch.acceptance.domain import licences
from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.kernel import checks
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id

#: Longer than a term nobody goes on without a licence.
MOST_DAYS = 120


def allow(county_id, supplier, *, canteen_id=None, from_date, until_date, reason, by, now):
    """Let a supplier deliver to a canteen (None: to every one) though the licence ran out or is unknown.

    Allowing the same again is the allowance that is there. Raises AllowanceEnds, AllowanceLong, AllowanceNeedless
    (the licence is good for all these days), NoCanteen and the faults of dates and texts. Returns Allowance.
    """
    audit.lock(county_id)
    for name, value in (("from_date", from_date), ("until_date", until_date)):
        checks.refuse(checks.day(name, value))
    checks.refuse(checks.text("reason", reason))
    if until_date < from_date:
        raise errors.AllowanceEnds(field="until_date", until=until_date, start=from_date)
    if until_date - from_date >= timedelta(days=MOST_DAYS):
        raise errors.AllowanceLong(field="until_date", most=MOST_DAYS)
    if licences.standing(supplier.licence_expires_on, until_date) in ("valid", "ending"):
        raise errors.AllowanceNeedless(field="supplier_code", name=supplier.name)
    if canteen_id is not None:
        schools.canteen_by_id(county_id, canteen_id)
    wanted = {
        "canteen_id": canteen_id,
        "from_date": from_date,
        "until_date": until_date,
        "reason": reason.strip(),
    }
    for known in queries.allowances_of(county_id, [supplier.id]):
        if known.withdrawn_on is None and all(getattr(known, name) == value for name, value in wanted.items()):
            return known
    row = wanted | {
        "county_id": county_id,
        "id": next_id(models.LicenceAllowance, county_id),
        "supplier_id": supplier.id,
        "allowed_by": by.name,
        "allowed_at": now,
        "withdrawn_on": None,
        "withdrawn_by": None,
        "withdrawn_reason": None,
    }
    _put(county_id, models.LicenceAllowance, row, {}, "licence_allowance", str(row["id"]), by, now)
    return queries.get_allowance(county_id, row["id"])


def withdraw(county_id, allowance_id, *, reason, by, now):
    """Take an allowance back from today on. Raises NoAllowance, AllowanceOver."""
    audit.lock(county_id)
    known = queries.get_allowance(county_id, allowance_id)
    checks.refuse(checks.text("reason", reason))
    if known.state(now.date()) not in ("open", "coming"):
        raise errors.AllowanceOver
    held = audited.held(models.LicenceAllowance, county_id, models.LicenceAllowance.id == allowance_id)
    row = held[allowance_id,] | {
        "withdrawn_on": now.date(),
        "withdrawn_by": by.name,
        "withdrawn_reason": reason.strip(),
    }
    _put(county_id, models.LicenceAllowance, row, held, "licence_allowance", str(allowance_id), by, now, "withdraw")
    return queries.get_allowance(county_id, allowance_id)


def decide_unknown(county_id, *, from_date, unknown_licence, by, now):
    """From a day on: take goods of suppliers of whom nobody knows when the licence ends, or stop them."""
    audit.lock(county_id)
    checks.refuse(checks.day("from_date", from_date))
    checks.refuse(checks.one_of("unknown_licence", unknown_licence, licences.UNKNOWN_RULES))
    held = audited.held(models.LicenceRule, county_id)
    row = {
        "county_id": county_id,
        "from_date": from_date,
        "unknown_licence": unknown_licence,
        "decided_by": by.name,
        "decided_at": now,
    }
    was = held.get((from_date,))
    if was and was["unknown_licence"] == unknown_licence:
        return
    _put(county_id, models.LicenceRule, row, held, "licence_rule", from_date.isoformat(), by, now)


def _put(county_id, model, row, held, subject, key, by, now, change="update"):
    audited.put(county_id, model, [row], held, subject=subject, key_of=lambda _row: key, by=by, now=now, change=change)

"""Naming who may agree to closings in somebody's place, and ending that."""

from datetime import timedelta

from mealwatch.accounts import queries as accounts
from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.cases import errors, models, queries
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id


def name_deputy(county_id, *, for_id, deputy_id, from_date, until_date, reason, by, now):
    """Let an account agree in another's place on these days. Raises DeputySame, DatesReversed, NoAccount, Invalid."""
    audit.lock(county_id)
    accounts.account_by_id(county_id, for_id)
    accounts.account_by_id(county_id, deputy_id)
    if for_id == deputy_id:
        raise errors.DeputySame(field="deputy")
    if until_date < from_date:
        raise errors.DatesReversed(field="until_date")
    checks.refuse(checks.text("reason", reason))
    row = {
        "county_id": county_id,
        "id": next_id(models.CaseDeputy, county_id),
        "for_id": for_id,
        "deputy_id": deputy_id,
        "from_date": from_date,
        "until_date": until_date,
        "reason": reason.strip(),
        "entered_at": now,
        "entered_by": by.name,
    }
    return _put(county_id, row, {}, by, now)


def end_deputy(county_id, deputy_row_id, *, by, now):
    """Let an arrangement end with yesterday; what did not hold before today is taken away."""
    audit.lock(county_id)
    known = queries.find_deputy(county_id, deputy_row_id)
    before = audited.held(models.CaseDeputy, county_id, models.CaseDeputy.id == known.id)
    row, yesterday = before[known.id,], now.date() - timedelta(days=1)
    if known.from_date > yesterday:
        audited.remove(county_id, models.CaseDeputy, row, subject="case_deputy", key=str(known.id), by=by, now=now)
    else:
        _put(county_id, row | {"until_date": min(yesterday, known.until_date)}, before, by, now)


def _put(county_id, row, before, by, now):
    audited.put(
        county_id,
        models.CaseDeputy,
        [row],
        before,
        subject="case_deputy",
        key_of=lambda row: str(row["id"]),
        by=by,
        now=now,
    )
    return row["id"]

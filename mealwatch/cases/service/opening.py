"""Opening a case: its number is taken then, and kept even if it is withdrawn."""

from datetime import timedelta

from mealwatch.accounts import queries as accounts
from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.cases import errors, models, queries
from mealwatch.cases.domain import deadlines
from mealwatch.kernel import checks
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id

SOURCES = ("alert", "finding", "complaint", "hand")
#: Of these there is one case at a time.
_ONE = ("alert", "finding")
TEXT = 2000


def open(
    county_id,
    school_id,
    *,
    source,
    text,
    basis="",
    severity=deadlines.ORDINARY,
    level=1,
    kind=deadlines.DATED,
    due_on=None,
    owner=None,
    canteen_id=None,
    request_key=None,
    by,
    now,
):
    """Open a case as a draft (待下达); ``act(..., "issue")`` hands it to the school. Returns its id.

    ``source``: ("alert" | "finding" | "complaint" | "hand", key): the alert's or finding's number, or how a complaint
    came. ``due_on``: None takes what kind and severity propose in working days. ``owner``: an account id, else ``by``.
    The same ``request_key`` again gives the case that it opened. Raises OpenedAlready, NoSchool, Invalid.
    """
    audit.lock(county_id)
    if request_key and (known := queries.find_request(county_id, request_key)):
        return known.id
    kind_of_source, key = source
    checks.refuse(checks.one_of("source", kind_of_source, SOURCES))
    known = queries.of_source(county_id, kind_of_source, key) if kind_of_source in _ONE else None
    if known:
        raise errors.OpenedAlready(number=known.number)
    school = schools.school_by_id(county_id, school_id)
    worded = checked(text=text, basis=basis, severity=severity, kind=kind)
    due_on = due_on or deadlines.proposed(kind, severity, now.date())
    check_due(due_on, now)
    owner_id = owner if owner is not None else by.account_id
    row = {
        "county_id": county_id,
        "id": next_id(models.CaseHead, county_id),
        "year": now.year,
        "no": queries.highest_no(county_id, now.year) + 1,
        "school_id": school.id,
        "canteen_id": canteen_id or _canteen(county_id, school.id),
        "source": kind_of_source,
        "source_key": str(key or ""),
        "level": level,
        "due_on": due_on,
        "owner": owner_name(county_id, owner_id, by),
        "owner_id": owner_id,
        "request_key": request_key,
        "opened_at": now,
        "opened_by": by.name,
        "opened_by_id": by.account_id,
    } | worded
    audited.put(
        county_id, models.CaseHead, [row], {}, subject="case", key_of=lambda row: str(row["id"]), by=by, now=now
    )
    return row["id"]


def checked(*, text, basis, severity, kind):
    """The wording of a notice. Raises Invalid."""
    checks.refuse(checks.text("text", text, most=TEXT))
    checks.refuse(checks.optional_text("basis", basis, most=TEXT))
    checks.refuse(checks.one_of("severity", severity, deadlines.SEVERITIES))
    checks.refuse(checks.one_of("kind", kind, deadlines.KINDS))
    return {"text": text.strip(), "basis": (basis or "").strip(), "severity": severity, "kind": kind}


def check_due(due_on, now):
    """Raises DueInvalid for a day that is over or too far away."""
    if not now.date() <= due_on <= now.date() + timedelta(days=366):
        raise errors.DueInvalid(field="due_on")


def owner_name(county_id, owner_id, by):
    """Who follows the case, as it stands on paper."""
    if owner_id is None or owner_id == by.account_id:
        return by.name
    found = accounts.people_of(county_id, [owner_id])
    return found[0].name if found else by.name


def _canteen(county_id, school_id):
    """The school's own canteen, or none."""
    own = schools.canteens_of(county_id, [school_id])
    return own[0].id if own else None

"""A school's request for a day without a meal, and the bureau's decision.

The request changes nothing: the day stays due until another person approves.
"""

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.counties import queries as counties
from mealwatch.kernel import checks
from mealwatch.kernel.week import Week
from mealwatch.schools import errors, models, queries
from mealwatch.schools.service.calendar import put_calendar_days
from mealwatch.schools.service.codes import joined
from mealwatch.storage.keys import WHOLE, next_id

APPROVED = "approved"
REFUSED = "refused"


def ask_closure(county_id, *, request_key, school_id, dated_on, reason, by, now, group_id=WHOLE):
    """Ask that a day have no meal, for a group or (group 0) the whole school. Returns the ClosureRequest.

    Sending the same request again returns it. Raises RequestDiffers for other
    content under the same key, NoSchool, NoGroup, WeekClosed.
    """
    audit.lock(county_id)
    checks.refuse(checks.code("request_key", request_key))
    sent = school_id, group_id, dated_on, reason.strip() if isinstance(reason, str) else reason
    known = queries.find_closure_request(county_id, request_key)
    if known:
        if (known.school_id, known.group_id, known.dated_on, known.reason) != sent:
            raise errors.RequestDiffers(field="request_key", value=request_key)
        return known
    checks.refuse(checks.day("dated_on", dated_on))
    checks.refuse(checks.text("reason", reason))
    school = queries.school_by_id(county_id, school_id)
    _code_of_group(county_id, school, group_id)
    _refuse_closed(county_id, school_id, dated_on)
    row = {column.name: None for column in models.ClosureRequest.__table__.columns} | {
        "county_id": county_id,
        "id": next_id(models.ClosureRequest, county_id),
        "request_key": request_key,
        "school_id": school_id,
        "group_id": group_id,
        "dated_on": dated_on,
        "reason": sent[3],
        "requested_by": by.name,
        "requested_by_id": by.account_id,
        "requested_at": now,
    }
    _put(county_id, row, {}, school, by, now)
    return queries.get_closure_request(county_id, row["id"])


def decide_closure(county_id, request_id, *, approve, by, now, note=None):
    """Approve or refuse a request; approval enters the day as closed, with the reason. Returns the ClosureRequest.

    The same decision by the same person again changes nothing. Raises NoRequest,
    SamePerson, AlreadyDecided, WeekClosed.
    """
    audit.lock(county_id)
    request = queries.get_closure_request(county_id, request_id)
    decision = APPROVED if approve else REFUSED
    if request.decision:
        if (request.decision, request.decided_by, request.decided_by_id) == (decision, by.name, by.account_id):
            return request
        raise errors.AlreadyDecided(field="decision", value=request.decision, by=request.decided_by)
    if _same_person(request, by):
        raise errors.SamePerson(field="decided_by", value=by.name)
    checks.refuse(checks.optional_text("note", note))
    school = queries.school_by_id(county_id, request.school_id)
    if approve:
        _refuse_closed(county_id, request.school_id, request.dated_on)
        put_calendar_days(county_id, _closed_days(county_id, request, school), by=by, now=now)
    held = audited.held(models.ClosureRequest, county_id, models.ClosureRequest.id == request_id)
    row = held[request_id,] | {
        "decision": decision,
        "decided_by": by.name,
        "decided_by_id": by.account_id,
        "decided_at": now,
        "decision_note": note or None,
    }
    _put(county_id, row, held, school, by, now)
    return queries.get_closure_request(county_id, request_id)


def _closed_days(county_id, request, school):
    """The entries that close the day: at the scope asked for, and over any group's own entry that supplies it."""
    group_code = _code_of_group(county_id, school, request.group_id)
    scopes = [group_code]
    if not group_code:
        on = request.dated_on
        entries = queries.calendar_rows(county_id, on, on, school_ids=[school.id])
        supplied = {entry.group_id for entry in entries if entry.group_id and entry.day_type == "supply"}
        scopes += [group.code for group in queries.groups_of(county_id, [school.id]) if group.id in supplied]
    return [
        {
            "dated_on": request.dated_on,
            "day_type": "closed",
            "school_code": school.code,
            "group_code": code,
            "note": request.reason,
        }
        for code in scopes
    ]


def _code_of_group(county_id, school, group_id):
    if group_id == WHOLE:
        return ""
    for group in queries.groups_of(county_id, [school.id]):
        if group.id == group_id:
            return group.code
    raise errors.NoGroup(field="group_id", value=group_id, school=school.code)


def _refuse_closed(county_id, school_id, on):
    monday = Week.of(on).monday
    if (school_id, monday) in counties.closed_weeks(county_id, school_ids=[school_id], first=on, last=on):
        raise errors.WeekClosed(field="dated_on", value=on.isoformat())


def _same_person(request, by):
    if request.requested_by_id is not None and by.account_id is not None:
        return request.requested_by_id == by.account_id
    return request.requested_by == by.name


def _put(county_id, row, held, school, by, now):
    def key_of(row):
        return joined(school.code, row["request_key"])

    model = models.ClosureRequest
    audited.put(
        county_id, model, [row], held, subject="closure_request", key_of=key_of, by=by, now=now, change="decide"
    )

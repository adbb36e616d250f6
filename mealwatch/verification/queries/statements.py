"""Closed weeks: statements, their figures, their locks, and who agreed to reopen one."""

import json
from operator import eq, itemgetter

from mealwatch.audit import entries as journal
from mealwatch.audit.kept import body_text
from mealwatch.schools import queries as schools
from mealwatch.spend.domain import record
from mealwatch.spend.domain.restated import misfit
from mealwatch.spend.queries import told
from mealwatch.verification import errors
from mealwatch.verification.queries.steps import in_step


def check_older_heads(county):
    """Every statement holds the journal's end of its day: an anchor inside the database."""
    astray = told.head_astray(county.id)
    if astray:
        raise errors.OlderHeadDiffers(county=county.code, record=f"statement {astray[0]}", seq=astray[1])


def check_statements(county, checked):
    """Statements and reopenings against the journal, their figures against their facts, locks against both."""

    def same(written, one):
        if not _is_told(written, one):
            return False
        _refuse_misfit(county, one)
        return True

    found = (("statement", one.key, one) for one in told.statements(county.id))
    entries = journal.told(county.id, ["statement"])
    checked.add("statements", in_step(county, ["statement"], entries, found, same))
    if key := told.lock_astray(county.id):
        raise errors.RecordUnknown(county=county.code, record=f"statement {key} (week_locks)")
    found = (("reopening", *one) for one in told.reopenings(county.id))
    # Few, as each took two people: they fit into memory in the order of their keys.
    entries = sorted(journal.told(county.id, ["reopening"]), key=itemgetter(2, 0))
    in_step(county, ["reopening"], entries, found, eq)


def check_approvals(county):
    """Who asks does not agree: reopened weeks, days without a meal."""
    if alone := told.agreed_alone(county.id):
        raise errors.SamePerson(county=county.code, record=f"reopening {alone[0]}", person=alone[1])
    codes = {school.id: school.code for school in schools.schools_of(county.id)}
    for request in schools.closure_requests_of(county.id):
        if request.decision and _is_same_person(request):
            record_name = f"closure_request {codes.get(request.school_id)}/{request.request_key}"
            raise errors.SamePerson(county=county.code, record=record_name, person=request.decided_by)


def _is_told(written, one):
    """Whether an entry tells of this statement; a reopened week has no locks any more."""
    body = json.loads(written)
    locks = body.pop("locks")
    made = body_text(record.closed, one.statement, one.groups, one.locks or [])
    return made == body_text(lambda: body | {"locks": [] if one.locks is None else locks})


def _refuse_misfit(county, one):
    for row in one.groups:
        if fault := misfit(one.statement, row):
            column, stored, computed = fault
            where = f"statement {one.key} #{row['group_id']}"
            raise errors.DoesNotAddUp(county=county.code, record=where, column=column, stored=stored, computed=computed)


def _is_same_person(request):
    if request.requested_by_id is not None and request.decided_by_id is not None:
        return request.requested_by_id == request.decided_by_id
    return request.requested_by == request.decided_by

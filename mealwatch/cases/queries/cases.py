"""Cases with their steps, folded: the state is never kept, it follows from what was done."""

import json
from collections import defaultdict

from sqlalchemy import func, select

from mealwatch.cases import errors, models
from mealwatch.cases.domain import states
from mealwatch.cases.domain.case import Case, Step
from mealwatch.cases.domain.folding import folded
from mealwatch.extensions import db

_head = models.CaseHead.__table__.c
_step = models.CaseStep.__table__.c
_COLUMNS = (
    "id",
    "year",
    "no",
    "school_id",
    "canteen_id",
    "source",
    "source_key",
    "text",
    "basis",
    "severity",
    "level",
    "kind",
    "due_on",
    "owner",
    "owner_id",
    "opened_at",
    "opened_by",
    "opened_by_id",
)
_HEAD = select(*(_head[name] for name in _COLUMNS)).order_by(_head.year.desc(), _head.no.desc())


def cases(
    county_id,
    school_ids=None,
    *,
    states=None,
    ids=None,
    source=None,
    source_keys=None,
    kind=None,
    severity=None,
    opened_from=None,
    opened_until=None,
):
    """[Case] with their steps, the newest number first; each filter None: all. Days are of the opening."""
    wanted = [_head.county_id == county_id]
    for column, value in ((_head.source, source), (_head.kind, kind)):
        if value is not None:
            wanted.append(column == value)
    for column, several in ((_head.school_id, school_ids), (_head.id, ids), (_head.source_key, source_keys)):
        if several is not None:
            wanted.append(column.in_(list(several)))
    if states is not None and not _ENDS.intersection(states):
        wanted.append(_head.id.not_in(_ended(county_id)))
    return [
        one
        for one in _folded(county_id, wanted)
        if (states is None or one.state in states)
        and (severity is None or one.severity == severity)
        and (opened_from is None or one.opened_on >= opened_from)
        and (opened_until is None or one.opened_on <= opened_until)
    ]


def case(county_id, case_id):
    """One case with its steps. Raises NoCase."""
    found = _folded(county_id, [_head.county_id == county_id, _head.id == case_id])
    if not found:
        raise errors.NoCase(what="", key=str(case_id))
    return found[0]


def waiting_for(county_id, school_ids):
    """What these schools (None: all) have to do something about now, the most pressing first."""
    found = cases(county_id, school_ids, states=states.SCHOOLS_TURN)
    return sorted(found, key=lambda one: (one.clock, one.id))


def of_source(county_id, source, key):
    """The case made of an alert or a finding that was not withdrawn, or None."""
    return of_sources(county_id, source, [key]).get(str(key))


def of_sources(county_id, source, keys=None):
    """``{key: Case}`` of these alerts or findings (None: all) that have a case; withdrawn ones do not count."""
    found = cases(county_id, source=source, source_keys=None if keys is None else [str(key) for key in keys])
    return {one.source_key: one for one in reversed(found) if one.state != states.WITHDRAWN}


def find_request(county_id, request_key):
    """The case that a form opened already, or None."""
    return next(iter(_folded(county_id, [_head.county_id == county_id, _head.request_key == request_key])), None)


def highest_no(county_id, year):
    """The last number given in a year, 0 where none was."""
    return db.session.scalar(select(func.max(_head.no)).where(_head.county_id == county_id, _head.year == year)) or 0


def _ended(county_id):
    """The cases whose last step that moved them closed or withdrew them."""
    moved = (
        select(_step.case_id, func.max(_step.number).label("number"))
        .where(_step.county_id == county_id, _step.what.not_in(("note", "look_passed")))
        .group_by(_step.case_id)
        .subquery()
    )
    last = (_step.case_id == moved.c.case_id) & (_step.number == moved.c.number)
    return (
        select(_step.case_id)
        .join_from(models.CaseStep.__table__, moved, last)
        .where(_step.county_id == county_id, _step.what.in_(("finish", "withdraw")))
    )


def _folded(county_id, wanted):
    rows = db.session.execute(_HEAD.where(*wanted)).all()
    steps = _steps(county_id, [row.id for row in rows]) if rows else {}
    return [folded(Case(*row), steps.get(row.id, ())) for row in rows]


def _steps(county_id, case_ids):
    statement = select(_step).where(_step.county_id == county_id).order_by(_step.case_id, _step.number)
    if len(case_ids) <= _AT_ONCE:
        statement = statement.where(_step.case_id.in_(case_ids))
    found = defaultdict(list)
    for row in db.session.execute(statement):
        files, details = tuple(row.files.split()), json.loads(row.details)
        step = Step(row.number, row.what, row.words, files, details, row.done_at, row.done_by, row.done_by_id)
        found[row.case_id].append(step)
    return found


#: No case leaves the last of these without a step of its own that says so.
_ENDS = {states.CLOSED, states.WITHDRAWN}
#: Of more cases than this, the county's steps are read whole.
_AT_ONCE = 500

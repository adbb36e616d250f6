"""What visits found and measured, for reading."""

import json

from sqlalchemy import or_, select

from mealwatch.extensions import db
from mealwatch.inspections import errors, models
from mealwatch.inspections.domain.records import Finding, Measurement, Recheck
from mealwatch.inspections.office import models as office

_visit = models.Visit.__table__.c
_finding = models.Finding.__table__.c
_recheck = models.Recheck.__table__.c
_measured = models.Measurement.__table__.c
_step = office.FindingStep.__table__.c
_FINDING = select(*(_finding[name] for name in Finding.__dataclass_fields__ if name != "rechecks"))
_RECHECK = select(*(_recheck[name] for name in Recheck.__dataclass_fields__))
_MEASURED = select(*(_measured[name] for name in Measurement.__dataclass_fields__))


def findings(
    county_id,
    school_ids=None,
    *,
    open_only=False,
    overdue_on=None,
    visit_ids=None,
    ids=None,
    codes=None,
    first=None,
    last=None,
):
    """Findings, the first to be due first: of some schools (None: all), visits or items, found in a span of days.

    ``open_only``: not yet seen mended, nor set aside by the office; ``overdue_on``: open on that day past their own.
    """
    statement = _FINDING.where(_finding.county_id == county_id)
    narrow = (
        (_finding.school_id, school_ids),
        (_finding.visit_id, visit_ids),
        (_finding.id, ids),
        (_finding.code, codes),
    )
    for column, wanted in narrow:
        if wanted is not None:
            statement = statement.where(column.in_(list(wanted)))
    if first is not None:
        statement = statement.where(_finding.found_on >= first)
    if last is not None:
        statement = statement.where(_finding.found_on <= last)
    if overdue_on is not None:
        statement = statement.where(_finding.due_on < overdue_on)
    rows = db.session.execute(statement.order_by(_finding.due_on, _finding.id)).all()
    again = rechecks_of(county_id, statement.with_only_columns(_finding.id))
    found = [_as_finding(row, again.get(row.id, ())) for row in rows]
    if not open_only and overdue_on is None:
        return found
    still = [one for one in found if one.open]
    aside = _set_aside(county_id, still)
    return [one for one in still if one.id not in aside]


def get_finding(county_id, finding_id):
    """One finding. Raises NoFinding."""
    found = findings(county_id, ids=[finding_id])
    if not found:
        raise errors.NoFinding(value=finding_id)
    return found[0]


def rechecks_of(county_id, finding_ids):
    """``{finding id: its Rechecks}``, the earliest day first; ``finding_ids``: numbers, or a SELECT of them."""
    wanted = finding_ids if hasattr(finding_ids, "subquery") else list(finding_ids)
    statement = _RECHECK.where(_recheck.county_id == county_id, _recheck.finding_id.in_(wanted))
    found = {}
    for row in db.session.execute(statement.order_by(_recheck.looked_on, _recheck.id)):
        found.setdefault(row.finding_id, []).append(
            Recheck(**dict(row._mapping) | {"photos": tuple(json.loads(row.photos))})
        )
    return found


def measurements(county_id, visit_ids):
    """``{visit id: its Measurements}``, in the order in which they were taken."""
    statement = _MEASURED.where(_measured.county_id == county_id, _measured.visit_id.in_(list(visit_ids)))
    found = {}
    for row in db.session.execute(statement.order_by(_measured.id)):
        found.setdefault(row.visit_id, []).append(_as_measurement(row))
    return found


def differences(county_id, school_ids=None, *, first=None, last=None, visit_ids=None, ids=None):
    """Measurements that do not agree with what is written, the newest visit first."""
    joined = _MEASURED.join(
        models.Visit.__table__, (_visit.county_id == _measured.county_id) & (_visit.id == _measured.visit_id)
    )
    statement = joined.where(
        _measured.county_id == county_id, or_(_measured.difference != 0, _measured.agrees.is_(False))
    )
    narrow = (_visit.school_id, school_ids), (_visit.id, visit_ids), (_measured.id, ids)
    for column, wanted in narrow:
        if wanted is not None:
            statement = statement.where(column.in_(list(wanted)))
    if first is not None:
        statement = statement.where(_visit.dated_on >= first)
    if last is not None:
        statement = statement.where(_visit.dated_on <= last)
    rows = db.session.execute(statement.order_by(_visit.dated_on.desc(), _visit.id.desc(), _measured.id))
    return [_as_measurement(row) for row in rows]


def _set_aside(county_id, found):
    """The ids of those of these that the office set aside, and that no later look opened again."""
    looked = {one.id: one.rechecks[-1].entered_at for one in found if one.rechecks}
    statement = select(_step).where(
        _step.county_id == county_id, _step.finding_id.in_(row.id for row in found), _step.what == "set_aside"
    )
    rows = db.session.execute(statement).all() if found else ()
    return {row.finding_id for row in rows if row.finding_id not in looked or looked[row.finding_id] < row.done_at}


def _as_finding(row, rechecks):
    photos = {name: tuple(json.loads(getattr(row, name))) for name in ("photos", "fixed_photos")}
    return Finding(**dict(row._mapping) | photos, rechecks=tuple(rechecks))


def _as_measurement(row):
    return Measurement(
        **dict(row._mapping) | {"photos": tuple(json.loads(row.photos)), "detail": json.loads(row.detail)}
    )

"""Findings and differences with what became of them, and what was decided in clashes."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import errors, models
from mealwatch.inspections.office.domain import allowed
from mealwatch.inspections.office.domain.followed import Difference, Followed
from mealwatch.inspections.office.domain.following import SET_ASIDE, Step
from mealwatch.inspections.office.domain.merging import Decision
from mealwatch.inspections.office.queries.posted import posted_of

_finding = models.FindingStep.__table__.c
_difference = models.DifferenceStep.__table__.c
_decision = models.ClashDecision.__table__.c


def findings(county_id, school_ids=None, *, twins=False, **which):
    """[Followed] of the findings that ``inspections.queries.findings`` gives, in its order.

    What two records of one stop say of one item stands there once, as the first has it, unless ``twins``.
    """
    found = visited.findings(county_id, school_ids, **which)
    visits = _visits(county_id, found)
    steps = _finding_steps(county_id, found)
    followed = [Followed(one, visits[one.visit_id], tuple(steps[one.id])) for one in found]
    return followed if twins else _once(followed)


def get_finding(county_id, finding_id):
    """One finding. Raises NoFinding."""
    visited.get_finding(county_id, finding_id)
    return findings(county_id, ids=[finding_id], twins=True)[0]


def differences(county_id, school_ids=None, **which):
    """[Difference]: weighings and counts that differ from what is written, the newest visit first."""
    found = [one for one in visited.differences(county_id, school_ids, **which) if one.kind in allowed.PROPOSED]
    visits = _visits(county_id, found)
    steps = _difference_steps(county_id, found)
    told = [Difference(one, visits[one.visit_id], tuple(steps[one.id])) for one in found]
    taken = posted_of(county_id, [one for one in told if one.state == "confirmed" and one.proposed_as])
    return [replace(one, posted=taken.get(one.measured.id)) for one in told]


def get_difference(county_id, difference_id):
    """One difference. Raises NoDifference."""
    found = differences(county_id, ids=[difference_id])
    if not found:
        raise errors.NoDifference(value=difference_id)
    return found[0]


def proposals(county_id, canteen):
    """What the office proposes to a canteen's record and nobody has taken up or declined, the oldest first."""
    at = {canteen.school_id} if canteen.school_id else set()
    found = [one for one in differences(county_id, at or None) if one.visit.canteen_id == canteen.id and one.proposed]
    return sorted(found, key=lambda one: one.measured.id)


def decisions_of(county_id, visit_ids):
    """What was decided in clashes between these records, the latest last."""
    columns = _decision.code, _decision.visit_id, _decision.reason, _decision.decided_by, _decision.decided_at
    statement = select(*columns).where(_decision.county_id == county_id, _decision.visit_id.in_(list(visit_ids)))
    return [Decision(*row) for row in db.session.execute(statement.order_by(_decision.id))]


def _visits(county_id, found):
    return {one.id: one for one in visited.visits(county_id, ids={one.visit_id for one in found})} if found else {}


def _finding_steps(county_id, found):
    """{finding: its steps}: what was done here, and every look at it, in the order in which they were entered."""
    steps = defaultdict(list)
    statement = select(_finding).where(_finding.county_id == county_id, _finding.finding_id.in_(_ids(found)))
    for row in db.session.execute(statement.order_by(_finding.finding_id, _finding.number)):
        steps[row.finding_id].append(
            Step(row.number, row.what, row.words, row.done_at, row.done_by, tuple(row.photos.split()))
        )
    for one in found:
        for look in one.rechecks:
            what = "check" if look.mended else "reopen"
            steps[one.id].append(
                Step(look.id, what, look.note, look.entered_at, look.entered_by, look.photos, look.visit_id)
            )
        steps[one.id].sort(key=lambda step: step.done_at)
    return steps


def _difference_steps(county_id, found):
    steps = defaultdict(list)
    statement = select(_difference).where(
        _difference.county_id == county_id, _difference.difference_id.in_(_ids(found))
    )
    for row in db.session.execute(statement.order_by(_difference.difference_id, _difference.number)):
        steps[row.difference_id].append(Step(row.number, row.what, row.words, row.done_at, row.done_by))
    return steps


def _ids(found):
    return [one.id for one in found]


def _once(followed):
    first, kept = {}, []
    for one in sorted(followed, key=lambda each: each.finding.id):
        if one.visit.stop_id is not None and one.state != SET_ASIDE:
            first.setdefault((one.visit.stop_id, one.finding.code), one.finding.id)
    for one in followed:
        twin_of = first.get((one.visit.stop_id, one.finding.code), one.finding.id)
        if one.state == SET_ASIDE or twin_of == one.finding.id:
            kept.append(one)
    return kept

"""Steps of the ladder that were taken or declined, and what the rules propose now."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from mealwatch.cases import queries as cases
from mealwatch.cases.domain import states
from mealwatch.cases.following import errors, models
from mealwatch.cases.following.domain.ladder import REPEATED_WITHIN, Decided, Facts, propose
from mealwatch.cases.following.words import number_of
from mealwatch.extensions import db
from mealwatch.inspections import queries as visited
from mealwatch.schools import queries as schools

_step = models.Escalation.__table__.c
_record = models.EscalationRecord.__table__.c
#: What a step's paper holds; ``held_on`` and ``due_on``: ISO dates, everything else text.
PAPER = (
    "held_on",
    "held_at",
    "place",
    "manner",
    "officials",
    "recorder",
    "persons",
    "cause",
    "basis",
    "facts",
    "demands",
    "due_on",
    "bring",
    "contact",
    "statement",
    "follow_up",
)


@dataclass(frozen=True)
class Escalation:
    """A step that was taken or declined. ``paper``: what its document holds, by the names of PAPER."""

    id: int
    case_id: int
    school_id: int
    step: str
    rule: str
    least: int
    count: int
    taken: bool
    year: int
    no: int
    words: str
    paper: dict
    at: datetime
    by: str
    #: Photos of what was signed and said, once the step was carried out.
    photos: tuple[str, ...] = ()
    recorded_at: datetime | None = None
    recorded_by: str = ""

    @property
    def recorded(self):
        """Whether it was written down how the step was carried out."""
        return self.recorded_at is not None


@dataclass(frozen=True)
class Printed:
    """A step as its document needs it: the notice (通知书) before it, the record (记录) after it."""

    id: int
    number: str
    step: str
    case_number: str
    case_text: str
    case_basis: str
    school: str
    principal: str
    made_on: date
    made_by: str
    held_on: date | None
    held_at: str
    place: str
    #: 提醒、警示 or 集体.
    manner: str
    officials: str
    recorder: str
    persons: str
    cause: str
    basis: str
    facts: str
    demands: str
    due_on: date | None
    bring: str
    contact: str
    statement: str
    follow_up: str
    recorded_on: date | None
    photos: tuple[str, ...] = field(default=())


def escalations(county_id, *, case_ids=None, ids=None, school_ids=None, taken_only=False, first=None, last=None):
    """[Escalation], the newest first; ``first``, ``last``: days on which they were decided."""
    wanted = [_step.county_id == county_id]
    for column, some in ((_step.case_id, case_ids), (_step.id, ids), (_step.school_id, school_ids)):
        if some is not None:
            wanted.append(column.in_(list(some)))
    if taken_only:
        wanted.append(_step.taken)
    rows = db.session.execute(select(_step).where(*wanted).order_by(_step.id.desc())).all()
    records = _records(county_id, [row.id for row in rows]) if rows else {}
    found = [_as_escalation(row, records.get(row.id)) for row in rows]
    return [
        one for one in found if (first is None or one.at.date() >= first) and (last is None or one.at.date() <= last)
    ]


def get_escalation(county_id, escalation_id):
    """One step. Raises NoEscalation."""
    found = escalations(county_id, ids=[escalation_id])
    if not found:
        raise errors.NoEscalation(what="", key=str(escalation_id))
    return found[0]


def step(county_id, escalation_id):
    """A step that was taken, as its document needs it. Raises NoEscalation."""
    one = get_escalation(county_id, escalation_id)
    if not one.taken:
        raise errors.NoEscalation(what="", key=str(escalation_id))
    case, school = cases.case(county_id, one.case_id), schools.school_by_id(county_id, one.school_id)
    paper = {name: one.paper.get(name, "") for name in PAPER}
    days = {name: date.fromisoformat(paper[name]) if paper[name] else None for name in ("held_on", "due_on")}
    return Printed(
        id=one.id,
        number=number_of(one.step, one.year, one.no),
        step=one.step,
        case_number=case.number,
        case_text=case.text,
        case_basis=case.basis,
        school=school.name,
        principal=school.principal or "",
        made_on=one.at.date(),
        made_by=one.by,
        recorded_on=one.recorded_at.date() if one.recorded_at else None,
        photos=one.photos,
        **paper | days,
    )


def record_count(county_id, escalation_id):
    """How often it was written down how a step was carried out."""
    wanted = _record.county_id == county_id, _record.escalation_id == escalation_id
    return db.session.scalar(select(func.count()).where(*wanted))


def highest_no(county_id, step_, year):
    """The last number of a step's papers in a year, 0 where there was none."""
    wanted = _step.county_id == county_id, _step.step == step_, _step.year == year
    return db.session.scalar(select(func.max(_step.no)).where(*wanted)) or 0


def proposals(county_id, today, *, school_ids=None, found=None):
    """``[(Case, Proposal)]`` of the open cases for which the ladder asks for a step; ``found``: the cases, if known."""
    open_ones = cases.cases(county_id, school_ids, states=states.OPEN) if found is None else found
    if not open_ones:
        return []
    decided = {}
    for one in escalations(county_id, case_ids=[case.id for case in open_ones]):
        decided.setdefault(one.case_id, []).append(Decided(one.step, one.rule, one.least, one.taken))
    items = _items(county_id, open_ones)
    rows = []
    for case in open_ones:
        asked = propose(_facts(case, items, today), decided.get(case.id, ()))
        if asked is not None and case.state not in states.HIDDEN:
            rows.append((case, asked))
    return rows


def proposed_for(county_id, case, today):
    """The Proposal for one case, or None."""
    return next((asked for _, asked in proposals(county_id, today, found=[case])), None)


def _facts(case, items, today):
    repeated, red = items.get(case.id, (0, False))
    return Facts(case.overdue_days(today), case.reopened, repeated, int(red))


def _items(county_id, found):
    """``{case id: (how often the item was found at the school within a year, whether a red line was met)}``."""
    keys = {case.id: int(case.source_key) for case in found if case.source == "finding" and case.source_key.isdecimal()}
    own = {one.id: one for one in visited.findings(county_id, ids=set(keys.values()))} if keys else {}
    if not own:
        return {}
    first = min(one.found_on for one in own.values()) - timedelta(days=REPEATED_WITHIN)
    at = {one.school_id for one in own.values()}
    every = visited.findings(county_id, at, codes={one.code for one in own.values()}, first=first)
    counts = {}
    for one in own.values():
        since = one.found_on - timedelta(days=REPEATED_WITHIN)
        days = Counter(
            each.found_on
            for each in every
            if (each.school_id, each.code) == (one.school_id, one.code) and since < each.found_on <= one.found_on
        )
        counts[one.id] = len(days), one.red
    return {case_id: counts[key] for case_id, key in keys.items() if key in counts}


def _records(county_id, ids):
    statement = select(_record).where(_record.county_id == county_id, _record.escalation_id.in_(ids))
    return {row.escalation_id: row for row in db.session.execute(statement.order_by(_record.number))}


def _as_escalation(row, record):
    paper = json.loads(row.paper) | (json.loads(record.paper) if record else {})
    return Escalation(
        row.id,
        row.case_id,
        row.school_id,
        row.step,
        row.rule,
        row.least,
        row.count,
        row.taken,
        row.year,
        row.no,
        row.words,
        paper,
        row.entered_at,
        row.entered_by,
        tuple(record.photos.split()) if record else (),
        record.entered_at if record else None,
        record.entered_by if record else "",
    )

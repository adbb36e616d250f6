"""Meetings and studies about cases, and the register of rules that came out of them."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mealwatch.cases.following import errors, models
from mealwatch.extensions import db

_meeting = models.Meeting.__table__.c
_rule = models.CaseRule.__table__.c


@dataclass(frozen=True)
class Meeting:
    """An on-site meeting or a study: what about, who was there, what was decided."""

    id: int
    kind: str
    on: date
    title: str
    place: str
    people: str
    decisions: str
    cases: tuple[int, ...]
    photos: tuple[str, ...]
    entered_by: str


@dataclass(frozen=True)
class Rule:
    """A rule that came out of cases; ``files``: digests of its papers."""

    id: int
    title: str
    text: str
    from_date: date
    ended_on: date | None
    cases: tuple[int, ...]
    files: tuple[str, ...]
    entered_by: str

    def holds(self, on):
        return self.from_date <= on and (self.ended_on is None or on <= self.ended_on)


def meetings(county_id, *, first=None, last=None, case_id=None, ids=None):
    """[Meeting] of some days, the newest first."""
    found = [
        Meeting(
            row.id,
            row.kind,
            row.dated_on,
            row.title,
            row.place,
            row.people,
            row.decisions,
            tuple(json.loads(row.cases)),
            tuple(row.photos.split()),
            row.entered_by,
        )
        for row in _rows(_meeting, _meeting.dated_on, county_id, first, last, ids)
    ]
    return _about(case_id, found)


def get_meeting(county_id, meeting_id):
    """One meeting. Raises NoMeeting."""
    found = meetings(county_id, ids=[meeting_id])
    if not found:
        raise errors.NoMeeting(what="", key=str(meeting_id))
    return found[0]


def rules(county_id, *, first=None, last=None, case_id=None, ids=None):
    """[Rule] that began to hold in some days, the newest first."""
    found = [
        Rule(
            row.id,
            row.title,
            row.text,
            row.from_date,
            row.ended_on,
            tuple(json.loads(row.cases)),
            tuple(row.photos.split()),
            row.entered_by,
        )
        for row in _rows(_rule, _rule.from_date, county_id, first, last, ids)
    ]
    return _about(case_id, found)


def get_rule(county_id, rule_id):
    """One rule. Raises NoRule."""
    found = rules(county_id, ids=[rule_id])
    if not found:
        raise errors.NoRule(what="", key=str(rule_id))
    return found[0]


def _rows(columns, dated, county_id, first, last, ids):
    """The county's rows of a table whose ``dated`` column lies in these days (None: open), the newest first."""
    wanted = [columns.county_id == county_id]
    if first is not None:
        wanted.append(dated >= first)
    if last is not None:
        wanted.append(dated <= last)
    if ids is not None:
        wanted.append(columns.id.in_(list(ids)))
    return db.session.execute(select(columns).where(*wanted).order_by(dated.desc(), columns.id.desc()))


def _about(case_id, found):
    """Those that name a case; all for None."""
    return [one for one in found if case_id is None or case_id in one.cases]

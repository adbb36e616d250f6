"""Issued papers for reading; text and bytes only where they are asked for."""

import json
from hashlib import sha256

from sqlalchemy import func, select

from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db
from mealwatch.reports.official import errors, models
from mealwatch.reports.official.domain.issued import Issued

_table = models.OfficialPaper.__table__
_paper = _table.c
_HEAD = select(*(_paper[name] for name in Issued.__dataclass_fields__))


def body_of_row(row):
    """What the journal holds of a row: text and bytes by their hashes. Raises TypeError for what are none."""
    hashes = {"content": sha256(row["content"]).hexdigest(), "data": sha256(row["data"].encode()).hexdigest()}
    return body_of(row | hashes)


#: What the journal keeps.
KEPT = (Kept("official_paper", _table, body_of_row), Kept("briefing_item", models.BriefingItem.__table__))


def papers(county_id, *, kind=None, about=None, school_ids=None, first=None, last=None, limit=None):
    """[Issued], the newest first: of a kind, about something, of some schools, signed within some days."""
    statement = _HEAD.where(_paper.county_id == county_id)
    if kind is not None:
        statement = statement.where(_paper.kind == kind)
    if about is not None:
        statement = statement.where(_paper.about == about)
    if school_ids is not None:
        statement = statement.where(_paper.school_id.in_(list(school_ids)))
    if first is not None:
        statement = statement.where(_paper.signed_on >= first)
    if last is not None:
        statement = statement.where(_paper.signed_on <= last)
    newest = _paper.issued_at.desc(), _paper.kind, _paper.number.desc()
    return [_issued(row) for row in db.session.execute(statement.order_by(*newest).limit(limit))]


def get_paper(county_id, kind, year, number):
    """One issued paper. Raises NoPaper."""
    row = db.session.execute(_HEAD.where(*_is(county_id, kind, year, number))).one_or_none()
    if row is None:
        raise errors.NoPaper(value=f"{kind} {year} {number}")
    return _issued(row)


def content_of(county_id, one):
    """The PDF of an Issued, byte for byte as it was issued."""
    return db.session.scalar(select(_paper.content).where(*_is(county_id, *one.key)))


def data_of(county_id, one):
    """The paper itself as JSON values (web.official.from_json)."""
    return json.loads(db.session.scalar(select(_paper.data).where(*_is(county_id, *one.key))))


def last_number(county_id, kind, year):
    """The last number that was given; 0 before the first."""
    same = _paper.county_id == county_id, _paper.kind == kind, _paper.year == year
    return db.session.scalar(select(func.max(_paper.number)).where(*same)) or 0


def _is(county_id, kind, year, number):
    return _paper.county_id == county_id, _paper.kind == kind, _paper.year == year, _paper.number == number


def _issued(row):
    return Issued(**dict(row._mapping) | {"typed": json.loads(row.typed)})


def included(county_id, alert_ids=None):
    """``{alert id: what the briefing is to say}`` of the alerts put down for it (None: all)."""
    item = models.BriefingItem.__table__.c
    statement = select(item.alert_id, item.words).where(item.county_id == county_id)
    if alert_ids is not None:
        statement = statement.where(item.alert_id.in_(list(alert_ids)))
    return dict(tuple(row) for row in db.session.execute(statement))

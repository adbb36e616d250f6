"""What tablets took along, for reading."""

import json

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.inspections import models
from mealwatch.inspections.domain.records import PackRow

_pack = models.Pack.__table__.c
_PACK = select(*(_pack[name] for name in PackRow.__dataclass_fields__))


def find_pack(county_id, pack_id):
    """The pack with this number, or None."""
    row = db.session.execute(_PACK.where(_pack.county_id == county_id, _pack.id == pack_id)).one_or_none()
    return _as_pack(row) if row else None


def packs_of(county_id, school_ids=None, *, limit=None):
    """Packs that were taken, the newest first."""
    statement = _PACK.where(_pack.county_id == county_id).order_by(_pack.made_at.desc(), _pack.id)
    if school_ids is not None:
        statement = statement.where(_pack.school_id.in_(list(school_ids)))
    return [_as_pack(row) for row in db.session.execute(statement.limit(limit))]


def _as_pack(row):
    return PackRow(
        **dict(row._mapping) | {"commits": json.loads(row.commits), "candidates": json.loads(row.candidates)}
    )

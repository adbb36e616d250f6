"""Drafts for reading, and when forms that waited on a device were typed."""

from sqlalchemy import and_, select

from mealwatch.audit.kept import Kept
from mealwatch.drafts import models
from mealwatch.drafts.domain.draft import Draft, owner_of
from mealwatch.drafts.domain.typed import Typed
from mealwatch.extensions import db

_draft = models.Draft.__table__.c
_typed = models.TypedTime.__table__.c
#: What the journal keeps of these tables; of drafts it keeps nothing.
KEPT = (Kept("typed_time", models.TypedTime.__table__),)
_TYPED = tuple(_typed[name] for name in Typed._fields)
_DRAFT = select(*(_draft[name] for name in Draft.__dataclass_fields__))


def where(county_id, canteen_id, place, account_id):
    """The condition of one person's draft at a place: their own, or the canteen's."""
    return (
        _draft.county_id == county_id,
        _draft.canteen_id == canteen_id,
        _draft.place == place,
        _draft.owner_id == owner_of(place, account_id),
    )


def find_draft(county_id, canteen_id, place, account_id):
    """The draft that this person goes on with at a place, or None."""
    row = db.session.execute(_DRAFT.where(*where(county_id, canteen_id, place, account_id))).one_or_none()
    return Draft(*row) if row else None


def with_typed(statement, *, county_id, kind, place_id, number, version=1):
    """A SELECT of records with what Typed holds beside each row; None where the record did not wait on a device.

    The rest are the statement's columns that name the record as TypedTime does.
    """
    same = and_(
        _typed.county_id == county_id,
        _typed.kind == kind,
        _typed.place_id == place_id,
        _typed.number == number,
        _typed.version == version,
    )
    return statement.add_columns(*_TYPED).outerjoin(models.TypedTime.__table__, same)


def typed_since(county_id, moment):
    """``{(kind, place id, number, version): Typed}`` of what arrived since a moment and had waited on a device."""
    names = _typed.kind, _typed.place_id, _typed.number, _typed.version
    statement = select(*names, *_TYPED).where(_typed.county_id == county_id, _typed.received_at >= moment)
    return {tuple(row[:4]): Typed(*row[4:]) for row in db.session.execute(statement)}

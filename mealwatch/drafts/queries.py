"""Drafts for reading."""

from sqlalchemy import select

from mealwatch.drafts import models
from mealwatch.drafts.domain.draft import Draft, owner_of
from mealwatch.extensions import db

_draft = models.Draft.__table__.c
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

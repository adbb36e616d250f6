"""Kept photos and papers; the bytes only where they are asked for."""

from hashlib import sha256

from sqlalchemy import func, select, tuple_

from mealwatch.attachments import models
from mealwatch.attachments.domain import shot
from mealwatch.attachments.domain.files import JPEG, SHRUNK_BYTES, Attachment
from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db

_AT_ONCE = 500
_table = models.Attachment.__table__
_COLUMNS = [_table.c[name] for name in Attachment.__dataclass_fields__]


def body_of_row(row):
    """What the journal holds of a row: its bytes by their hash. Raises TypeError for what are no bytes."""
    return body_of(row | {"content": sha256(row["content"]).hexdigest()})


#: What the journal keeps.
KEPT = (Kept("attachment", _table, body_of_row),)


def find_attachment(county_id, canteen_id, digest):
    """The attachment with this digest, or None."""
    row = db.session.execute(select(*_COLUMNS).where(*_is(county_id, canteen_id, digest))).one_or_none()
    return Attachment(*row) if row else None


def content_of(county_id, canteen_id, digest):
    """The bytes, or None."""
    return db.session.scalar(select(_table.c.content).where(*_is(county_id, canteen_id, digest)))


def attachments_of(county_id, canteen_id, digests):
    """``{digest: Attachment}`` of those of these that are there."""
    wanted = (_table.c.county_id == county_id, _table.c.canteen_id == canteen_id, _table.c.digest.in_(list(digests)))
    return {row.digest: Attachment(*row) for row in db.session.execute(select(*_COLUMNS).where(*wanted))}


def kept_since(county_id, canteen_id, moment):
    """How many a canteen has kept since a moment (as the column holds it)."""
    counted = select(func.count()).where(
        _table.c.county_id == county_id, _table.c.canteen_id == canteen_id, _table.c.kept_at >= moment
    )
    return db.session.scalar(counted)


def shot_times(county_id, wanted):
    """``{(canteen id, digest): moment}`` of those of these photos that say when they were taken.

    Only what was not shrunk is opened: shrinking leaves the moment out, and a photo's bytes are long to read.
    """
    places, found = sorted(wanted), {}
    for first in range(0, len(places), _AT_ONCE):
        blocks = db.session.execute(
            select(_table.c.canteen_id, _table.c.digest, func.substr(_table.c.content, 1, shot.BLOCK)).where(
                _table.c.county_id == county_id,
                tuple_(_table.c.canteen_id, _table.c.digest).in_(places[first : first + _AT_ONCE]),
                _table.c.media_type == JPEG,
                _table.c.size > SHRUNK_BYTES,
            )
        )
        moments = {(canteen_id, digest): shot.shot_at(bytes(block)) for canteen_id, digest, block in blocks}
        found |= {place: moment for place, moment in moments.items() if moment}
    return found


def _is(county_id, canteen_id, digest):
    return _table.c.county_id == county_id, _table.c.canteen_id == canteen_id, _table.c.digest == digest

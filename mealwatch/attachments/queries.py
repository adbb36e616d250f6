"""Kept photos and papers; the bytes only where they are asked for."""

from hashlib import sha256

from sqlalchemy import func, select

from mealwatch.attachments import models
from mealwatch.attachments.domain import shot
from mealwatch.attachments.domain.files import JPEG, Attachment
from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db

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


def shot_times(county_id, since, until):
    """``{(canteen id, digest): moment}`` of the photos kept from ``since`` on and before ``until`` that say when they
    were taken. Of the others only the first bytes are read."""
    kept = (
        _table.c.county_id == county_id,
        _table.c.media_type == JPEG,
        _table.c.kept_at >= since,
        _table.c.kept_at < until,
    )
    heads = db.session.execute(
        select(_table.c.canteen_id, _table.c.digest, func.substr(_table.c.content, 1, shot.HEAD)).where(*kept)
    )
    telling = {(canteen_id, digest) for canteen_id, digest, head in heads if shot.has_exif(bytes(head))}
    found = {}
    for canteen_id, digest in sorted(telling):
        block = db.session.scalar(
            select(func.substr(_table.c.content, 1, shot.BLOCK)).where(*_is(county_id, canteen_id, digest))
        )
        moment = shot.shot_at(bytes(block))
        if moment:
            found[canteen_id, digest] = moment
    return found


def _is(county_id, canteen_id, digest):
    return _table.c.county_id == county_id, _table.c.canteen_id == canteen_id, _table.c.digest == digest

"""Kept photos and papers; the bytes only where they are asked for."""

from hashlib import sha256

from sqlalchemy import func, select, tuple_

from mealwatch.attachments import models
from mealwatch.attachments.domain import shot
from mealwatch.attachments.domain.files import JPEG, SHRUNK_BYTES, Attachment
from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db
from mealwatch.schools import queries as schools

_AT_ONCE = 500
_table = models.Attachment.__table__
_school_table = models.SchoolAttachment.__table__
_FIELDS = tuple(Attachment.__dataclass_fields__)


def body_of_row(row):
    """What the journal holds of a row: its bytes by their hash. Raises TypeError for what are no bytes."""
    return body_of(row | {"content": sha256(row["content"]).hexdigest()})


#: What the journal keeps: of canteens, of schools.
OF_CANTEENS = Kept("attachment", _table, body_of_row)
OF_SCHOOLS = Kept("school_attachment", _school_table, body_of_row)
KEPT = (OF_CANTEENS, OF_SCHOOLS)


def find_attachment(county_id, canteen_id, digest):
    """The canteen's attachment with this digest, or None."""
    return attachments_of(county_id, canteen_id, [digest]).get(digest)


def content_of(county_id, canteen_id, digest):
    """Its bytes, or None."""
    return _content(_table, _at_canteens(county_id, [canteen_id]), digest)


def attachments_of(county_id, canteen_id, digests):
    """``{digest: Attachment}`` of those of these that the canteen has."""
    return _found(_table, _at_canteens(county_id, [canteen_id]), digests)


def find_evidence(county_id, evidence, digest):
    """The Attachment with this digest of a school about a matter (domain.matters.Evidence), or None."""
    return evidence_of(county_id, evidence, [digest]).get(digest)


def evidence_content(county_id, evidence, digest):
    """Its bytes, or None."""
    found = _content(_school_table, _at_school(county_id, evidence), digest)
    return found or _content(_table, _at_canteens(county_id, _before(county_id, evidence)), digest)


def evidence_of(county_id, evidence, digests):
    """``{digest: Attachment}`` of those of these that a school has about a matter."""
    found = _found(_school_table, _at_school(county_id, evidence), digests)
    missing = set(digests) - found.keys()
    if missing:
        found |= _found(_table, _at_canteens(county_id, _before(county_id, evidence)), missing)
    return found


def kept_since(table, where, moment):
    """How many of a table's rows ``where`` (column: value) were kept since a moment (as the column holds it)."""
    same = (table.c[name] == value for name, value in where.items())
    return db.session.scalar(select(func.count()).where(*same, table.c.kept_at >= moment))


def is_kept(table, where, digest):
    """Whether a row with this digest is among a table's rows ``where`` (column: value)."""
    same = (table.c[name] == value for name, value in where.items())
    return db.session.scalar(select(table.c.digest).where(*same, table.c.digest == digest)) is not None


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


def _found(table, place, digests):
    wanted = (*place, table.c.digest.in_(list(digests)))
    rows = db.session.execute(select(*(table.c[name] for name in _FIELDS)).where(*wanted))
    return {row.digest: Attachment(*row) for row in rows}


def _content(table, place, digest):
    return db.session.scalars(select(table.c.content).where(*place, table.c.digest == digest).limit(1)).first()


def _at_canteens(county_id, canteen_ids):
    return _table.c.county_id == county_id, _table.c.canteen_id.in_(canteen_ids)


def _at_school(county_id, evidence):
    at = _school_table.c
    return at.county_id == county_id, at.school_id == evidence.school_id, at.about == evidence.about


def _before(county_id, evidence):
    """The canteens that kept such photos before schools had a place for them."""
    if evidence.school is None:
        return [one.id for one in schools.canteens_of(county_id)]
    own = schools.canteens_of(county_id, [evidence.school_id])
    return [one.id for one in own + schools.canteens_feeding(county_id, evidence.school_id)]

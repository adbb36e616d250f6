"""A photo in pieces, as tus has it. What is on its way lies apart and is no record; whole and right, it becomes one.

The session is left flushed, not committed.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from mealwatch.audit import service as audit
from mealwatch.devices import errors, models
from mealwatch.devices.domain import limits
from mealwatch.devices.queries import files
from mealwatch.devices.service.keeping import keep_file, named
from mealwatch.extensions import db

_upload = models.Upload.__table__
_piece = models.UploadPiece.__table__


@dataclass(frozen=True)
class Uploading:
    """A photo on its way: ``arrived`` bytes of ``size`` are here."""

    id: str
    deposit_id: str
    sha256: str
    size: int
    arrived: int
    expires_at: datetime


def begin_upload(county_id, deposit_id, digest, size, *, now):
    """Begin to take a photo of a record in pieces, or go on with one that was begun. Returns Uploading.

    Raises NotNamed, TooLarge.
    """
    audit.lock(county_id)
    _forget_old(county_id, now)
    school_id = named(county_id, deposit_id, digest)[1]
    if not 0 < size <= limits.MOST_FILE_BYTES:
        raise errors.TooLarge(most=limits.MOST_FILE_BYTES)
    same = _upload.c.deposit_id == deposit_id, _upload.c.sha256 == digest, _upload.c.size == size
    row = _row(county_id, *same)
    is_here = files.find_file(county_id, school_id, digest) is not None
    if row is None:
        values = {
            "county_id": county_id,
            "id": secrets.token_hex(16),
            "deposit_id": deposit_id,
            "sha256": digest,
            "size": size,
            "arrived": size if is_here else 0,
            "expires_at": now + limits.UPLOADS_KEPT,
        }
        db.session.execute(insert(_upload).values(**values))
        row = _row(county_id, *same)
    return row


def find_upload(county_id, upload_id, *, now):
    """The photo on its way. Raises NoUpload, also when it has waited too long."""
    row = _row(county_id, _upload.c.id == upload_id, _upload.c.expires_at > now)
    if row is None:
        raise errors.NoUpload
    return row


def take_piece(county_id, device, upload_id, start, content, *, now):
    """Take the piece that begins at byte ``start``. With the last one the photo is kept, or all of it is let go.

    Returns Uploading. Raises NoUpload, WrongPlace, TooLarge, and what ``keep_file`` raises.
    """
    audit.lock(county_id)
    row = find_upload(county_id, upload_id, now=now)
    if start != row.arrived:
        raise errors.WrongPlace(arrived=row.arrived)
    arrived = start + len(content)
    if arrived > row.size:
        raise errors.TooLarge(most=row.size)
    if content and arrived == row.size:
        whole = b"".join([*_pieces(county_id, upload_id), content])
        keep_file(county_id, device, row.deposit_id, row.sha256, whole, now=now)
        db.session.execute(delete(_piece).where(*_pieces_of(county_id, upload_id)))
    elif content:
        values = {"county_id": county_id, "upload_id": upload_id, "start": start, "content": content}
        db.session.execute(insert(_piece).values(**values))
    here = _upload.c.county_id == county_id, _upload.c.id == upload_id
    expires_at = now + limits.UPLOADS_KEPT
    db.session.execute(update(_upload).where(*here).values(arrived=arrived, expires_at=expires_at))
    return _row(county_id, _upload.c.id == upload_id)


def let_go(county_id, upload_id):
    """Let what arrived of a photo go: it is not what the record names."""
    db.session.execute(delete(_piece).where(*_pieces_of(county_id, upload_id)))
    db.session.execute(delete(_upload).where(_upload.c.county_id == county_id, _upload.c.id == upload_id))


def _forget_old(county_id, now):
    old = select(_upload.c.id).where(_upload.c.county_id == county_id, _upload.c.expires_at <= now)
    db.session.execute(delete(_piece).where(_piece.c.county_id == county_id, _piece.c.upload_id.in_(old)))
    db.session.execute(delete(_upload).where(_upload.c.county_id == county_id, _upload.c.expires_at <= now))


def _row(county_id, *conditions):
    columns = [_upload.c[name] for name in Uploading.__dataclass_fields__]
    row = db.session.execute(select(*columns).where(_upload.c.county_id == county_id, *conditions)).first()
    return Uploading(*row) if row else None


def _pieces(county_id, upload_id):
    statement = select(_piece.c.content).where(*_pieces_of(county_id, upload_id)).order_by(_piece.c.start)
    return db.session.scalars(statement)


def _pieces_of(county_id, upload_id):
    return _piece.c.county_id == county_id, _piece.c.upload_id == upload_id

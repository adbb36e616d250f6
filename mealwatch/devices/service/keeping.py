"""Taking in a photo or a drawing that a record names. Bytes are kept once for each school and never written again.

The session is left flushed, not committed.
"""

from hashlib import sha256

from sqlalchemy import select

from mealwatch.audit import service as audit
from mealwatch.devices import errors, models, registry
from mealwatch.devices.domain import limits
from mealwatch.devices.domain.pictures import evidence_type
from mealwatch.devices.queries import files
from mealwatch.devices.service import uses
from mealwatch.devices.service.placing import complete
from mealwatch.devices.service.rows import add
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor

_named = models.DepositAttachment.__table__.c
_state = models.DepositState.__table__.c


def keep_file(county_id, device, deposit_id, digest, content, *, now, by=None):
    """Keep the bytes of a photo or drawing of a record; whether they are new. Every record of the school that
    misses only them is whole then. ``device``: who sends (None: an export file, brought by ``by``).

    Raises NotNamed, Damaged, TooLarge, NotEvidence, TooManyToday.
    """
    audit.lock(county_id)
    said, school_id = named(county_id, deposit_id, digest)
    if files.find_file(county_id, school_id, digest) is not None:
        return False
    if len(content) > limits.MOST_FILE_BYTES:
        raise errors.TooLarge(most=limits.MOST_FILE_BYTES)
    if sha256(content).hexdigest() != digest:
        raise errors.Damaged(what="hash")
    mime = evidence_type(content, said, registry.is_drawing)
    if mime is None:
        raise errors.NotEvidence
    if device is not None:
        uses.count(county_id, device.id, now=now, files=1, size=len(content))
    by = by or Actor(f"{device.name}（{device.id}）")
    row = {
        "county_id": county_id,
        "school_id": school_id,
        "sha256": digest,
        "mime": mime,
        "size": len(content),
        "content": content,
        "deposit_id": deposit_id,
        "kept_at": now,
        "kept_by": by.name,
    }
    add(county_id, models.EvidenceFile, [row], lambda row: f"{row['school_id']}/{digest[:16]}", by=by, now=now)
    _complete_those_with(county_id, school_id, digest, by=by, now=now)
    db.session.flush()
    return True


def named(county_id, deposit_id, digest):
    """``(media type that the record says, school id)`` of a photo that a record names. Raises NotNamed."""
    statement = (
        select(_named.mime, _state.school_id)
        .join_from(
            models.DepositAttachment.__table__,
            models.DepositState.__table__,
            (_state.county_id == _named.county_id) & (_state.deposit_id == _named.deposit_id),
        )
        .where(_named.county_id == county_id, _named.deposit_id == deposit_id, _named.sha256 == digest)
        .order_by(_named.n)
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise errors.NotNamed
    return tuple(row)


def complete_if_whole(county_id, deposit_ids, *, by, now):
    """Write down of those of these records that now have all their photos that they are whole."""
    missing = files.missing_of(county_id, deposit_ids)
    for deposit_id in deposit_ids:
        if deposit_id not in missing:
            complete(county_id, deposit_id, by=by, now=now)


def _complete_those_with(county_id, school_id, digest, *, by, now):
    statement = (
        select(_state.deposit_id)
        .join_from(
            models.DepositState.__table__,
            models.DepositAttachment.__table__,
            (_state.county_id == _named.county_id) & (_state.deposit_id == _named.deposit_id),
        )
        .where(
            _state.county_id == county_id,
            _state.school_id == school_id,
            _state.complete_at.is_(None),
            _named.sha256 == digest,
        )
        .distinct()
        .order_by(_state.deposit_id)
    )
    complete_if_whole(county_id, list(db.session.scalars(statement)), by=by, now=now)

"""Photos and drawings of records: which are named, which are here, and their bytes."""

from sqlalchemy import and_, select

from mealwatch.devices import models
from mealwatch.devices.domain.deposit import Evidence
from mealwatch.extensions import db

_named = models.DepositAttachment.__table__.c
_state = models.DepositState.__table__.c
_file = models.EvidenceFile.__table__.c
_NAMED = (
    select(_named.deposit_id, _named.sha256, _named.mime, _named.role, _named.size, _file.mime.label("is_"))
    .join_from(
        models.DepositAttachment.__table__,
        models.DepositState.__table__,
        and_(_state.county_id == _named.county_id, _state.deposit_id == _named.deposit_id),
    )
    .outerjoin(
        models.EvidenceFile.__table__,
        and_(_file.county_id == _named.county_id, _file.school_id == _state.school_id, _file.sha256 == _named.sha256),
    )
    .order_by(_named.deposit_id, _named.n)
)


def evidence(county_id, deposit_id):
    """The photos and drawings that a record names, in its order: Evidence. One may stand there twice."""
    rows = db.session.execute(_NAMED.where(_named.county_id == county_id, _named.deposit_id == deposit_id))
    return [_evidence(row) for row in rows]


def missing_of(county_id, deposit_ids):
    """``{record: hashes that are not here}`` of those of these records that miss some."""
    found = {}
    of_these = _named.county_id == county_id, _named.deposit_id.in_(list(deposit_ids))
    for row in db.session.execute(_NAMED.where(*of_these)):
        if row.is_ is None:
            found.setdefault(row.deposit_id, {})[row.sha256] = None
    return {key: list(hashes) for key, hashes in found.items()}


def content(county_id, school_id, sha256):
    """The bytes as they came, or None; without a school those of records that name none that is known.

    What is shown to people goes through ``domain.stripping.stripped``.
    """
    return db.session.scalar(select(_file.content).where(*_is(county_id, school_id or 0, sha256)))


def find_file(county_id, school_id, sha256):
    """What the bytes are (their media type), or None where they are not here."""
    return db.session.scalar(select(_file.mime).where(*_is(county_id, school_id or 0, sha256)))


def here(county_id, school_id, hashes):
    """Those of these hashes whose bytes this school has."""
    statement = select(_file.sha256).where(
        _file.county_id == county_id, _file.school_id == (school_id or 0), _file.sha256.in_(list(hashes))
    )
    return set(db.session.scalars(statement))


def _evidence(row):
    return Evidence(row.sha256, row.is_ or row.mime, row.role, row.size, row.is_ is not None)


def _is(county_id, school_id, sha256):
    return _file.county_id == county_id, _file.school_id == school_id, _file.sha256 == sha256

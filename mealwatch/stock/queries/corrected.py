"""Corrections: which document stands in the place of which, and the whole chain of one."""

from sqlalchemy import and_, select

from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.stock import models

_document = models.Document.__table__.c
_correction = models.Correction.__table__.c
_photo = models.DocumentPhoto.__table__.c

#: What the journal keeps of these tables.
KEPT = (
    Kept("correction", models.Correction.__table__),
    Kept("document_photo", models.DocumentPhoto.__table__),
)


def find_replacement(county_id, document_id):
    """The document that took the place of this one (id, kind, doc_no, reason, entered_at, entered_by), or None."""
    return _linked(county_id, _correction.replaced_by, _correction.document_id == document_id)


def find_replaced(county_id, document_id):
    """The document whose place this one took, as in ``find_replacement``, or None."""
    return _linked(county_id, _correction.document_id, _correction.replaced_by == document_id)


def chain_of(county_id, document_id):
    """(earlier, later): the documents whose place this one took, the first first, and those that took its place.

    Rows as in ``find_replacement``: an earlier one with the correction that ended it, a later one with the one that
    brought it.
    """
    earlier, later = [], []
    while row := find_replaced(county_id, earlier[0].id if earlier else document_id):
        earlier.insert(0, row)
    while row := find_replacement(county_id, later[-1].id if later else document_id):
        later.append(row)
    return earlier, later


def photos_of(county_id, document_id):
    """The digests of a document's photos."""
    statement = select(_photo.digest).where(_photo.county_id == county_id, _photo.document_id == document_id)
    return db.session.scalars(statement.order_by(_photo.digest)).all()


def _linked(county_id, column, condition):
    statement = (
        select(
            _document.id,
            _document.kind,
            _document.doc_no,
            _correction.reason,
            _correction.entered_at,
            _correction.entered_by,
        )
        .join_from(
            models.Correction.__table__,
            models.Document.__table__,
            and_(_document.county_id == _correction.county_id, _document.id == column),
        )
        .where(_correction.county_id == county_id, condition)
    )
    return db.session.execute(statement).one_or_none()

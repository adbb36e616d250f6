"""Corrections: which document stands in the place of which, and the whole chain of one."""

from sqlalchemy import and_, exists, select

from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.stock import models

_document = models.Document.__table__.c
_correction = models.Correction.__table__.c
_draw = models.Draw.__table__.c
_reversal = models.Reversal.__table__.c
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


def drawing_on(county_id, document_id):
    """The standing documents that drew from a document's lots, or from lots of such: rows (id, kind, doc_no, dated_on,
    meal), in their order of entry.
    """
    undone = exists().where(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id)
    found, new = {}, {document_id}
    while new:
        rows = db.session.execute(
            select(_document.id, _document.kind, _document.doc_no, _document.dated_on, _document.meal)
            .join_from(
                models.Draw.__table__,
                models.Document.__table__,
                and_(_document.county_id == _draw.county_id, _document.id == _draw.document_id),
            )
            .where(_draw.county_id == county_id, _draw.lot_document_id.in_(new), ~undone)
            .distinct()
        ).all()
        new = {row.id for row in rows} - found.keys() - {document_id}
        found |= {row.id: row for row in rows if row.id in new}
    return [found[at] for at in sorted(found)]


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

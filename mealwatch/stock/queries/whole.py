"""The whole ledger of a county as a stream: every document, its lines, every reversal, in their order of entry."""

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.stock.models import (
    DeliveryLine,
    Document,
    IssueLine,
    LossLine,
    OpeningLine,
    ReceiptLine,
    Reversal,
    StocktakeLine,
)

LINES = {
    "opening": OpeningLine,
    "receipt": ReceiptLine,
    "issue": IssueLine,
    "delivery": DeliveryLine,
    "loss": LossLine,
    "stocktake": StocktakeLine,
}
_AT_ONCE = 1000
_document = Document.__table__.c
_reversal = Reversal.__table__.c


def numbers(county_id):
    """The numbers of all documents and reversals, ascending."""
    documents = select(_document.id).where(_document.county_id == county_id)
    reversals = select(_reversal.id).where(_reversal.county_id == county_id)
    return db.session.scalars(documents.union_all(reversals).order_by("id")).yield_per(_AT_ONCE)


def lines_of_kind(county_id, kind):
    """Every line of the documents of a kind, and of its head doc_no, canteen, date, meal and entry."""
    line = LINES[kind].__table__
    statement = (
        select(
            line,
            _document.canteen_id,
            _document.doc_no,
            _document.dated_on,
            _document.meal,
            _document.entered_at,
            _document.imported,
        )
        .join_from(
            Document.__table__,
            line,
            (line.c.county_id == _document.county_id) & (line.c.document_id == _document.id),
        )
        .where(_document.county_id == county_id, _document.kind == kind)
        .order_by(_document.id, line.c.line_no)
    )
    return _streamed(statement)


def reversals_of(county_id):
    """Every reversal, with the canteen, kind and number of what it undoes."""
    statement = (
        select(
            _reversal.id,
            _reversal.canteen_id,
            _document.kind,
            _document.doc_no,
            _reversal.dated_on,
            _reversal.reason,
            _reversal.reversed_by,
            _reversal.entered_at,
            _reversal.imported,
        )
        .join_from(
            Reversal.__table__,
            Document.__table__,
            (_document.county_id == _reversal.county_id) & (_document.id == _reversal.document_id),
        )
        .where(_reversal.county_id == county_id)
        .order_by(_reversal.id)
    )
    return _streamed(statement)


def _streamed(statement):
    return db.session.execute(statement.execution_options(yield_per=_AT_ONCE)).mappings()

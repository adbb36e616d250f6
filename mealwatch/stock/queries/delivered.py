"""Meals bought from a contractor: the standing delivery notes of a span of days, line by line."""

from sqlalchemy import and_, exists, select

from mealwatch.stock.models import DeliveryLine, Document, Reversal
from mealwatch.storage.bare import Dates, bare_rows

_document = Document.__table__.c
_delivery = DeliveryLine.__table__.c
_reversal = Reversal.__table__.c
_COLUMNS = (
    _document.canteen_id,
    _document.dated_on,
    _document.meal,
    _document.id,
    _document.doc_no,
    _delivery.line_no,
    _delivery.portions,
    _delivery.amount_fen,
    _delivery.food_cost_fen,
    _delivery.supplier_id,
    _delivery.acceptor_1,
    _delivery.acceptor_2,
)


def notes(county_id, first, last, canteen_ids):
    """``{(canteen_id, date, meal): [row, ...]}``; each row is a dict by the names of ``_COLUMNS``."""
    undone = exists().where(_reversal.county_id == county_id, _reversal.document_id == _document.id)
    statement = (
        select(*_COLUMNS)
        .join_from(
            DeliveryLine.__table__,
            Document.__table__,
            and_(_delivery.county_id == _document.county_id, _delivery.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.kind == "delivery",
            _document.dated_on.between(first, last),
            ~undone,
        )
        .order_by(_document.dated_on, _document.id, _delivery.line_no)
    )
    names = [column.name for column in _COLUMNS]
    dates = Dates()
    found = {}
    for row in bare_rows(statement):
        note = dict(zip(names, row, strict=True))
        note["dated_on"] = dates[note["dated_on"]]
        found.setdefault((note["canteen_id"], note["dated_on"], note["meal"]), []).append(note)
    return found

"""What others paid: the prices on the county's receipts of some days."""

from collections import defaultdict

from sqlalchemy import and_, func, select

from mealwatch.extensions import db
from mealwatch.kernel.ratio import Ratio
from mealwatch.stock import models
from mealwatch.stock.queries.watched import of_document, standing
from mealwatch.storage.bare import bare_rows

_document = models.Document.__table__
_line = models.ReceiptLine.__table__
_reversal = models.Reversal.__table__


def paid_by_others(county_id, canteen_id, first, last, ingredient_ids=None):
    """``{ingredient id: [fen per base unit, exact]}`` of other canteens' standing receipts dated in these days."""
    statement = (
        select(_line.c.ingredient_id, _line.c.amount_fen, _line.c.quantity)
        .join_from(
            _document,
            _line,
            and_(_line.c.county_id == _document.c.county_id, _line.c.document_id == _document.c.id),
        )
        .outerjoin(
            _reversal,
            and_(_reversal.c.county_id == _document.c.county_id, _reversal.c.document_id == _document.c.id),
        )
        .where(
            _document.c.county_id == county_id,
            _document.c.kind == "receipt",
            _document.c.canteen_id != canteen_id,
            _document.c.dated_on >= first,
            _document.c.dated_on <= last,
            _reversal.c.document_id.is_(None),
        )
    )
    if ingredient_ids is not None:
        statement = statement.where(_line.c.ingredient_id.in_(list(ingredient_ids)))
    found = defaultdict(list)
    for ingredient_id, fen, quantity in db.session.execute(statement):
        found[ingredient_id].append(Ratio(fen, quantity))
    return dict(found)


def lines_paid(county_id, first, last):
    """Streams (canteen_id, document_id, line_no, doc_no, date as the driver gives it, ingredient_id, quantity, fen,
    supplier_id) of the lines of standing receipts dated in these days, by canteen, day and entry."""
    names = ("ingredient_id", "quantity", "amount_fen", "supplier_id")
    head = (_document.c.canteen_id, _document.c.id, _line.c.line_no, _document.c.doc_no, _document.c.dated_on)
    return bare_rows(
        select(*head, *(_line.c[name] for name in names))
        .join_from(_document, _line, of_document(_line.c))
        .where(*standing(county_id, "receipt", first, last))
        .order_by(_document.c.canteen_id, _document.c.dated_on, _document.c.id, _line.c.line_no)
    )


def suppliers_used(county_id, canteen_id, since, kind="receipt"):
    """``{supplier id: lines that came from them since that date}`` of one canteen; kind receipt or delivery."""
    table = models.ReceiptLine.__table__ if kind == "receipt" else models.DeliveryLine.__table__
    same = and_(table.c.county_id == _document.c.county_id, table.c.document_id == _document.c.id)
    statement = (
        select(table.c.supplier_id, func.count())
        .join_from(_document, table, same)
        .where(
            _document.c.county_id == county_id,
            _document.c.canteen_id == canteen_id,
            _document.c.dated_on >= since,
            table.c.supplier_id.is_not(None),
        )
        .group_by(table.c.supplier_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}

"""Where goods and people went: the county's standing documents of some days that name a supplier, a lot, a person."""

from typing import NamedTuple

from sqlalchemy import and_, exists, or_, select

from mealwatch.extensions import db
from mealwatch.stock import models

_document = models.Document.__table__.c
_reversal = models.Reversal.__table__.c
_receipt = models.ReceiptLine.__table__.c
_delivery = models.DeliveryLine.__table__.c
_issue = models.IssueLine.__table__.c
_UNDONE = exists().where(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id)
_SIGNERS = (
    (models.ReceiptLine.__table__, ("buyer", "acceptor_1", "acceptor_2")),
    (models.DeliveryLine.__table__, ("acceptor_1", "acceptor_2")),
    (models.IssueLine.__table__, ("storekeeper", "collector")),
)


class Traced(NamedTuple):
    """A line that names what was asked for; of a delivery the ingredient is None and the quantity are portions."""

    canteen_id: int
    on: object
    kind: str
    doc_no: str
    ingredient_id: int | None
    quantity: int
    supplier_id: int | None
    batch_no: str | None


def received(county_id, first, last, *, canteen_ids=None, supplier_id=None, ingredient_id=None, batch_no=None):
    """[Traced] of receipts (and, of a supplier, of delivery notes) dated in these days, by date."""
    wanted = [_receipt.supplier_id == supplier_id] if supplier_id is not None else []
    if ingredient_id is not None:
        wanted.append(_receipt.ingredient_id == ingredient_id)
    if batch_no is not None:
        wanted.append(_receipt.batch_no == batch_no)
    columns = _receipt.ingredient_id, _receipt.quantity, _receipt.supplier_id, _receipt.batch_no
    found = _rows(county_id, first, last, canteen_ids, models.ReceiptLine.__table__, columns, wanted)
    if supplier_id is not None and ingredient_id is None:
        columns = _delivery.portions, _delivery.supplier_id
        notes = _rows(
            county_id,
            first,
            last,
            canteen_ids,
            models.DeliveryLine.__table__,
            columns,
            [_delivery.supplier_id == supplier_id],
        )
        found += [(*row[:4], None, row[4], row[5], None) for row in notes]
    return [Traced(*row) for row in sorted(found, key=lambda row: (row[1], row[0], row[3]))]


def handled(county_id, first, last, name):
    """``[(canteen id, date, kind, doc no)]`` of documents of these days under which a name stands, by date."""
    found = set()
    for table, signers in _SIGNERS:
        named = or_(*(table.c[one] == name for one in signers))
        found.update(_rows(county_id, first, last, None, table, (), [named]))
    return sorted(found, key=lambda row: (row[1], row[0], row[3]))


def _rows(county_id, first, last, canteen_ids, table, columns, wanted):
    head = _document.canteen_id, _document.dated_on, _document.kind, _document.doc_no
    statement = (
        select(*head, *columns)
        .join_from(
            models.Document.__table__,
            table,
            and_(table.c.county_id == _document.county_id, table.c.document_id == _document.id),
        )
        .where(_document.county_id == county_id, _document.dated_on.between(first, last), ~_UNDONE, *wanted)
    )
    if canteen_ids is not None:
        statement = statement.where(_document.canteen_id.in_(list(canteen_ids)))
    return [tuple(row) for row in db.session.execute(statement)]

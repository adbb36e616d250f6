"""What the detection rules look at in the ledger: all canteens of a county at once, a fixed number of statements.

Only what stands: a reversed document is as if it had never been. Days after
``last`` are left out, so that a week looked at again later shows the same.
"""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, exists, or_, select

from mealwatch.extensions import db
from mealwatch.stock.models import (
    Document,
    IssueLine,
    LossLine,
    ReceiptLine,
    Reversal,
    StocktakeLine,
)
from mealwatch.storage.bare import bare_rows

_document = Document.__table__.c
_receipt = ReceiptLine.__table__.c
_issue = IssueLine.__table__.c
_loss = LossLine.__table__.c
_count = StocktakeLine.__table__.c
_reversal = Reversal.__table__.c


class Received(NamedTuple):
    """A receipt line: base units and fen; who sold, bought and accepted; when it was entered."""

    canteen_id: int
    document_id: int
    line_no: int
    doc_no: str
    received_on: date
    ingredient_id: int
    quantity: int
    unit: str
    fen: int
    supplier_id: int | None
    batch_no: str | None
    produced_on: date | None
    expires_on: date | None
    buyer: str | None
    acceptor_1: str | None
    acceptor_2: str | None
    entered_at: datetime
    entered_by: str
    imported: bool


class Counted(NamedTuple):
    """A line of a stocktake in base units; ``fen``: what the difference is worth, 0 or more either way."""

    canteen_id: int
    doc_no: str
    counted_on: date
    ingredient_id: int
    counted: int
    book: int
    fen: int
    reason: str | None


class Lost(NamedTuple):
    """A line of a loss in base units and fen."""

    canteen_id: int
    doc_no: str
    lost_on: date
    ingredient_id: int
    quantity: int
    fen: int
    reason: str | None


def issues_by_canteen(county_id, since, first, last):
    """Streams (canteen_id, date as the driver gives it, meal, ingredient_id, quantity, use_days, cost_fen) by canteen.

    Lines used over several days from ``since`` on (their cost may fall later), all others from ``first`` on.
    """
    return bare_rows(
        select(
            _document.canteen_id,
            _document.dated_on,
            _document.meal,
            _issue.ingredient_id,
            _issue.quantity,
            _issue.use_days,
            _issue.cost_fen,
        )
        .join_from(Document.__table__, IssueLine.__table__, of_document(_issue))
        .where(
            *standing(county_id, "issue", since, last),
            or_(_document.dated_on >= first, _issue.use_days > 1),
        )
        .order_by(_document.canteen_id)
    )


def received(county_id, first, last):
    """The Received lines of receipts dated in these days, by canteen, day and entry."""
    rows = db.session.execute(
        select(
            _document.canteen_id,
            _document.id,
            _receipt.line_no,
            _document.doc_no,
            _document.dated_on,
            _receipt.ingredient_id,
            _receipt.quantity,
            _receipt.unit,
            _receipt.amount_fen,
            _receipt.supplier_id,
            _receipt.batch_no,
            _receipt.produced_on,
            _receipt.expires_on,
            _receipt.buyer,
            _receipt.acceptor_1,
            _receipt.acceptor_2,
            _document.entered_at,
            _document.entered_by,
            _document.imported,
        )
        .join_from(Document.__table__, ReceiptLine.__table__, of_document(_receipt))
        .where(*standing(county_id, "receipt", first, last))
        .order_by(_document.canteen_id, _document.dated_on, _document.id, _receipt.line_no)
    )
    return [Received(*row) for row in rows]


def counted(county_id, first, last):
    """The Counted lines of stocktakes dated in these days, by canteen, day and entry."""
    columns = _count.ingredient_id, _count.counted, _count.book, _count.cost_fen, _count.reason
    return [Counted(*row) for row in _lines(county_id, "stocktake", first, last, StocktakeLine.__table__, columns)]


def lost(county_id, first, last):
    """The Lost lines of losses dated in these days, by canteen, day and entry."""
    columns = _loss.ingredient_id, _loss.quantity, _loss.cost_fen, _loss.reason
    return [Lost(*row) for row in _lines(county_id, "loss", first, last, LossLine.__table__, columns)]


def _lines(county_id, kind, first, last, table, columns):
    """Rows (canteen_id, doc_no, day, *columns) of the lines in ``table``, by canteen, day and entry."""
    return db.session.execute(
        select(_document.canteen_id, _document.doc_no, _document.dated_on, *columns)
        .join_from(Document.__table__, table, of_document(table.c))
        .where(*standing(county_id, kind, first, last))
        .order_by(_document.canteen_id, _document.dated_on, _document.id, table.c.line_no)
    )


def standing(county_id, kind, first, last):
    """Conditions on documents: of this kind, dated in these days, and not reversed up to the last of them."""
    undone = exists().where(
        _reversal.county_id == _document.county_id,
        _reversal.document_id == _document.id,
        _reversal.dated_on <= last,
    )
    return (
        _document.county_id == county_id,
        _document.kind == kind,
        _document.dated_on.between(first, last),
        ~undone,
    )


def of_document(line):
    """That a line belongs to the document."""
    return and_(line.county_id == _document.county_id, line.document_id == _document.id)

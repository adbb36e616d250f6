"""The ledgers of every ingredient of a canteen at once, in two statements; each as ledger.ledger_of gives it."""

from collections import defaultdict

from sqlalchemy import and_, cast, func, select

from mealwatch.extensions import db
from mealwatch.stock.domain.ledger import Movement, entries
from mealwatch.stock.models import Document, Draw, Lot, Reversal
from mealwatch.storage.types import Whole

_document = Document.__table__.c
_draw = Draw.__table__.c
_lot = Lot.__table__.c
_reversal = Reversal.__table__.c


def ledgers_of(county_id, canteen_id, last):
    """``{ingredient id: [Entry, ...]}`` of the documents dated up to ``last``, without the lots of each movement."""
    here = _lot.county_id == county_id, _lot.canteen_id == canteen_id, _document.dated_on <= last
    came = _summed(select(_lot.ingredient_id, *_head(_lot.bought, _lot.cost_fen)).select_from(Lot.__table__), _lot)
    went = _summed(
        select(_lot.ingredient_id, *_head(_draw.quantity, _draw.cost_fen)).select_from(
            Draw.__table__.join(
                Lot.__table__,
                and_(
                    _lot.county_id == _draw.county_id,
                    _lot.document_id == _draw.lot_document_id,
                    _lot.line_no == _draw.lot_line_no,
                ),
            )
        ),
        _draw,
    )
    moved = defaultdict(list)
    for sign, statement in ((1, came), (-1, went)):
        for row in db.session.execute(statement.where(*here)):
            moved[row.ingredient_id].extend(_movements(row, sign, last))
    return {ingredient_id: entries(found) for ingredient_id, found in moved.items()}


def _head(quantity, fen):
    return (
        _document.id,
        _document.kind,
        _document.doc_no,
        _document.dated_on,
        _document.meal,
        _reversal.id.label("reversal_id"),
        _reversal.dated_on.label("reversed_on"),
        cast(func.sum(quantity), Whole).label("quantity"),
        cast(func.sum(fen), Whole).label("fen"),
    )


def _summed(statement, row):
    """By ingredient and document, with the document's head and its reversal."""
    return (
        statement.join(Document.__table__, and_(_document.county_id == row.county_id, _document.id == row.document_id))
        .outerjoin(
            Reversal.__table__,
            and_(_reversal.county_id == row.county_id, _reversal.document_id == row.document_id),
        )
        .group_by(
            _lot.ingredient_id,
            _document.id,
            _document.kind,
            _document.doc_no,
            _document.dated_on,
            _document.meal,
            _reversal.id,
            _reversal.dated_on,
        )
    )


def _movements(row, sign, last):
    head = row.kind, row.doc_no, row.meal
    quantity, fen = sign * row.quantity, sign * row.fen
    yield Movement(row.dated_on, row.id, *head, quantity, fen, reversed_on=row.reversed_on)
    if row.reversed_on and row.reversed_on <= last:
        yield Movement(row.reversed_on, row.reversal_id, *head, -quantity, -fen, is_reversal=True)

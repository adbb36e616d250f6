"""Stock as it stands, and the ledger of one ingredient, for pages, spreadsheets and the API."""

from typing import NamedTuple

from sqlalchemy import and_, func, select

from mealwatch.extensions import db
from mealwatch.stock import models
from mealwatch.stock.domain.ledger import Movement, entries

_document = models.Document.__table__.c
_reversal = models.Reversal.__table__.c
_draw = models.Draw.__table__.c
_lot = models.Lot.__table__.c
_HEAD = (
    _document.id.label("place"),
    _document.kind,
    _document.doc_no,
    _document.dated_on,
    _document.meal,
    _reversal.id.label("reversal_place"),
    _reversal.dated_on.label("reversed_on"),
)


class Held(NamedTuple):
    """What a canteen holds of an ingredient: base units, their value in fen, the lots, the nearest expiry."""

    ingredient_id: int
    quantity: int
    fen: int
    lots: int
    expires_on: object


class Part(NamedTuple):
    """A lot's part in a movement, by the document that brought the lot in."""

    kind: str
    doc_no: str
    received_on: object
    expires_on: object
    quantity: int
    fen: int


def balances(county_id, canteen_id):
    """What the canteen holds, as Held, by ingredient; ingredients that are used up are left out."""
    left = func.sum(_lot.bought - _lot.used)
    statement = (
        select(
            _lot.ingredient_id,
            left,
            func.sum(_lot.cost_fen - _lot.drawn_fen),
            func.count(),
            func.min(_lot.expires_on),
        )
        .where(
            _lot.county_id == county_id,
            _lot.canteen_id == canteen_id,
            _lot.used < _lot.bought,
            _lot.standing,
        )
        .group_by(_lot.ingredient_id)
        .order_by(_lot.ingredient_id)
    )
    return [Held(row[0], int(row[1]), int(row[2]), *row[3:]) for row in db.session.execute(statement)]


def usable(county_id, canteen_id, on):
    """``{ingredient id: base units}`` that an issue dated on that day may draw: received by then, not expired."""
    statement = (
        select(_lot.ingredient_id, func.sum(_lot.bought - _lot.used))
        .where(
            _lot.county_id == county_id,
            _lot.canteen_id == canteen_id,
            _lot.used < _lot.bought,
            _lot.standing,
            _lot.received_on <= on,
            _lot.expires_on.is_(None) | (_lot.expires_on >= on),
        )
        .group_by(_lot.ingredient_id)
    )
    return {ingredient_id: int(left) for ingredient_id, left in db.session.execute(statement)}


def open_lots(county_id, canteen_id, ingredient_id):
    """The standing lots of an ingredient that still hold something, in the order in which they are drawn."""
    statement = (
        select(
            _document.kind,
            _document.doc_no,
            _lot.received_on,
            _lot.expires_on,
            _lot.bought,
            _lot.used,
            _lot.cost_fen,
            _lot.drawn_fen,
        )
        .join_from(models.Lot.__table__, models.Document.__table__, _documented(_lot.document_id, _lot.county_id))
        .where(*_of(county_id, canteen_id, ingredient_id), _lot.used < _lot.bought, _lot.standing)
        .order_by(_lot.expires_on.is_(None), _lot.expires_on, _lot.received_on, _lot.document_id, _lot.line_no)
    )
    return db.session.execute(statement).all()


def ledger_of(county_id, canteen_id, ingredient_id):
    """Every movement of an ingredient in a canteen with the balance after it (domain.ledger.Entry)."""
    return entries([*_came(county_id, canteen_id, ingredient_id), *_went(county_id, canteen_id, ingredient_id)])


def _came(county_id, canteen_id, ingredient_id):
    statement = _with_head(
        select(*_HEAD, _lot.received_on, _lot.expires_on, _lot.bought, _lot.cost_fen), _lot, models.Lot.__table__
    ).where(*_of(county_id, canteen_id, ingredient_id))
    found = {}
    for row in db.session.execute(statement.order_by(_lot.document_id, _lot.line_no)):
        part = Part(row.kind, row.doc_no, row.received_on, row.expires_on, row.bought, row.cost_fen)
        found.setdefault(row.place, (row, []))[1].append(part)
    return _movements(found, 1)


def _went(county_id, canteen_id, ingredient_id):
    source = models.Document.__table__.alias("source")
    statement = (
        _with_head(
            select(
                *_HEAD,
                source.c.kind.label("from_kind"),
                source.c.doc_no.label("from_no"),
                _lot.received_on,
                _lot.expires_on,
                _draw.quantity,
                _draw.cost_fen,
            ),
            _draw,
            models.Draw.__table__,
        )
        .join(
            models.Lot.__table__,
            and_(
                _lot.county_id == _draw.county_id,
                _lot.document_id == _draw.lot_document_id,
                _lot.line_no == _draw.lot_line_no,
            ),
        )
        .join(source, and_(source.c.county_id == _lot.county_id, source.c.id == _lot.document_id))
        .where(*_of(county_id, canteen_id, ingredient_id))
    )
    found = {}
    for row in db.session.execute(statement.order_by(_draw.document_id, _draw.line_no, _draw.draw_no)):
        part = Part(row.from_kind, row.from_no, row.received_on, row.expires_on, row.quantity, row.cost_fen)
        found.setdefault(row.place, (row, []))[1].append(part)
    return _movements(found, -1)


def _movements(found, sign):
    """One movement for each document, and the opposite one for its reversal."""
    moved = []
    for row, parts in found.values():
        quantity = sign * sum(part.quantity for part in parts)
        fen = sign * sum(part.fen for part in parts)
        head = row.kind, row.doc_no, row.meal
        moved.append(
            Movement(row.dated_on, row.place, *head, quantity, fen, reversed_on=row.reversed_on, parts=tuple(parts))
        )
        if row.reversed_on:
            moved.append(Movement(row.reversed_on, row.reversal_place, *head, -quantity, -fen, is_reversal=True))
    return moved


def _with_head(statement, column, table):
    return (
        statement.select_from(table)
        .join(models.Document.__table__, _documented(column.document_id, column.county_id))
        .outerjoin(
            models.Reversal.__table__,
            and_(_reversal.county_id == column.county_id, _reversal.document_id == column.document_id),
        )
    )


def _documented(document_id, county_id):
    return and_(_document.county_id == county_id, _document.id == document_id)


def _of(county_id, canteen_id, ingredient_id):
    return _lot.county_id == county_id, _lot.canteen_id == canteen_id, _lot.ingredient_id == ingredient_id

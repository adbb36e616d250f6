"""The whole ledger shelf by shelf: one ingredient in one canteen, its lots, what was drawn from them, its counts.

Only one shelf is in memory at a time. The rows come sorted by shelf; a sorting
database may hold some of them too, so canteens are taken in spans that do not
grow with the ledger.
"""

from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, func, select

from mealwatch.extensions import db
from mealwatch.stock.models import Document, Draw, Lot, Reversal, StocktakeLine
from mealwatch.storage import view

_DRAWS_AT_ONCE = 50_000
_lot, _draw, _document = Lot.__table__.c, Draw.__table__.c, Document.__table__.c
_reversal, _count = Reversal.__table__.c, StocktakeLine.__table__.c


class LotRow(NamedTuple):
    """A lot as it is kept; ``undone`` is the number of the reversal of its document, or None."""

    document_id: int
    line_no: int
    received_on: str
    expires_on: str | None
    bought: int
    cost_fen: int
    used: int
    drawn_fen: int
    standing: bool
    undone: int | None


class DrawRow(NamedTuple):
    """A draw with what its document is; ``undone`` as in LotRow."""

    document_id: int
    line_no: int
    draw_no: int
    lot_document_id: int
    lot_line_no: int
    quantity: int
    cost_fen: int
    kind: str
    dated_on: str
    undone: int | None


class CountRow(NamedTuple):
    """A line of a stocktake; ``undone`` as in LotRow."""

    document_id: int
    line_no: int
    dated_on: str
    counted: int
    book: int
    undone: int | None


class Shelf(NamedTuple):
    canteen_id: int
    ingredient_id: int
    lots: list
    draws: list
    counts: list


def shelves(county_id):
    """Streams every Shelf on which anything ever lay or was counted, by canteen and ingredient."""
    for first, last in _spans(county_id):
        yield from _within(county_id, first, last)


def _spans(county_id):
    """(first, last) canteen ids of spans with some 50,000 draws each."""
    ids = select(_document.canteen_id).where(_document.county_id == county_id).distinct()
    ids = sorted(db.session.scalars(ids))
    draws = db.session.scalar(select(func.count()).select_from(Draw).where(_draw.county_id == county_id))
    size = max(1, len(ids) * _DRAWS_AT_ONCE // max(draws, 1))
    return [(some[0], some[-1]) for some in (ids[at : at + size] for at in range(0, len(ids), size))]


def _within(county_id, first, last):
    here = _lot.canteen_id.between(first, last)
    # "+ 0" keeps SQLite from going from each lot to its draws, for which it takes the wrong index.
    drawn = _draw.county_id == county_id, (_lot.canteen_id + 0).between(first, last)
    counted = _count.county_id == county_id, _document.canteen_id.between(first, last)
    sources = [
        _by_shelf(_LOTS.where(_lot.county_id == county_id, here), _lot.canteen_id, _lot.ingredient_id, LotRow),
        _by_shelf(_DRAWS.where(*drawn), _lot.canteen_id, _lot.ingredient_id, DrawRow),
        _by_shelf(_COUNTS.where(*counted), _document.canteen_id, _count.ingredient_id, CountRow),
    ]
    waiting = [next(source, None) for source in sources]
    while any(waiting):
        place = min(head[0] for head in waiting if head)
        here = [list(head[1]) if head and head[0] == place else [] for head in waiting]
        yield Shelf(*place, *here)
        waiting = [
            next(source, None) if head and head[0] == place else head
            for head, source in zip(waiting, sources, strict=True)
        ]


def _by_shelf(statement, canteen_id, ingredient_id, kind):
    rows = view.rows(statement.add_columns(canteen_id, ingredient_id).order_by(canteen_id, ingredient_id))
    for place, some in groupby(rows, lambda row: row[-2:]):
        yield place, (kind(*row[:-2]) for row in some)


def _undoing(county_id, document_id):
    return and_(_reversal.county_id == county_id, _reversal.document_id == document_id)


_LOTS = select(
    _lot.document_id,
    _lot.line_no,
    _lot.received_on,
    _lot.expires_on,
    _lot.bought,
    _lot.cost_fen,
    _lot.used,
    _lot.drawn_fen,
    _lot.standing,
    _reversal.id,
).outerjoin_from(Lot.__table__, Reversal.__table__, _undoing(_lot.county_id, _lot.document_id))

_DRAWS = (
    select(
        _draw.document_id,
        _draw.line_no,
        _draw.draw_no,
        _draw.lot_document_id,
        _draw.lot_line_no,
        _draw.quantity,
        _draw.cost_fen,
        _document.kind,
        _document.dated_on,
        _reversal.id,
    )
    .join_from(
        Lot.__table__,
        Draw.__table__,
        and_(
            _draw.county_id == _lot.county_id,
            _draw.lot_document_id == _lot.document_id,
            _draw.lot_line_no == _lot.line_no,
        ),
    )
    .join(Document.__table__, and_(_document.county_id == _draw.county_id, _document.id == _draw.document_id))
    .outerjoin(Reversal.__table__, _undoing(_draw.county_id, _draw.document_id))
)

_COUNTS = (
    select(
        _count.document_id,
        _count.line_no,
        _document.dated_on,
        _count.counted,
        _count.book,
        _reversal.id,
    )
    .join_from(
        StocktakeLine.__table__,
        Document.__table__,
        and_(_document.county_id == _count.county_id, _document.id == _count.document_id),
    )
    .outerjoin(Reversal.__table__, _undoing(_count.county_id, _count.document_id))
)

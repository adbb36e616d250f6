"""What the stores were worth, what moved their value, and how each lot was drawn down.

A reversed document is as if it had never been: neither it nor its reversal
moves anything here, just as it leaves the meals. So whatever the span, what
was there, plus what came in, less what went out, is what is left.
"""

from typing import NamedTuple

from sqlalchemy import and_, case, cast, exists, func, select

from mealwatch.extensions import db
from mealwatch.stock.models import Document, Draw, IssueLine, Lot, Reversal
from mealwatch.storage.bare import Dates, bare_rows
from mealwatch.storage.types import Whole

_document = Document.__table__.c
_draw = Draw.__table__.c
_issue = IssueLine.__table__.c
_lot = Lot.__table__.c
_reversal = Reversal.__table__.c


class Flow(NamedTuple):
    """What came into or left a canteen's store of one ingredient, by the kind of document.

    ``early``: before the span asked for, so it is part of what was there at its beginning.
    """

    canteen_id: int
    ingredient_id: int
    kind: str
    early: bool
    quantity: int
    fen: int


def came_in(county_id, first, last, canteen_ids):
    """Flows of standing lots received up to ``last``; kinds opening, receipt, stocktake (a surplus)."""
    early = case((_lot.received_on < first, 1), else_=0)
    return _flows(
        select(_lot.canteen_id, _lot.ingredient_id, _document.kind, early, *_sums(_lot.bought, _lot.cost_fen))
        .join_from(Lot.__table__, Document.__table__, _head_of(_lot))
        .where(
            _lot.county_id == county_id,
            _lot.canteen_id.in_(list(canteen_ids)),
            _lot.received_on <= last,
            _lot.standing,
        )
        .group_by(_lot.canteen_id, _lot.ingredient_id, _document.kind, early)
    )


def went_out(county_id, first, last, canteen_ids):
    """Flows of the draws of standing documents dated up to ``last``; kinds issue, loss, stocktake (a shortage)."""
    early = case((_document.dated_on < first, 1), else_=0)
    return _flows(
        select(_document.canteen_id, _lot.ingredient_id, _document.kind, early, *_sums(_draw.quantity, _draw.cost_fen))
        .join_from(Draw.__table__, Document.__table__, _head_of(_draw))
        .join(Lot.__table__, _drawn_lot())
        .where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.dated_on <= last,
            ~_undone(county_id),
        )
        .group_by(_document.canteen_id, _lot.ingredient_id, _document.kind, early)
    )


def documents_by_value(county_id, first, last, canteen_ids):
    """Rows (canteen_id, id, kind, doc_no, dated_on, meal, in_fen, out_fen, reversed_on) of the span's documents.

    Every kind but delivery notes, which pass no store; reversed ones too, with the day of their reversal.
    """
    brought = select(func.sum(_lot.cost_fen)).where(_lot.county_id == county_id, _lot.document_id == _document.id)
    drawn = select(func.sum(_draw.cost_fen)).where(_draw.county_id == county_id, _draw.document_id == _document.id)
    statement = _with_reversal(
        select(
            _document.canteen_id,
            _document.id,
            _document.kind,
            _document.doc_no,
            _document.dated_on,
            _document.meal,
            cast(func.coalesce(brought.scalar_subquery(), 0), Whole).label("in_fen"),
            cast(func.coalesce(drawn.scalar_subquery(), 0), Whole).label("out_fen"),
            _reversal.dated_on.label("reversed_on"),
        ).select_from(Document.__table__)
    )
    return db.session.execute(
        statement.where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.kind != "delivery",
            _document.dated_on.between(first, last),
        ).order_by(_document.canteen_id, _document.dated_on, _document.id)
    ).all()


def issued_spread(county_id, first, last, canteen_ids):
    """Rows (canteen_id, date, meal, use_days, cost_fen) of the span's standing issue lines, whatever their use."""
    rows = bare_rows(
        select(_document.canteen_id, _document.dated_on, _document.meal, _issue.use_days, _issue.cost_fen)
        .join_from(IssueLine.__table__, Document.__table__, _head_of(_issue))
        .where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.kind == "issue",
            _document.dated_on.between(first, last),
            ~_undone(county_id),
        )
    )
    dates = Dates()
    return [(canteen_id, dates[on], *rest) for canteen_id, on, *rest in rows]


def draws_on(county_id, lot_documents):
    """Every draw on the lots that these documents brought in, in the order of entry, reversed ones too.

    Rows (lot_document_id, lot_line_no, document_id, line_no, draw_no, quantity, cost_fen, reversal_id);
    ``reversal_id`` is the reversal's own place in the order of entry, None where the draw stands.
    """
    if not lot_documents:
        return []
    return db.session.execute(
        select(
            _draw.lot_document_id,
            _draw.lot_line_no,
            _draw.document_id,
            _draw.line_no,
            _draw.draw_no,
            _draw.quantity,
            _draw.cost_fen,
            _reversal.id.label("reversal_id"),
        )
        .select_from(Draw.__table__)
        .outerjoin(
            Reversal.__table__,
            and_(_reversal.county_id == _draw.county_id, _reversal.document_id == _draw.document_id),
        )
        .where(_draw.county_id == county_id, _draw.lot_document_id.in_(sorted(lot_documents)))
        .order_by(_draw.lot_document_id, _draw.lot_line_no, _draw.document_id, _draw.line_no, _draw.draw_no)
    ).all()


def _flows(statement):
    return [Flow(*row[:3], bool(row[3]), *row[4:]) for row in bare_rows(statement)]


def _sums(*columns):
    return [cast(func.sum(column), Whole) for column in columns]


def _head_of(row):
    return and_(row.county_id == _document.county_id, row.document_id == _document.id)


def _drawn_lot():
    return and_(
        _lot.county_id == _draw.county_id,
        _lot.document_id == _draw.lot_document_id,
        _lot.line_no == _draw.lot_line_no,
    )


def _undone(county_id):
    return exists().where(_reversal.county_id == county_id, _reversal.document_id == _document.id)


def _with_reversal(statement):
    return statement.outerjoin(
        Reversal.__table__,
        and_(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id),
    )

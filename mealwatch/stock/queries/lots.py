"""What detection rules look at in the lots of all a county's stores: a fixed number of statements.

Only what stands counts, and nothing after the day asked for, so that a week
looked at again later shows the same.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, cast, exists, func, or_, select

from mealwatch.extensions import db
from mealwatch.stock.models import Document, Draw, IssueLine, Lot, Reversal
from mealwatch.stock.queries.watched import of_document, standing
from mealwatch.storage.bare import Dates, bare_rows
from mealwatch.storage.types import Whole

_document = Document.__table__.c
_issue = IssueLine.__table__.c
_lot = Lot.__table__.c
_draw = Draw.__table__.c
_reversal = Reversal.__table__.c


class Held(NamedTuple):
    """A lot that still held something at the end of the day asked for: ``left`` of ``bought`` base units."""

    canteen_id: int
    ingredient_id: int
    document_id: int
    line_no: int
    kind: str
    doc_no: str
    received_on: date
    expires_on: date | None
    bought: int
    cost_fen: int
    left: int


class SameDay(NamedTuple):
    """A received lot and how much of it was issued on the very day, for that day alone.

    ``matched``: an issue of that day is for exactly the quantity of the lot, whichever lot it drew.
    """

    canteen_id: int
    ingredient_id: int
    doc_no: str
    received_on: date
    bought: int
    cost_fen: int
    issued: int
    matched: bool


class OutOfTime(NamedTuple):
    """Goods issued on a day on which their lot was not there yet, or was past its date: base units, fen of one draw."""

    canteen_id: int
    doc_no: str
    issued_on: date
    ingredient_id: int
    received_on: date
    expires_on: date | None
    quantity: int
    fen: int


def held(county_id, last):
    """The lots of every store at the end of ``last``, by canteen, ingredient and age, as Held."""
    later = _drawn_after(county_id, last).subquery()
    left = _lot.bought - _lot.used + func.coalesce(later.c.quantity, 0)
    same = and_(later.c.document_id == _lot.document_id, later.c.line_no == _lot.line_no)
    rows = bare_rows(
        select(
            _lot.canteen_id,
            _lot.ingredient_id,
            _lot.document_id,
            _lot.line_no,
            _document.kind,
            _document.doc_no,
            _lot.received_on,
            _lot.expires_on,
            _lot.bought,
            _lot.cost_fen,
            cast(left, Whole),
        )
        .join_from(Lot.__table__, Document.__table__, _head_of_lot())
        .outerjoin(later, same)
        .where(_lot.county_id == county_id, _stood(last), _lot.received_on <= last, left > 0)
        .order_by(_lot.canteen_id, _lot.ingredient_id, _lot.received_on, _lot.document_id, _lot.line_no)
    )
    dates = Dates()
    return [Held(*row[:6], dates[row[6]], None if row[7] is None else dates[row[7]], *row[8:]) for row in rows]


def _stood(last):
    """That a lot stood at the end of ``last``, whatever was reversed afterwards."""
    reversed_later = exists().where(
        _reversal.county_id == _lot.county_id,
        _reversal.document_id == _lot.document_id,
        _reversal.dated_on > last,
    )
    return or_(_lot.standing, reversed_later)


def same_day(county_id, first, last, ingredient_ids):
    """The lots of these ingredients received in these days, as SameDay, by canteen, day and entry.

    What is issued as a package for several days is not counted as used on the day.
    """
    issue = Document.__table__.alias("issue")
    that_day = and_(
        issue.c.county_id == _draw.county_id,
        issue.c.id == _draw.document_id,
        issue.c.kind == "issue",
        issue.c.dated_on == _lot.received_on,
    )
    line = and_(
        _issue.county_id == _draw.county_id,
        _issue.document_id == _draw.document_id,
        _issue.line_no == _draw.line_no,
        _issue.use_days == 1,
    )
    undone = exists().where(_reversal.county_id == issue.c.county_id, _reversal.document_id == issue.c.id)
    drawn = (
        select(func.coalesce(func.sum(_draw.quantity), 0))
        .join_from(Draw.__table__, issue, that_day)
        .join(IssueLine.__table__, line)
        .where(
            _draw.county_id == _lot.county_id,
            _draw.lot_document_id == _lot.document_id,
            _draw.lot_line_no == _lot.line_no,
            ~undone,
        )
        .correlate(Lot.__table__)
        .scalar_subquery()
    )
    rows = bare_rows(
        select(
            _lot.canteen_id,
            _lot.ingredient_id,
            _document.doc_no,
            _lot.received_on,
            _lot.bought,
            _lot.cost_fen,
            cast(drawn, Whole),
        )
        .join_from(Lot.__table__, Document.__table__, _head_of_lot())
        .where(
            _lot.county_id == county_id,
            _stood(last),
            _lot.received_on.between(first, last),
            _lot.ingredient_id.in_(sorted(ingredient_ids)),
            _document.kind == "receipt",
        )
        .order_by(_lot.canteen_id, _lot.received_on, _lot.document_id, _lot.line_no)
    )
    rows, dates = list(rows), Dates()
    amounts = _amounts_issued(county_id, first, last, ingredient_ids)
    return [SameDay(*row[:3], dates[row[3]], *row[4:], (row[0], row[3], row[1], row[4]) in amounts) for row in rows]


def issued_out_of_time(county_id, first, last):
    """What was issued in these days before it was received or after its date, as OutOfTime. The service refuses it."""
    rows = db.session.execute(
        select(
            _document.canteen_id,
            _document.doc_no,
            _document.dated_on,
            _lot.ingredient_id,
            _lot.received_on,
            _lot.expires_on,
            _draw.quantity,
            _draw.cost_fen,
        )
        .join_from(Document.__table__, Draw.__table__, of_document(_draw))
        .join(Lot.__table__, _lot_of_draw())
        .where(
            *standing(county_id, "issue", first, last),
            or_(_lot.expires_on < _document.dated_on, _lot.received_on > _document.dated_on),
        )
        .order_by(_document.canteen_id, _document.dated_on, _document.id, _draw.line_no)
    )
    return [OutOfTime(*row) for row in rows]


def _amounts_issued(county_id, first, last, ingredient_ids):
    """{(canteen_id, date as given, ingredient_id, quantity)} of standing issue lines for one day."""
    return set(
        bare_rows(
            select(_document.canteen_id, _document.dated_on, _issue.ingredient_id, _issue.quantity)
            .join_from(Document.__table__, IssueLine.__table__, of_document(_issue))
            .where(
                *standing(county_id, "issue", first, last),
                _issue.ingredient_id.in_(sorted(ingredient_ids)),
                _issue.use_days == 1,
            )
        )
    )


def _drawn_after(county_id, last):
    """What standing documents dated after a day drew from each lot."""
    undone = exists().where(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id)
    return (
        select(
            _draw.lot_document_id.label("document_id"),
            _draw.lot_line_no.label("line_no"),
            func.sum(_draw.quantity).label("quantity"),
        )
        .join_from(Document.__table__, Draw.__table__, of_document(_draw))
        .where(_document.county_id == county_id, _document.dated_on > last, ~undone)
        .group_by(_draw.lot_document_id, _draw.lot_line_no)
    )


def _head_of_lot():
    return and_(_document.county_id == _lot.county_id, _document.id == _lot.document_id)


def _lot_of_draw():
    return and_(
        _lot.county_id == _draw.county_id,
        _lot.document_id == _draw.lot_document_id,
        _lot.line_no == _draw.lot_line_no,
    )

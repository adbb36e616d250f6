"""Stocktakes: in which order the store was walked last, what a count would find, what has been counted when."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, func, select

from mealwatch.extensions import db
from mealwatch.stock import models
from mealwatch.stock.domain.documents import StocktakeLine
from mealwatch.stock.queries.store import store_of

_document = models.Document.__table__.c
_reversal = models.Reversal.__table__.c
_line = models.StocktakeLine.__table__.c
_UNDONE = exists().where(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id)


@dataclass(frozen=True)
class Found:
    """What a count of one ingredient would find: base units by the book, and what the difference costs in fen."""

    book: int
    fen: int


def order_walked(county_id, canteen_id):
    """The ids of the ingredients in the order in which they were counted last, the latest count first."""
    statement = (
        select(_line.ingredient_id)
        .join_from(
            models.Document.__table__,
            models.StocktakeLine.__table__,
            and_(_line.county_id == _document.county_id, _line.document_id == _document.id),
        )
        .where(_document.county_id == county_id, _document.canteen_id == canteen_id, ~_UNDONE)
        .order_by(_document.dated_on.desc(), _document.id.desc(), _line.line_no)
    )
    return list(dict.fromkeys(db.session.scalars(statement)))


def last_counted(county_id, canteen_id, before, ingredient_ids):
    """``{ingredient id: date}`` of the last standing stocktake before a date of each of these ingredients."""
    statement = (
        select(_line.ingredient_id, func.max(_document.dated_on))
        .join_from(
            models.Document.__table__,
            models.StocktakeLine.__table__,
            and_(_line.county_id == _document.county_id, _line.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.dated_on < before,
            _line.ingredient_id.in_(list(ingredient_ids)),
            ~_UNDONE,
        )
        .group_by(_line.ingredient_id)
    )
    return dict(tuple(row) for row in db.session.execute(statement))


def would_find(county_id, canteen_id, on, counts):
    """``{ingredient id: Found}`` of what posting these counts ({ingredient id: base units}) that day would find."""
    store = store_of(county_id, canteen_id, sorted(counts))
    found = {}
    for number, (ingredient_id, base) in enumerate(counts.items(), start=1):
        moved = store.move("stocktake", StocktakeLine(ingredient_id, base, "base"), on, (0, number))
        found[ingredient_id] = Found(moved.book, moved.cost_fen)
    return found


def first_counted_since(county_id, canteen_id, ingredient_id, moment):
    """The first standing stocktake of an ingredient entered since a moment: (doc_no, entered_at, entered_by, counted),
    or None.
    """
    statement = (
        select(_document.doc_no, _document.entered_at, _document.entered_by, _line.counted)
        .join_from(
            models.Document.__table__,
            models.StocktakeLine.__table__,
            and_(_line.county_id == _document.county_id, _line.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.entered_at >= moment,
            _line.ingredient_id == ingredient_id,
            ~_UNDONE,
        )
        .order_by(_document.id)
        .limit(1)
    )
    return db.session.execute(statement).one_or_none()

"""What went into the pots: the cost of standing issues and deliveries, by canteen, day and meal.

Set-based: one statement for a whole county and span of days, whatever the number of schools.
"""

from collections import defaultdict

from sqlalchemy import and_, case, cast, exists, func, literal_column, select

from mealwatch.stock.models import DeliveryLine, Document, IssueLine, Reversal
from mealwatch.storage.bare import Dates, bare_rows
from mealwatch.storage.types import Whole

_document = Document.__table__.c
_issue = IssueLine.__table__.c
_delivery = DeliveryLine.__table__.c
_reversal = Reversal.__table__.c
#: Written out, not bound: a partial index is only used where the statement itself shows that it fits.
_ONE = literal_column("1")


def pots(county_id, first, last, canteen_ids=None):
    """``{(date, meal): {canteen_id: fen}}``: what was issued to a meal for that day alone.

    Lines whose cost is spread over more days are left to ``spread_lines``.
    """
    line_fen = (
        select(func.sum(_issue.cost_fen))
        .where(_issue.county_id == county_id, _issue.document_id == _document.id, _issue.use_days == _ONE)
        .scalar_subquery()
    )
    posted = (
        select(_document.canteen_id, _document.dated_on, _document.meal, line_fen.label("fen"))
        .where(*_standing(county_id, "issue", first, last, canteen_ids))
        .subquery()
    )
    place = posted.c.canteen_id, posted.c.dated_on, posted.c.meal
    fen = cast(func.coalesce(func.sum(posted.c.fen), 0), Whole)
    dates, found = Dates(), defaultdict(dict)
    for canteen_id, on, meal, total in bare_rows(select(*place, fen).group_by(*place)):
        found[dates[on], meal][canteen_id] = total
    return found


def spread_lines(county_id, tiers, last, canteen_ids=None):
    """Rows (canteen_id, date, meal, use_days, cost_fen) of standing issue lines used over several days.

    They are those issued up to ``last``, and since when depends on how long they are used: ``tiers`` are
    (most use days, first date), ascending. Where their cost falls is the supply calendar's to say.
    """
    since = case(*((_issue.use_days <= most, first) for most, first in tiers))
    return _rows(
        _issued(_document.canteen_id, _document.dated_on, _document.meal, _issue.use_days, _issue.cost_fen).where(
            *_standing(county_id, "issue", min(first for _, first in tiers), last, canteen_ids),
            _issue.use_days > _ONE,
            _document.dated_on >= since,
        )
    )


def deliveries(county_id, first, last, canteen_ids=None):
    """Rows (canteen_id, date, meal, fen, unverified) of standing delivery notes.

    Without a declared food cost the whole amount counts and the meal is unverified.
    """
    delivered = select(
        _document.canteen_id,
        _document.dated_on,
        _document.meal,
        func.coalesce(_delivery.food_cost_fen, _delivery.amount_fen),
        case((_delivery.food_cost_fen.is_(None), 1), else_=0),
    ).join_from(Document.__table__, DeliveryLine.__table__, _of_document(_delivery))
    return _rows(delivered.where(*_standing(county_id, "delivery", first, last, canteen_ids)))


def issued_lines(county_id, first, last, canteen_ids=None):
    """Rows (canteen_id, date, meal, document_id, line_no, ingredient_id, quantity, use_days, cost_fen)."""
    return _rows(
        _issued(
            _document.canteen_id,
            _document.dated_on,
            _document.meal,
            _issue.document_id,
            _issue.line_no,
            _issue.ingredient_id,
            _issue.quantity,
            _issue.use_days,
            _issue.cost_fen,
        ).where(*_standing(county_id, "issue", first, last, canteen_ids))
    )


def _issued(*columns):
    return select(*columns).join_from(Document.__table__, IssueLine.__table__, _of_document(_issue))


def _of_document(line):
    return and_(line.county_id == _document.county_id, line.document_id == _document.id)


def _standing(county_id, kind, first, last, canteen_ids):
    """Conditions on documents: of this kind and these days, and not reversed."""
    undone = exists().where(_reversal.county_id == county_id, _reversal.document_id == _document.id)
    yield _document.county_id == county_id
    yield _document.kind == kind
    yield _document.dated_on.between(first, last)
    yield ~undone
    if canteen_ids is not None:
        yield _document.canteen_id.in_(list(canteen_ids))


def _rows(statement):
    """Rows (canteen_id, date, ...) of a SELECT that begins with the canteen and the date."""
    dates = Dates()
    return [(canteen_id, dates[on], *rest) for canteen_id, on, *rest in bare_rows(statement)]

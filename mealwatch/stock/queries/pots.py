"""What went into the pots: the cost of standing issues and deliveries, by canteen, day and meal.

Set-based: one statement for a whole county and span of days, whatever the
number of schools. The statements are built once and take their values as
parameters; building one anew takes longer than asking it in a small county.
"""

from collections import defaultdict
from functools import cache

from sqlalchemy import Date, and_, bindparam, case, cast, exists, func, literal_column, select

from mealwatch.stock.models import DeliveryLine, Document, IssueLine, Reversal
from mealwatch.storage.bare import Dates, bare_rows
from mealwatch.storage.types import Whole

_document = Document.__table__.c
_issue = IssueLine.__table__.c
_delivery = DeliveryLine.__table__.c
_reversal = Reversal.__table__.c
_PLACE = _document.canteen_id, _document.dated_on, _document.meal
#: Written out, not bound: a partial index is only used where the statement itself shows that it fits.
_ONE = literal_column("1")


def pots(county_id, first, last, canteen_ids=None):
    """``{(date, meal): {canteen_id: fen}}``: what was issued to a meal for that day alone.

    Lines whose cost is spread over more days are left to ``spread_lines``.
    """
    dates, found = Dates(), defaultdict(dict)
    rows = _ask(_one_day, county_id, first, last, canteen_ids)
    for canteen_id, on, meal, fen in rows:
        found[dates[on], meal][canteen_id] = fen
    return found


def spread_lines(county_id, tiers, last, canteen_ids=None):
    """Rows (canteen_id, date, meal, use_days, cost_fen) of standing issue lines used over several days.

    They are those issued up to ``last``, and since when depends on how long they are used: ``tiers`` are
    (most use days, first date), ascending. Where their cost falls is the supply calendar's to say.
    """
    since = {f"since_{most}": first for most, first in tiers}
    statement = _spread(canteen_ids is not None, tuple(most for most, _ in tiers))
    return _dated(_run(statement, county_id, min(since.values()), last, canteen_ids, **since))


def deliveries(county_id, first, last, canteen_ids=None):
    """Rows (canteen_id, date, meal, fen, unverified) of standing delivery notes.

    Without a declared food cost the whole amount counts and the meal is unverified.
    """
    return _dated(_ask(_delivered, county_id, first, last, canteen_ids))


def issued_lines(county_id, first, last, canteen_ids=None):
    """Rows (canteen_id, date, meal, document_id, line_no, ingredient_id, quantity, use_days, cost_fen)."""
    return _dated(_ask(_lines, county_id, first, last, canteen_ids))


@cache
def _one_day(narrowed):
    of_document = _issue.county_id == bindparam("county_id"), _issue.document_id == _document.id
    line_fen = select(func.sum(_issue.cost_fen)).where(*of_document, _issue.use_days == _ONE).scalar_subquery()
    posted = select(*_PLACE, line_fen.label("fen")).where(*_standing("issue", narrowed)).subquery().c
    place = posted.canteen_id, posted.dated_on, posted.meal
    return select(*place, cast(func.coalesce(func.sum(posted.fen), 0), Whole)).group_by(*place)


@cache
def _spread(narrowed, tiers):
    since = case(*((_issue.use_days <= most, bindparam(f"since_{most}", type_=Date)) for most in tiers))
    return _issued(*_PLACE, _issue.use_days, _issue.cost_fen).where(
        *_standing("issue", narrowed), _issue.use_days > _ONE, _document.dated_on >= since
    )


@cache
def _delivered(narrowed):
    food_fen = func.coalesce(_delivery.food_cost_fen, _delivery.amount_fen)
    unverified = case((_delivery.food_cost_fen.is_(None), 1), else_=0)
    notes = select(*_PLACE, food_fen, unverified)
    notes = notes.join_from(Document.__table__, DeliveryLine.__table__, _of_document(_delivery))
    return notes.where(*_standing("delivery", narrowed))


@cache
def _lines(narrowed):
    line = _issue.document_id, _issue.line_no, _issue.ingredient_id, _issue.quantity, _issue.use_days, _issue.cost_fen
    return _issued(*_PLACE, *line).where(*_standing("issue", narrowed))


def _issued(*columns):
    return select(*columns).join_from(Document.__table__, IssueLine.__table__, _of_document(_issue))


def _of_document(line):
    return and_(line.county_id == _document.county_id, line.document_id == _document.id)


def _standing(kind, narrowed):
    """Conditions on documents: of this kind, these days (and canteens), and not reversed."""
    undone = exists().where(_reversal.county_id == bindparam("county_id"), _reversal.document_id == _document.id)
    yield _document.county_id == bindparam("county_id")
    yield _document.kind == kind
    yield _document.dated_on.between(bindparam("first"), bindparam("last"))
    yield ~undone
    if narrowed:
        yield _document.canteen_id.in_(bindparam("canteen_ids", expanding=True))


def _ask(statement, county_id, first, last, canteen_ids):
    return _run(statement(canteen_ids is not None), county_id, first, last, canteen_ids)


def _run(statement, county_id, first, last, canteen_ids, **given):
    given |= {"county_id": county_id, "first": first, "last": last}
    if canteen_ids is not None:
        given["canteen_ids"] = list(canteen_ids)
    return bare_rows(statement, given)


def _dated(rows):
    """Rows that begin with a canteen and a date as the driver gave it, with dates."""
    dates = Dates()
    return [(canteen_id, dates[on], *rest) for canteen_id, on, *rest in rows]

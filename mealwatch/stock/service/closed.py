"""What a closed week refuses: documents in it, costs spread into it, reversals that reach it.

A week is closed for a document when it is closed for any school that the
document's canteen feeds on the document's date.
"""

from datetime import date

from sqlalchemy import select

from mealwatch.counties import queries as counties
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.stock import errors
from mealwatch.stock.domain.spreads import spread
from mealwatch.stock.models import IssueLine


def refuse_closed(county_id, document):
    """Raise WeekClosed or SpreadsIntoClosedWeek for a document that comes too late."""
    locks = counties.locks_of(county_id, first=Week.of(document.dated_on).monday)
    if not locks:
        return
    _refuse_date(county_id, locks, document.canteen_id, document.dated_on)
    longest = max((line.use_days for line in document.lines), default=1) if document.kind == "issue" else 1
    reached = _reached(county_id, locks, document.canteen_id, document.dated_on, longest)
    if reached:
        raise errors.SpreadsIntoClosedWeek(field="use_days", week=Week.of(reached))


def refuse_dated_in_closed_week(county_id, canteen_id, dated_on):
    """Raise WeekClosed for a date that is locked for this canteen."""
    locks = counties.locks_of(county_id, first=Week.of(dated_on).monday)
    if locks:
        _refuse_date(county_id, locks, canteen_id, dated_on)


def refuse_cost_in_closed_week(county_id, canteen_id, kind, document):
    """Raise CostInClosedWeek where reversing ``document`` would take cost out of a closed week."""
    if kind not in ("issue", "delivery"):
        return
    locks = counties.locks_of(county_id, first=Week.of(document.dated_on).monday)
    if not locks:
        return
    longest = 1
    if kind == "issue":
        longest = db.session.scalar(
            select(IssueLine.use_days)
            .where(IssueLine.county_id == county_id, IssueLine.document_id == document.id)
            .order_by(IssueLine.use_days.desc())
            .limit(1)
        )
    reached = _reached(county_id, locks, canteen_id, document.dated_on, longest)
    if locks.closed(canteen_id, document.dated_on):  # as it was at the closing, whatever the roll says since
        reached = document.dated_on
    if reached:
        raise errors.CostInClosedWeek(field="doc_no", week=Week.of(reached))


def _refuse_date(county_id, locks, canteen_id, dated_on):
    fed = schools.schools_fed_by(county_id, canteen_id, dated_on)
    if locks.closed(canteen_id, dated_on) or locks.closed_for(fed, Week.of(dated_on).monday):
        raise errors.WeekClosed(field="dated_on", on=dated_on, week=Week.of(dated_on))


def _reached(county_id, locks, canteen_id, dated_on, use_days):
    """The first day in a closed week that the cost of an issue of so many days reaches, or None."""
    fed = schools.schools_fed_by(county_id, canteen_id, dated_on)
    supply = ()
    if use_days > 1:
        supply = schools.canteen_supply_days(county_id, canteen_id, dated_on, date.max, locks)
    for day, _ in spread(0, use_days, dated_on, supply):
        if locks.closed_for(fed, Week.of(day).monday):
            return day
    return None

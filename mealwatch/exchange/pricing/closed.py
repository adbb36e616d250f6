"""Closed weeks as the set goes on: those of the county, and those that the set closes on its way.

A week is closed for a document when it is closed for any school that the
document's canteen feeds on the document's date.
"""

from mealwatch.exchange.errors import records as errors
from mealwatch.kernel.week import Week
from mealwatch.stock.domain.spreads import spread


class Closed:
    """Asked for every document and reversal before it is posted."""

    def __init__(self, context):
        self._context = context
        self._set = {}

    def close(self, school, monday):
        """From here on the week is closed for this school."""
        self._set.setdefault(monday, set()).add(school)

    def date(self, canteen, on):
        """The problem with a document or a reversal dated on this day, or None."""
        if not self._any():
            return None
        fed = self._context.fed_schools(canteen, on)
        if self._context.locks.closed(canteen, on) or self._shut(fed, Week.of(on).monday):
            return errors.WeekClosed(value=on, on=on, week=Week.of(on))
        return None

    def reach(self, canteen, on, use_days):
        """The closed week into which the cost of an issue of so many days reaches, or None."""
        if not self._any():
            return None
        fed = self._context.fed_schools(canteen, on)
        supply = self._context.supply.canteen_days_from(canteen, on, use_days) if use_days > 1 else ()
        for day, _ in spread(0, use_days, on, supply):
            if self._shut(fed, Week.of(day).monday):
                return Week.of(day)
        return None

    def _any(self):
        return self._set or self._context.locks

    def _shut(self, schools, monday):
        return self._context.locks.closed_for(schools, monday) or not schools.isdisjoint(self._set.get(monday, ()))

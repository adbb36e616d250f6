"""Attempts that the service refused, counted by place, code and day."""

from collections import Counter

from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.papers import Refused
from mealwatch.audit.refusals import refused_between

#: Rules look back over so many weeks.
WEEKS = 4


@part("refusals")
def refusals(county_id, given):
    """Refused values of the last four weeks; of what named neither school nor canteen nothing is said."""
    rows = refused_between(county_id, given.weeks(WEEKS)[0].monday, given.week.sunday)
    counted = Counter((row.school_id, row.canteen_id, row.code, row.on) for row in rows if row.school_id is not None)
    return [Refused(*place, times) for place, times in counted.items()]

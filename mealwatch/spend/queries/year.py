"""The running year beside the week."""

from datetime import date

from mealwatch.kernel.week import Week
from mealwatch.spend.domain.year import running
from mealwatch.spend.queries.figures import figures


def year_of(county_id, school_id, week, group_id=None):
    """A school's (or group's) Year from January up to this week, or None without supply days."""
    first = Week.of(date(week.sunday.year, 1, 1))
    if first.monday.year < week.sunday.year:
        first = first.shifted(1)
    found = figures(county_id, min(first, week), week, {school_id}, with_days=False)
    return running([one for one in found if group_id in (None, one.group.group_id)])

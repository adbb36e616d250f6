"""The week and the month that an address of a paper speaks of."""

from mealwatch.kernel.week import Week
from mealwatch.reports import errors
from mealwatch.reports.domain.month import Month


def the_week(text):
    """The week in an address. Raises NoWeek."""
    try:
        return Week.parse(text)
    except ValueError:
        raise errors.NoWeek(value=text) from None


def the_month(text):
    """The month in an address. Raises NoMonth."""
    try:
        return Month.parse(text)
    except ValueError:
        raise errors.NoMonth(value=text) from None

"""The week that an address speaks of, what it is called, and when it closes by itself."""

from mealwatch.counties import queries as counties
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.spend import errors
from mealwatch.web.formats import week_label

#: So many weeks back a list of closings reaches.
SPAN = 12


def the_week(text):
    """The week in an address. Raises NoWeek."""
    try:
        return Week.parse(text)
    except ValueError:
        raise errors.NoWeek(value=text) from None


class Labels:
    """Weeks by name: ``第11教学周（11月9日—13日）``."""

    def __init__(self, county_id):
        self._terms = schools.terms_of(county_id)

    def __call__(self, week, days=None):
        found = teaching_week(self._terms, week)
        return week_label(week, found[0].starts_on if found else None, days)


def closes_at(county_id, week):
    """The moment at which the week closes by itself, whatever is missing."""
    return counties.policies_of(county_id).on(week.monday).closes_at(week)


def latest_over():
    """The last week that is over."""
    return Week.of(clock.today()).shifted(-1)

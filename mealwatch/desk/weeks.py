"""Which week a page speaks of, how it is called, and the figures of the schools that a person may read."""

from mealwatch.counties import queries as counties
from mealwatch.kernel.clock import today
from mealwatch.kernel.errors import NotFound, mark
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.spend.queries.figures import figures, last_closed
from mealwatch.web.formats import week_label

#: So many weeks stand in a trend, the one looked at included.
SPAN = 12


class NoWeek(NotFound):
    code = "desk.no_week"
    says = mark("没有“{value}”这一周")
    remedy = mark("周次写作 2026-W45 这样的形式")


def the_week(text):
    """The week in an address. Raises NoWeek."""
    try:
        return Week.parse(text)
    except ValueError:
        raise NoWeek(value=text) from None


def latest(viewer):
    """The week to look at first: the last one that is over; of a demo county the last one that it closed."""
    over = Week.of(today()).shifted(-1)
    if viewer.is_demo:
        return last_closed(viewer.county_id) or over
    return over


def label(county_id, week, days=None):
    """``第11教学周（11月9日—13日）``."""
    found = teaching_week(schools.terms_of(county_id), week)
    return week_label(week, found[0].starts_on if found else None, days)


def span(week):
    """The weeks of a trend, ending with this one."""
    return Week.span(week.shifted(1 - SPAN), week)


def figures_up_to(county_id, week, school_ids=None):
    """The figures of the trend's weeks, of some schools (None: all); only this week's come with their days."""
    first, *_, before, last = span(week)
    return figures(county_id, first, before, school_ids, with_days=False) + figures(county_id, last, last, school_ids)


def policy_of(county_id, week):
    """The policy that judges a week: the one in force on its Monday."""
    return counties.policies_of(county_id).on(week.monday)


def on_trial(county_id, week):
    """Whether the county only tries the service out in this week: figures are shown and nothing is flagged."""
    return counties.get_county(county_id).on_trial(week.sunday)

"""What weeks came to: their figures, their statements, and the calendar."""

from typing import NamedTuple

from mealwatch.alerts.domain.given import part
from mealwatch.counties import queries as counties
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.figures import live
from mealwatch.spend.queries.statements import closed_figures, standing

#: How many weeks of figures rules look at; of the last ones with days and meals.
WEEKS = 26
WITH_DAYS = 6


@part("figures")
def figures(county_id, given):
    """``{school id: {Week: [GroupFigures]}}`` of 26 weeks, those that have supply days; ``meals`` for the last six.

    The week judged stands as it would close now where it is overdue; an older one that nobody closed is left out,
    or what is found in a past week would change with what is entered today.
    """
    last = given.week
    recent = last.shifted(1 - WITH_DAYS)
    found = closed_figures(county_id, last.shifted(1 - WEEKS), recent.shifted(-1), with_days=False)
    found += closed_figures(county_id, recent, last)
    overdue = given.asked - given.closed
    if overdue:
        found += live(county_id, last, last, overdue)
    return by_school(found)


@part("year")
def year(county_id, given):
    """The same without days, from the first week of the calendar year in which the week ends."""
    first = Week.of(given.week.sunday.replace(month=1, day=1))
    if first.monday.year < given.week.sunday.year:
        first = first.shifted(1)
    first = min(first, given.week)
    older = given.week.shifted(-WEEKS)
    of_year = by_school(closed_figures(county_id, first, older, with_days=False) if first <= older else [])
    for school_id, weeks in given.part("figures").items():
        mine = of_year.setdefault(school_id, {})
        mine.update((week, some) for week, some in weeks.items() if week >= first)
    return of_year


class Closing(NamedTuple):
    """The statement of a school's week. ``missing``: (group as ``S001/G16``, date, meal, record or cost) each."""

    version: int
    closed_how: str
    closed_at: object
    missing: tuple


@part("statements")
def statements(county_id, given):
    """``{(school id, Week): Closing}`` of the statements that stand, of 26 weeks."""
    return {
        (one.school_id, one.week): Closing(one.version, one.closed_how, one.closed_at, one.missing)
        for one in standing(county_id, given.week.shifted(1 - WEEKS), given.week)
    }


@part("calendar")
def calendar(county_id, given):
    """The Supply of four weeks up to the week judged, its closed weeks as they were at the closing.

    ``.has(group id, date)`` for a group, ``.canteen_days(canteen id, first, last)`` for a canteen.
    """
    first, last = given.week.shifted(-3).monday, given.week.sunday
    return schools.supply_of(
        county_id, first, last, locks=counties.locks_of(county_id, first=first, last=given.week.monday)
    )


@part("terms")
def terms(county_id, _given):
    """The county's terms, the earliest first."""
    return schools.terms_of(county_id)


@part("groups")
def groups(county_id, _given):
    """``{group id: Group}``."""
    return {one.id: one for one in schools.groups_of(county_id)}


@part("group_names")
def group_names(_county_id, given):
    """``{group id: name}`` on the Sunday of the week; the code where the group has no pupils yet."""
    roll, found = given.part("roll"), {}
    for group_id, group in given.part("groups").items():
        row = roll.on(group_id, given.week.sunday)
        found[group_id] = row.name if row else group.code
    return found


@part("roll")
def roll(county_id, _given):
    """The dated enrolments as a Roll."""
    return schools.roll_of(county_id)


def by_school(found):
    """Figures as ``{school id: {Week: [GroupFigures]}}``."""
    together = {}
    for one in sorted(found, key=lambda one: (one.week, one.group.school_code, one.group.group_code)):
        if one.supply_days:
            together.setdefault(one.group.school_id, {}).setdefault(one.week, []).append(one)
    return together

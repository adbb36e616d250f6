"""The figures of pupil groups' weeks: worked out for open weeks, read from the statement for closed ones."""

from mealwatch.kernel import collector
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.groupweek import judge
from mealwatch.spend.domain.prices import facts_of_groups
from mealwatch.spend.queries.books import books, roster
from mealwatch.spend.queries.statements import closed_figures, last_closed, standing_weeks

__all__ = ["figures", "last_closed", "live"]


def figures(county_id, first_week, last_week, school_ids=None, *, with_days=True):
    """The figures of some weeks, sorted by week, school and group code.

    Closed weeks are read from the statements that stand, open ones worked out
    from the ledger. ``with_days`` False leaves the facts of closed weeks out.
    A group without supply days in a week has no row.
    """
    with collector.paused():
        frozen = standing_weeks(county_id, first_week, last_week)
        if frozen:
            found = closed_figures(county_id, first_week, last_week, school_ids, with_days=with_days)
            found += _open(county_id, first_week, last_week, school_ids, frozen)
        else:
            found = live(county_id, first_week, last_week, school_ids)
        return sorted(found, key=lambda one: (one.week, one.group.school_code, one.group.group_code))


def _open(county_id, first_week, last_week, school_ids, frozen):
    """The figures of the weeks that are not frozen; only schools with such a week are asked about."""
    listed = {one.id for one in schools.schools_of(county_id, school_ids)}
    weeks = [
        week
        for week in Week.span(first_week, last_week)
        if any((school_id, week.monday) not in frozen for school_id in listed)
    ]
    if not weeks:
        return []
    still_open = {school_id for school_id in listed if any((school_id, week.monday) not in frozen for week in weeks)}
    wanted = None if school_ids is None and still_open == listed else still_open
    return live(county_id, weeks[0], weeks[-1], wanted, frozen)


def live(county_id, first_week, last_week, school_ids=None, frozen=frozenset()):
    """The figures as they stand now, as a list; weeks in ``frozen``, as (school_id, monday), are left out."""
    first, last = first_week.monday, last_week.sunday
    with collector.paused():
        here = roster(county_id, first, school_ids)
        facts = facts_of_groups(books(county_id, here, first, last), Week.span(first_week, last_week))
        return [
            judge(group, week, supply, meals, here.policies.on(week.monday))
            for group, week, supply, meals in facts
            if here.wants(group.school_id) and (group.school_id, week.monday) not in frozen
        ]

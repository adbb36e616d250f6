"""Whether weeks can be closed: what is still missing or unsigned."""

from collections import defaultdict
from typing import NamedTuple

from mealwatch.kernel.week import Week
from mealwatch.spend.queries.figures import live
from mealwatch.stock.queries.unsigned import unsigned


class Readiness(NamedTuple):
    """A school's open week: its figures as they stand, what is missing (Missing), what is unsigned (Unsigned)."""

    week: Week
    figures: tuple
    missing: tuple
    papers: tuple

    @property
    def lacking(self):
        return len(self.missing) + len(self.papers)

    @property
    def days(self):
        """The school's supply days in the week, in order."""
        return sorted({day.on for one in self.figures for day in one.days})


def readiness(county_id, school_id, first_week, last_week, closed=frozenset()):
    """``{week: Readiness}`` of a school's weeks that have supply days, but for the ``closed`` ones."""
    frozen = {(school_id, week.monday) for week in closed}
    by_week = defaultdict(list)
    for one in live(county_id, first_week, last_week, {school_id}, frozen):
        by_week[one.week].append(one)
    canteen_ids = {meal.pot.canteen_id for found in by_week.values() for one in found for meal in one.meals}
    papers = defaultdict(list)
    if canteen_ids:
        for paper in unsigned(county_id, canteen_ids, first_week.monday, last_week.sunday):
            papers[Week.of(paper.dated_on)].append(paper)
    return {
        week: Readiness(week, tuple(found), _missing(found), _of_canteens(found, papers[week]))
        for week, found in sorted(by_week.items())
    }


def _missing(found):
    """What is missing, once each, by day and meal."""
    lacking = {one for of_group in found for one in of_group.missing}
    return tuple(sorted(lacking, key=lambda one: (one.on, one.meal, one.what, one.group_id)))


def _of_canteens(found, papers):
    """The papers of the canteens that feed the school in this very week."""
    ids = {meal.pot.canteen_id for one in found for meal in one.meals}
    return tuple(paper for paper in papers if paper.canteen_id in ids)

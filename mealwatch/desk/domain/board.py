"""The bureau's week as a board: one row a school, what needs somebody first.

A school stands where its worst group stands. Missing is not zero: a school
that has not reported is listed as such and never as short.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from mealwatch.kernel.ratio import ZERO, Ratio
from mealwatch.kernel.week import Week
from mealwatch.schools.domain.school import School
from mealwatch.spend.domain.groupweek import STATES, worst

#: What somebody has to look at, the gravest first; the rest follows.
EXCEPTIONS = ("short", "unreported", "incomplete", "unverified")


@dataclass(frozen=True)
class Row:
    """One school's week. ``weeks`` are its figures of the weeks up to this one: {week: [figures of a group]}."""

    school: School
    week: Week
    weeks: dict

    @cached_property
    def figures(self):
        """The groups' figures of this week, the worst first."""
        return sorted(
            self.weeks.get(self.week, ()),
            key=lambda one: (STATES.index(one.state), -one.gap.fraction(), one.group.group_code),
        )

    @cached_property
    def state(self):
        return worst([one.state for one in self.weeks.get(self.week, ())])

    @property
    def leading(self):
        """The group whose figures speak for the school: the worst; None without supply days."""
        return next(iter(self.figures), None)

    @property
    def closed(self):
        return all(one.closed for one in self.figures)

    @property
    def amber(self):
        """Met, and yet something to look at: weighted by heads it is short, or X did not become food."""
        return self.state == "met" and any(one.amber or one.standard_gap > 0 for one in self.figures)

    @property
    def yuan_at_risk(self):
        """Exact fen: each short group's gap for each of its pupils."""
        return Ratio.total(one.gap * _heads(one) for one in self.figures if one.outcome in ("short", "unreported"))

    @property
    def needs_somebody(self):
        return self.state in EXCEPTIONS or self.amber

    def order(self):
        """Gravest state first, then the larger gap, then the code."""
        gap = self.leading.gap if self.leading else ZERO
        place = STATES.index(self.state) if not self.amber else STATES.index("unverified")
        return place, -gap.fraction(), self.school.code


def per_day(figures):
    """Exact fen per pupil and supply day over some groups' weeks, groups weighing by their days; None without days."""
    days = sum(one.supply_days for one in figures)
    return Ratio.total(one.spend for one in figures) / days if days else None


def rows_of(schools, figures, week):
    """The board: a Row for each school that has supply days in ``week``."""
    by_school = defaultdict(lambda: defaultdict(list))
    for one in figures:
        by_school[one.group.school_id][one.week].append(one)
    rows = [Row(school, week, dict(by_school[school.id])) for school in schools if week in by_school.get(school.id, ())]
    return sorted(rows, key=Row.order)


@dataclass(frozen=True)
class Count:
    """How many schools stand where, of those that are due."""

    due: int
    reported: int
    by_state: dict
    amber: int

    def of(self, state):
        return self.by_state.get(state, 0)


def count(rows):
    """The tiles of a board."""
    by_state = defaultdict(int)
    for row in rows:
        by_state[row.state] += 1
    reported = sum(all(one.complete for one in row.figures) for row in rows)
    return Count(len(rows), reported, dict(by_state), sum(row.amber for row in rows))


def median(values):
    """The exact median of some ratios; None of none."""
    ranked = sorted(values, key=lambda value: value.fraction())
    if not ranked:
        return None
    middle = len(ranked) // 2
    if len(ranked) % 2:
        return ranked[middle]
    return (ranked[middle - 1] + ranked[middle]) / 2


def trend(rows, weeks):
    """For each week the median and the lowest of the schools' fen per supply day: [(week, median, lowest), ...].

    Schools whose week is not complete are left out of both: what is missing is not zero.
    """
    lines = []
    for week in weeks:
        values = [
            per_day(groups)
            for row in rows
            for groups in [row.weeks.get(week, ())]
            if groups and all(one.complete for one in groups)
        ]
        lines.append((week, median(values), min(values, key=lambda value: value.fraction(), default=None)))
    return lines


def by_town(rows):
    """[(town, met, due), ...] by name; met counts verified weeks only."""
    towns = defaultdict(lambda: [0, 0])
    for row in rows:
        towns[row.school.town][0] += row.state == "met"
        towns[row.school.town][1] += 1
    return [(town, met, due) for town, (met, due) in sorted(towns.items())]


def _heads(figures):
    return max((meal.enrolled for meal in figures.meals), default=0)

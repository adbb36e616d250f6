"""A county's week for a paper: one row a school, in the order of the list, with the sums that a briefing tells.

Missing is not zero: a school that has not reported is never among those below the floor. Schools stand by town (in
the order of the list), then by code: nobody is ranked.
"""

from collections import defaultdict
from dataclasses import dataclass

from mealwatch.kernel.ratio import ZERO, Ratio
from mealwatch.kernel.week import Week
from mealwatch.schools.domain.school import School
from mealwatch.spend.domain.groupweek import STATES, worst


@dataclass(frozen=True)
class SchoolWeek:
    """A school's week. ``figures``: its groups' with their facts; ``run``: weeks on end below, this one included."""

    school: School
    figures: tuple
    run: int = 0

    @property
    def state(self):
        return worst([one.state for one in self.figures])

    @property
    def leading(self):
        """The group that speaks for the school: the worst."""
        return min(self.figures, key=lambda one: (STATES.index(one.state), -one.gap.fraction(), one.group.group_code))

    @property
    def borderline(self):
        """Short by less than the tolerance in every group that is: counted, and left out of the circular."""
        short = [one for one in self.figures if one.state == "short"]
        return bool(short) and all(one.borderline for one in short)

    @property
    def reported(self):
        """Whether every day is complete."""
        return all(one.complete for one in self.figures)

    @property
    def late(self):
        """Closed with days missing: it did not report until the end."""
        return not self.reported and all(one.closed for one in self.figures)

    @property
    def supply_days(self):
        return max(one.supply_days for one in self.figures)

    @property
    def heads(self):
        """Pupils' meals: every pupil who ate, each subsidised meal."""
        return sum(sum(meal.record[:2]) for meal in self._eaten())

    @property
    def average_heads(self):
        """Pupils at a meal, rounded half up: each group's average over its recorded meals, added up."""
        found = ZERO
        for one in self.figures:
            eaten = [meal for meal in one.meals if meal.record]
            if eaten:
                found += Ratio(sum(sum(meal.record[:2]) for meal in eaten), len(eaten))
        return found.rounded()

    @property
    def fen(self):
        """What the food cost that its people ate: of each pot their share by heads; whole fen, rounded once."""
        shares = (Ratio(meal.pot.fen * sum(meal.record), meal.pot.eaters) for meal in self._eaten() if meal.pot.eaters)
        return Ratio.total(shares).rounded()

    @property
    def enrolled(self):
        """Beneficiaries on the roll, as the week's meals have them."""
        return sum(max((meal.enrolled for meal in one.meals), default=0) for one in self.figures)

    @property
    def on_the_roll(self):
        """All pupils on the roll."""
        return sum(max((meal.enrolled + meal.others_enrolled for meal in one.meals), default=0) for one in self.figures)

    def _eaten(self):
        return (meal for one in self.figures for meal in one.meals if meal.record)


def weeks_of(schools, figures, week, history=()):
    """[SchoolWeek] of the schools with supply days in ``week``, by town and code.

    ``figures``: those of the week with their facts; ``history``: those of earlier weeks, for the runs.
    """
    here, earlier = defaultdict(list), defaultdict(lambda: defaultdict(list))
    for one in figures:
        if one.week == week and one.supply_days:
            here[one.group.school_id].append(one)
    for one in history:
        if one.supply_days:
            earlier[one.group.school_id][one.week].append(one.state)
    found = []
    for school in in_order(schools):
        if school.id in here:
            own = tuple(here[school.id])
            found.append(SchoolWeek(school, own, _run(worst([one.state for one in own]), week, earlier[school.id])))
    return found


def in_order(schools):
    """Schools by town, towns in the order of their first code, then by code."""
    first = {}
    for one in sorted(schools, key=lambda each: each.code):
        first.setdefault(one.town, one.code)
    return sorted(schools, key=lambda one: (first[one.town], one.code))


def _run(state, week, earlier):
    """Weeks on end below the floor; weeks without supply days are passed over."""
    if state != "short":
        return 0
    count = 1
    for before in sorted((one for one in earlier if one < week), reverse=True):
        if worst(earlier[before]) != "short":
            break
        count += 1
    return count


@dataclass(frozen=True)
class Sums:
    """A county's week in figures."""

    due: int
    reported: int
    met: int
    short: int
    supply_days: int
    heads: int
    fen: int
    median: Ratio | None
    floor_fen: int

    @property
    def per_head(self):
        """Exact fen a pupil's meal, staff's share included as it was eaten; None without meals."""
        return Ratio(self.fen, self.heads) if self.heads else None


def sums(rows):
    """The Sums of some SchoolWeeks."""
    spends = sorted((one.leading.decides for one in rows if one.reported), key=Ratio.fraction)
    middle = len(spends) // 2
    median = None
    if spends:
        median = spends[middle] if len(spends) % 2 else (spends[middle - 1] + spends[middle]) / 2
    return Sums(
        len(rows),
        sum(one.reported for one in rows),
        sum(one.state == "met" for one in rows),
        sum(one.state == "short" for one in rows),
        max((one.supply_days for one in rows), default=0),
        sum(one.heads for one in rows),
        sum(one.fen for one in rows),
        median,
        max((one.leading.floor_fen for one in rows), default=0),
    )


def before(week, back=12):
    """The weeks before, from which runs are counted."""
    return Week.span(week.shifted(-back), week.shifted(-1))

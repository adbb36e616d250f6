"""A county's week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from mealwatch.counties import queries as counties
from mealwatch.duty import queries as duty
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.reports.official.domain.week import SchoolWeek, Sums, before, sums, weeks_of
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.spend.queries.figures import figures


@dataclass(frozen=True)
class CountyWeek:
    """``rows``: the schools by town and code; ``last``: the Sums of the week before; ``trend``: [(week, fen or None)],
    the schools' median for each supply day; ``notes``: {school id: what its principal wrote}.
    """

    week: Week
    rows: list[SchoolWeek]
    sums: Sums
    last: Sums
    trend: list
    notes: dict
    name: str
    term: str
    first: date
    until: date
    subsidy_fen: int
    trial: bool

    def of(self, state):
        return [one for one in self.rows if one.state == state]

    @property
    def told_short(self):
        """The schools below the floor that are named: not those within the tolerance, and nobody in a trial."""
        return [] if self.trial else [one for one in self.of("short") if not one.borderline]

    @property
    def unreported(self):
        """Not reported in full, in whatever words the board has for it."""
        return [one for one in self.rows if not one.reported]


def gathered(county_id, week):
    """The CountyWeek of ``week``."""
    listed = schools.schools_of(county_id)
    earlier = before(week)
    history = figures(county_id, earlier[0], earlier[-1], with_days=False)
    own = figures(county_id, week, week)
    rows = weeks_of(listed, own, week, history)
    ids = [one.school.id for one in rows]
    noted = duty.notes_of(county_id, ids, week.monday, week.monday)
    days = sorted({on for one in own for on, _fen in one.supply or ()})
    found = teaching_week(schools.terms_of(county_id), week)
    return CountyWeek(
        week,
        rows,
        sums(rows),
        _last(listed, history, week.shifted(-1)),
        [*_trend(history, earlier), (week, _median(own))],
        {school_id: some[0][0] for (school_id, _monday), some in noted.items()},
        f"第{found[1]}周" if found else "",
        found[0].name if found else "",
        days[0] if days else week.monday,
        days[-1] if days else week.sunday,
        counties.policies_of(county_id).on(week.monday).subsidy_fen,
        counties.get_county(county_id).on_trial(week.sunday),
    )


def _last(listed, history, week):
    """The week before, without its facts: how many schools stood where."""
    rows = weeks_of(listed, [one for one in history if one.week == week], week)
    spends = [one.leading.decides for one in rows if one.reported]
    return Sums(
        len(rows),
        len(spends),
        sum(one.state == "met" for one in rows),
        sum(one.state == "short" for one in rows),
        max((one.supply_days for one in rows), default=0),
        0,
        0,
        None,
        max((one.leading.floor_fen for one in rows), default=0),
    )


def _trend(history, weeks):
    by_week = defaultdict(list)
    for one in history:
        by_week[one.week].append(one)
    return [(week, _median(by_week[week])) for week in weeks if week in by_week]


def _median(found):
    """Exact fen for each supply day: the median over the groups that are complete; None of none."""
    ranked = sorted(
        (one.decides / one.supply_days for one in found if one.complete and one.supply_days), key=Ratio.fraction
    )
    if not ranked:
        return None
    middle = len(ranked) // 2
    return ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2

"""Who opened the principal's card how often, a school a row."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time

from mealwatch.duty import queries
from mealwatch.duty.domain.card import EXPECTED, openings_by_week
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import School

#: The running week and so many before it.
_BEFORE = 3


@dataclass(frozen=True)
class Row:
    """One school: openings week by week, when the last was, how much of what was shown was settled."""

    school: School
    counts: tuple[int, ...]
    last_at: datetime | None
    shown: int
    settled: int

    @property
    def enough(self):
        """Whether the week before the running one had the openings that are expected."""
        return self.counts[1] >= EXPECTED


def weeks_shown(today):
    """The weeks of the table, the running one first."""
    this = Week.of(today)
    return [this.shifted(-back) for back in range(_BEFORE + 1)]


def rows(county_id, school_ids, today):
    """A row for each school, those first whose principal looked least."""
    weeks = weeks_shown(today)
    since = datetime.combine(weeks[-1].monday, time(), clock.SHANGHAI)
    by_school = defaultdict(list)
    for view in queries.views_of(county_id, school_ids, since=since):
        by_school[view.school_id].append(view)
    last = queries.last_opened(county_id, school_ids)
    found = [
        _row(school, by_school[school.id], last.get(school.id), weeks)
        for school in schools.schools_of(county_id, school_ids)
    ]
    return sorted(found, key=lambda row: (row.counts[1], row.counts[0], row.school.code))


def _row(school, views, last_at, weeks):
    counted = openings_by_week(views, Week.of)
    shown = {item.key for view in views for item in view.items}
    settled = {key for view in views for key in view.did("settled")}
    return Row(school, tuple(counted[week] for week in weeks), last_at, len(shown), len(settled))

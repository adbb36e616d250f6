"""What a report on rectification tells of some days: the ledger, the rules that were made, meetings, accountability."""

from dataclasses import dataclass

from mealwatch.cases.following import queries as following
from mealwatch.inspections import queries as visited
from mealwatch.reports.official.gathered import ledger, problems
from mealwatch.reports.official.gathered.following import LADDER


@dataclass(frozen=True)
class Report:
    """``taken``: [(step, day, school id, case number)]; ``asked``: (asked, answered, having) of self-checks."""

    ledger: ledger.Ledger
    mending: problems.Mending
    visits: int
    schools: int
    rules: list
    meetings: list
    taken: list
    asked: tuple


def gathered(county_id, first, last):
    """The Report of a span of days."""
    told = ledger.gathered(county_id, first, last)
    seen = visited.visits(county_id, first=first, last=last)
    numbers = {one.case.id: one.case.number for one in told.entries}
    steps = following.escalations(county_id, taken_only=True, first=first, last=last)
    counts = following.check_counts(county_id, list(numbers)).values() if numbers else ()
    return Report(
        told,
        problems.mending(county_id, first, last),
        len(seen),
        len({one.school_id for one in seen}),
        following.rules(county_id, first=first, last=last)[::-1],
        following.meetings(county_id, first=first, last=last)[::-1],
        [(LADDER[one.step], one.at.date(), one.school_id, numbers.get(one.case_id, "")) for one in reversed(steps)],
        tuple(map(sum, zip(*counts, strict=True))) if counts else (0, 0, 0),
    )

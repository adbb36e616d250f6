"""A county's month."""

from collections import defaultdict
from dataclasses import dataclass

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.inspections import queries as visited
from mealwatch.kernel.week import Week
from mealwatch.reports.domain.month import Month
from mealwatch.reports.official.domain.month import CLASS_OF, SchoolMonth, months_of
from mealwatch.reports.official.gathered import problems
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.figures import figures
from mealwatch.stock.queries import values


@dataclass(frozen=True)
class CountyMonth:
    """``rows``: the schools by town and code; ``classes``: {class: fen} of all; ``subsidy_fen`` a day."""

    month: Month
    rows: list[SchoolMonth]
    classes: dict
    subsidy_fen: int


def gathered(county_id, month, today):
    """The CountyMonth."""
    listed = schools.schools_of(county_id)
    found = figures(county_id, Week.of(month.first), Week.of(month.last))
    rows = months_of(listed, found, month)
    by_school = {row.school.id: row for row in rows}
    _take_classes(county_id, month, by_school)
    last = min(month.last, today)
    for one in visited.visits(county_id, first=month.first, last=month.last):
        if one.school_id in by_school:
            by_school[one.school_id].visits += 1
    told = [
        *problems.of_findings(county_id, first=month.first, last=month.last),
        *problems.of_cases(county_id, problems.opened(county_id, month.first, month.last)),
    ]
    for one in told:
        row = by_school.get(one.school.id)
        if row:
            row.problems += 1
            row.mended += one.mended_on is not None
            row.overdue += one.overdue(last)
    classes = defaultdict(int)
    for row in rows:
        for name, fen in row.classes.items():
            classes[name] += fen
    return CountyMonth(month, rows, dict(classes), counties.policies_of(county_id).on(month.first).subsidy_fen)


def _take_classes(county_id, month, by_school):
    """What left each canteen's store, put to the school at which it stands."""
    canteens = {one.id: one.school_id for one in schools.canteens_of(county_id) if one.school_id in by_school}
    groups = {one.id: one.food_group for one in catalogue.ingredients_of(county_id)}
    for flow in values.went_out(county_id, month.first, month.last, canteens):
        if flow.kind == "issue" and not flow.early:
            classes = by_school[canteens[flow.canteen_id]].classes
            name = CLASS_OF.get(groups[flow.ingredient_id], "调味品及其他")
            classes[name] = classes.get(name, 0) + flow.fen

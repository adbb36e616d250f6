"""Whom the rules of a week are to judge, and what they are given."""

from importlib import import_module
from pkgutil import iter_modules

from mealwatch.alerts.domain.given import Given
from mealwatch.alerts.queries import parts
from mealwatch.counties import queries as counties
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.statements import standing

for _module in iter_modules(parts.__path__):
    import_module(f"{parts.__name__}.{_module.name}")


def asked_of(county_id, week, *, now, school_ids=None):
    """``{school id: version of its statement}`` of those to be judged; version 0: overdue and not closed.

    They are the schools that closed the week, and past the deadline those too that did not but have supply days.
    """
    versions = {one.school_id: one.version for one in standing(county_id, week, week)}
    if now >= counties.policies_of(county_id).on(week.monday).closes_at(week):
        supply, groups = schools.supply_of(county_id, week.monday, week.sunday), schools.groups_of(county_id)
        owing = {group.school_id for group in groups if supply.days(group.id, week.monday, week.sunday)}
        versions = dict.fromkeys(sorted(owing), 0) | versions
    if school_ids is not None:
        versions = {school_id: version for school_id, version in versions.items() if school_id in school_ids}
    return versions


def given_of(county_id, week, *, now, school_ids=None):
    """``(Given, what asked_of gives)`` of a week."""
    versions = asked_of(county_id, week, now=now, school_ids=school_ids)
    roll, pupils = schools.roll_of(county_id), {}
    for group in schools.groups_of(county_id):
        row = roll.on(group.id, week.monday)
        if row is not None:
            pupils[group.school_id] = pupils.get(group.school_id, 0) + row.beneficiaries + row.other_pupils
    given = Given(
        week,
        county_id,
        {one.id: one for one in schools.schools_of(county_id)},
        canteens={one.id: one for one in schools.canteens_of(county_id)},
        pupils=pupils,
        asked=versions,
        closed={school_id for school_id, version in versions.items() if version},
        today=now.date(),
    )
    return given, versions

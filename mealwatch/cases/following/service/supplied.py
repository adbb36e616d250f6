"""The days on which schools serve meals, from today on."""

from mealwatch.schools import queries as schools


def supply_days(county_id, listed, first, last):
    """``{school id: its supply days from ``first`` to ``last``, in order}``."""
    ids = [one.id for one in listed]
    found = {school_id: set() for school_id in ids}
    if ids:
        supply = schools.supply_of(county_id, first, last, school_ids=ids)
        for group in schools.groups_of(county_id, ids):
            found[group.school_id].update(supply.days(group.id, first, last))
    return {school_id: sorted(days) for school_id, days in found.items()}

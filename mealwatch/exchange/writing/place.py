"""Where a set will lie in the county: the ids its things will have, the numbers its documents will have.

They are foretold, so that rows and digests can be made ready before the county
is locked; under the lock they are held against what came true.
"""

from dataclasses import dataclass

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.exchange.documents import Ids
from mealwatch.schools import queries as schools


@dataclass(frozen=True)
class Place:
    """``first`` is the number of the set's first event; ``reserved``: it was taken from the county beforehand."""

    county_id: int
    ids: Ids
    first: int
    reserved: bool = False


def expected_place(known, county, last_known):
    """The Place that a set will have if nothing else is written before it."""
    county_id = county.id if county else max((one.id for one in counties.counties()), default=0) + 1
    ids = Ids(*(_foretold(known.register(thing)) for thing in ("canteen", "ingredient", "supplier", "school", "group")))
    return Place(county_id, ids, last_known + 1)


def _foretold(register):
    """The ids by ref: new things are numbered on, in the order in which the set names them."""
    ids, last = [None], max((known_id for known_id in register.ids if known_id is not None), default=0)
    for known_id in register.ids[1:]:
        if known_id is None:
            last += 1
            known_id = last
        ids.append(known_id)
    return ids


def actual_ids(known, county_id):
    """The ids that the county has given, now that the masters are in."""
    school = _mapped(known.school, {row.code: row.id for row in schools.schools_of(county_id)})
    groups = {(row.school_id, row.code): row.id for row in schools.groups_of(county_id)}
    return Ids(
        _mapped(known.canteen, {row.code: row.id for row in schools.canteens_of(county_id)}),
        _mapped(known.ingredient, {row.code: row.id for row in catalogue.ingredients_of(county_id)}),
        _mapped(known.supplier, {row.code: row.id for row in catalogue.suppliers_of(county_id)}),
        school,
        [None, *(groups.get((school[ref], code)) for ref, code in known.group.codes[1:])],
    )


def _mapped(register, ids):
    return [None, *(ids.get(code) for code in register.codes[1:])]

"""The people and the equipment of a canteen."""

from typing import NamedTuple

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.safety.models import CanteenStaff, Equipment

_staff = CanteenStaff.__table__.c
_equipment = Equipment.__table__.c


class Person(NamedTuple):
    """Somebody who works in the canteen."""

    id: int
    name: str
    post: str
    active: bool


class Machine(NamedTuple):
    """A refrigerator, a freezer, a sample cabinet or an ultraviolet lamp."""

    id: int
    kind: str
    name: str
    used_minutes: int
    active: bool


def staff_of(county_id, canteen_id, *, every=False):
    """The canteen's people in the order in which they were entered; those who left only with ``every``."""
    columns = _staff.id, _staff.name, _staff.post, _staff.active
    return [Person(*row) for row in _of(_staff, columns, county_id, canteen_id, every)]


def equipment_of(county_id, canteen_id, *, kinds=None, every=False):
    """The canteen's equipment (of these kinds); what is out of use only with ``every``."""
    columns = _equipment.id, _equipment.kind, _equipment.name, _equipment.used_minutes, _equipment.active
    found = [Machine(*row) for row in _of(_equipment, columns, county_id, canteen_id, every)]
    return [one for one in found if kinds is None or one.kind in kinds]


def _of(table, columns, county_id, canteen_id, every):
    statement = select(*columns).where(table.county_id == county_id, table.canteen_id == canteen_id)
    if not every:
        statement = statement.where(table.active)
    return db.session.execute(statement.order_by(table.id))


def canteens_with(county_id, kind):
    """``[(canteen id, name)]`` of the county's equipment of a kind that is in use."""
    columns = _equipment.canteen_id, _equipment.name
    statement = select(*columns).where(_equipment.county_id == county_id, _equipment.kind == kind, _equipment.active)
    return [tuple(row) for row in db.session.execute(statement.order_by(_equipment.canteen_id, _equipment.id))]


def canteens_of_person(county_id, name):
    """``[(canteen id, post)]`` of the canteens on whose list somebody of this name stands, those who left too."""
    columns = _staff.canteen_id, _staff.post
    statement = select(*columns).where(_staff.county_id == county_id, _staff.name == name)
    return [tuple(row) for row in db.session.execute(statement.order_by(_staff.canteen_id, _staff.id))]

"""Officers' words about matters of tablets."""

from sqlalchemy import select

from mealwatch.devices import models
from mealwatch.devices.domain.deposit import Look
from mealwatch.extensions import db

_look = models.DeviceLook.__table__.c


def looks_of(county_id, device_id=None, *, deposit_id=None):
    """Looks, the newest first: of one tablet, of one record, or all."""
    statement = select(*(_look[name] for name in Look.__dataclass_fields__)).where(_look.county_id == county_id)
    if device_id is not None:
        statement = statement.where(_look.device_id == device_id)
    if deposit_id is not None:
        statement = statement.where(_look.deposit_id == deposit_id)
    return [Look(*row) for row in db.session.execute(statement.order_by(_look.id.desc()))]


def not_looked_at(about, deposit_id, *, count=None):
    """The condition that nobody has looked at this matter of a record, or not at so many of them."""
    same = [_look.county_id == deposit_id.table.c.county_id, _look.about == about, _look.deposit_id == deposit_id]
    if count is not None:
        same.append(_look.last_seq >= count)
    return ~select(_look.id).where(*same).exists()

"""Tablets for reading."""

from sqlalchemy import select

from mealwatch.devices import errors, models
from mealwatch.devices.domain.deposit import Device, Use
from mealwatch.extensions import db

_device = models.Device.__table__.c
_use = models.DeviceUse.__table__.c
_DEVICE = select(*(_device[name] for name in Device.__dataclass_fields__))


def devices_of(county_id):
    """The county's tablets, those in use first, by name."""
    statement = _DEVICE.where(_device.county_id == county_id).order_by(
        _device.revoked_at.is_not(None), _device.name, _device.id
    )
    return [Device(*row) for row in db.session.execute(statement)]


def find_device(county_id, device_id):
    """The tablet, or None."""
    row = db.session.execute(_DEVICE.where(_device.county_id == county_id, _device.id == device_id)).one_or_none()
    return Device(*row) if row else None


def device(county_id, device_id):
    """The tablet. Raises NoDevice."""
    found = find_device(county_id, device_id)
    if found is None:
        raise errors.NoDevice(value=device_id)
    return found


def receipt_key(county_id, device_id):
    """``(key, its name)`` with which receipts for the tablet are signed; empty where it is unknown."""
    row = db.session.execute(
        select(_device.receipt_key, _device.key_id).where(_device.county_id == county_id, _device.id == device_id)
    ).one_or_none()
    return tuple(row) if row else ("", "")


def uses_of(county_id):
    """``{device id: Use}`` of the tablets that have been heard of."""
    statement = select(*(_use[name] for name in Use.__dataclass_fields__)).where(_use.county_id == county_id)
    return {row.device_id: Use(*row) for row in db.session.execute(statement)}

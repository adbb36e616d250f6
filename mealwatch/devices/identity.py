"""Which tablet sends a request, by the key that it deposits with. Looked up anew every time, on its own connection.

The key opens nothing but what is marked with ``DEVICE``; and nobody signed in, and no program's token, opens that.
"""

import hmac

from flask import g, request
from sqlalchemy import select

from mealwatch.devices import models
from mealwatch.devices.domain.deposit import Device
from mealwatch.devices.service.enrolling import read_key
from mealwatch.extensions import db

_device = models.Device.__table__.c


def find_sender():
    """``(county id, Device)`` of the tablet that asks, or None."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    named = read_key(text.strip()) if scheme.lower() == "bearer" else None
    if named is None:
        return None
    county_id, device_id, key_hash = named
    statement = select(_device.key_hash, *(_device[name] for name in Device.__dataclass_fields__))
    with db.engine.connect() as connection:
        row = connection.execute(statement.where(_device.county_id == county_id, _device.id == device_id)).one_or_none()
    if row is None or not hmac.compare_digest(row.key_hash, key_hash):
        return None
    return county_id, Device(*row[1:])


def sender():
    """``(county id, Device)`` of the tablet that asks; the guard has seen to it that there is one."""
    return g.sender

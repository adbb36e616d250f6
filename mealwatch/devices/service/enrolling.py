"""A tablet comes into use, and goes out of it. The session is left flushed, not committed."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select, update

from mealwatch.accounts import hashing
from mealwatch.audit import service as audit
from mealwatch.devices import errors, models
from mealwatch.devices.domain.deposit import Device
from mealwatch.devices.queries.kept import device_body
from mealwatch.devices.queries.tablets import device, devices_of
from mealwatch.devices.service.rows import add
from mealwatch.extensions import db
from mealwatch.kernel import checks

PREFIX = "mwd"
_device = models.Device.__table__


@dataclass(frozen=True)
class Enrolled:
    """A new tablet with its keys, which are told once: the one to deposit with, and the one to check receipts with."""

    device: Device
    key: str
    receipt_key: str


def enrol(county_id, *, name, by, now):
    """Take a tablet into use. Returns Enrolled. Raises NameTaken where another in use is called so."""
    audit.lock(county_id)
    checks.refuse(checks.text("name", name, most=40))
    name = name.strip()
    if any(one.name == name and one.revoked_at is None for one in devices_of(county_id)):
        raise errors.NameTaken(field="name", value=name)
    secret, receipt_key, device_id = hashing.new_key(), secrets.token_hex(32), secrets.token_hex(8)
    row = {
        "county_id": county_id,
        "id": device_id,
        "name": name,
        "key_hash": hashing.hash_of(secret),
        "receipt_key": receipt_key,
        "key_id": sha256(bytes.fromhex(receipt_key)).hexdigest()[:16],
        "enrolled_at": now,
        "enrolled_by": by.name,
        "enrolled_by_id": by.account_id,
        "revoked_at": None,
        "revoked_by": None,
        "revoke_reason": None,
    }
    add(county_id, models.Device, [row], lambda row: row["id"], by=by, now=now)
    db.session.flush()
    return Enrolled(device(county_id, device_id), f"{PREFIX}.{county_id}.{device_id}.{secret}", receipt_key)


def revoke(county_id, device_id, *, reason, by, now):
    """Take a tablet out of use: lost, stolen, worn out. Again changes nothing. Raises NoDevice."""
    audit.lock(county_id)
    checks.refuse(checks.text("reason", reason))
    if device(county_id, device_id).revoked_at is not None:
        return
    changed = {"revoked_at": now, "revoked_by": by.name, "revoke_reason": reason.strip()}
    here = _device.c.county_id == county_id, _device.c.id == device_id
    db.session.execute(update(_device).where(*here).values(**changed))
    row = dict(db.session.execute(select(_device).where(*here)).mappings().one())
    audit.record(county_id, by=by, action="revoke", subject="device", key=device_id, body=device_body(row), now=now)
    db.session.flush()


def read_key(text):
    """``(county id, device id, hash)`` of a key's text, or None if it is none."""
    parts = text.split(".")
    if len(text) > 120 or len(parts) != 4 or parts[0] != PREFIX or not all(parts):
        return None
    county = parts[1]
    if not (county.isascii() and county.isdigit()) or len(county) > 12:
        return None
    return int(county), parts[2], hashing.hash_of(parts[3])

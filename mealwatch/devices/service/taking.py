"""Taking in a record, to the byte, whatever it says. Sending it again changes nothing and gets the same receipt.

Nothing that a record says refuses it. What does not fit waits for an officer; what is only odd is told of. The
session is left flushed, not committed.
"""

import json
from dataclasses import dataclass

from sqlalchemy import func, select

from mealwatch.audit import service as audit
from mealwatch.devices import errors, models
from mealwatch.devices.domain import canonical, envelope, limits
from mealwatch.devices.domain.deposit import Device
from mealwatch.devices.domain.reasons import reason, waits
from mealwatch.devices.domain.receipt import signed
from mealwatch.devices.queries import files, records
from mealwatch.devices.queries.tablets import find_device, receipt_key
from mealwatch.devices.service import uses
from mealwatch.devices.service.authors import author_of
from mealwatch.devices.service.intake import check, make_rows
from mealwatch.devices.service.placing import chain_reasons, place, prove
from mealwatch.devices.service.rows import add
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools

_FAULTS = {"seq_fork": "fork", "chain_broken": "broken"}


@dataclass(frozen=True)
class Sender:
    """Whose key a record came with; without one it came in an export file that ``carrier`` (Actor) handed in,
    ``sealed`` by the tablet or not.
    """

    device: Device | None = None
    carrier: Actor | None = None
    sealed: bool = False


@dataclass(frozen=True)
class Answer:
    """What the tablet is told: ``is_new`` the first time, ``kind`` receipt or conflict, ``receipt`` as text."""

    receipt: str
    is_new: bool
    kind: str
    quarantined: bool = False


def read_record(written, deposit_id, given_hash):
    """The envelope of the bytes that were sent. Raises Damaged where they are not what was meant to arrive."""
    if canonical.digest_of(written) != given_hash:
        raise errors.Damaged(what="hash")
    try:
        found = canonical.read(written)
    except canonical.NotCanonical as fault:
        raise errors.Damaged(what=str(fault)) from None
    if not isinstance(found, dict) or not envelope.is_id(found.get("id")) or found["id"] != deposit_id:
        raise errors.Damaged(what="id")
    return found


def take_in(county_id, sender, written, found, *, now):
    """Take in a record: ``written`` its bytes, ``found`` the envelope that ``read_record`` read in them.

    Returns Answer. Raises Revoked, TooManyToday, TooManyConflicts.
    """
    audit.lock(county_id)
    read, hashed = envelope.read(found), canonical.digest_of(written)
    device = _sending(county_id, sender, now)
    known = records.hash_of(county_id, read.id)
    told = known is not None and records.receipt_of(county_id, read.id, hashed)
    if told:
        if known == hashed:
            prove(county_id, read, device, sender, by=_bearer(device, sender), now=now)
        return _again(told)
    if device is not None:
        uses.count(county_id, device.id, now=now, records=1, size=len(written), read=read)
    if known is not None:
        return _keep_conflict(county_id, read, hashed, written, device, sender, now=now)
    return _keep(county_id, read, hashed, written, found, device, sender, now=now)


def _sending(county_id, sender, now):
    """The tablet that sends, as it stands now: it may have been revoked a moment ago."""
    if sender.device is None:
        return None
    device = find_device(county_id, sender.device.id)
    if device.revoked_at is not None and now > device.revoked_at + limits.AFTER_REVOCATION:
        raise errors.Revoked
    return device


def _again(text):
    told = json.loads(text)
    return Answer(text, False, told["kind"], told.get("state") == "quarantined")


def _keep(county_id, read, hashed, written, found, device, sender, *, now):
    school = schools.find_school(county_id, read.school) if read.school else None
    tablet = device or find_device(county_id, read.device_id)
    author = author_of(county_id, read.author, school, tablet.name if tablet else read.device_id, now=now)
    is_own = device.id == read.device_id if device else sender.sealed
    chained = chain_reasons(county_id, read, hashed) if is_own else []
    reasons = [*_why_waiting(read, found, device, sender, school), *author.told, *_clock(read, now), *chained]
    if sender.carrier:
        reasons.append(reason("imported", sender.carrier.name))
    if not waits(reasons):
        reasons = [*check(county_id, found), *reasons]
    row = {
        "county_id": county_id,
        "id": read.id,
        "server_seq": _next(county_id),
        "hash": hashed,
        "body": written,
        "type": read.type,
        "schema_ver": read.schema_ver,
        "device_id": read.device_id,
        "sent_by": device.id if device else "",
        "device_seq": read.device_seq,
        "prev_hash": read.prev_hash,
        "author": read.author,
        "account_id": author.actor.account_id,
        "school_code": read.school,
        "claimed_at": read.claimed_at,
        "received_at": now,
        "received_by": sender.carrier.name if sender.carrier else author.actor.name,
        "chain_fault": _FAULTS[chained[0].code] if chained else "",
    }
    by = author.actor
    add(county_id, models.Deposit, [row], lambda row: row["id"], by=by, now=now)
    entry = audit.lock(county_id).hash
    place(county_id, read, school, reasons, is_own=is_own, by=by, now=now)
    if not waits(reasons):
        reasons = make_rows(county_id, found, reasons, by=by, now=now)
    missing = [*files.missing_of(county_id, [read.id]).get(read.id, ())]
    state = "quarantined" if waits(reasons) else "received" if missing else "complete"
    about = {"hash": hashed, "state": state, "missing_attachments": missing, "entry_hash": entry}
    return _receipt(county_id, "receipt", row, about, reasons, device, by=by, now=now)


def _why_waiting(read, found, device, sender, school):
    yield from envelope.faults(found)
    if school is None:
        yield reason("school_unknown", read.school)
    if device is not None and device.revoked_at is not None:
        yield reason("device_revoked")
    if device is not None and read.device_id != device.id:
        yield reason("other_device", read.device_id)
    if device is None and not sender.sealed:
        yield reason("unsealed")


def _clock(read, now):
    found = envelope.clock(read.behind_s, read.claimed_at, now)
    return [reason(*found)] if found else []


def _keep_conflict(county_id, read, hashed, written, device, sender, *, now):
    if len(records.conflicts_of(county_id, read.id)) >= limits.MOST_CONFLICTS:
        raise errors.TooManyConflicts(most=limits.MOST_CONFLICTS)
    by = _bearer(device, sender)
    row = {
        "county_id": county_id,
        "deposit_id": read.id,
        "hash": hashed,
        "body": written,
        "sent_by": device.id if device else "",
        "received_at": now,
        "received_by": by.name,
    }
    add(county_id, models.DepositConflict, [row], lambda row: f"{row['deposit_id']}/{hashed[:16]}", by=by, now=now)
    row |= {"id": read.id, "device_id": read.device_id, "server_seq": records.deposit(county_id, read.id).server_seq}
    about = {"hash": hashed, "state": "quarantined", "missing_attachments": []}
    about |= {"entry_hash": audit.lock(county_id).hash}
    return _receipt(county_id, "conflict", row, about, [reason("conflict")], device, by=by, now=now)


def _bearer(device, sender):
    return sender.carrier or Actor(f"{device.name}（{device.id}）")


def _receipt(county_id, kind, row, about, reasons, device, *, by, now):
    """Write the receipt down; it names the journal's entry of the record and where the journal stands now."""
    key, key_id = receipt_key(county_id, device.id if device else row["device_id"])
    answer = about | {
        "kind": kind,
        "id": row["id"],
        "server_seq": row["server_seq"],
        "chain_head": audit.lock(county_id).hash,
        "received_at": now.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "reasons": [one.as_json() for one in reasons],
    }
    text = canonical.canonical(signed(answer, key, key_id)).decode()
    kept = {"county_id": county_id, "deposit_id": row["id"], "hash": about["hash"], "receipt": text}
    add(county_id, models.DepositReceipt, [kept], lambda one: f"{one['deposit_id']}/{one['hash'][:16]}", by=by, now=now)
    db.session.flush()
    return Answer(text, True, kind, about["state"] == "quarantined")


def _next(county_id):
    table = models.Deposit.__table__.c
    return (db.session.scalar(select(func.max(table.server_seq)).where(table.county_id == county_id)) or 0) + 1

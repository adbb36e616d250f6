"""Many senders at once under the same numbers: what must hold on SQLite and PostgreSQL (docs/offline.md, S2 and S3)."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from unittest.mock import patch

from sqlalchemy import text

from mealwatch.devices import registry, service
from mealwatch.devices.domain.canonical import canonical, digest_of
from mealwatch.extensions import db
from mealwatch.storage.transaction import Busy, in_transaction
from tests.support.kitchen import CLERK, NOW

#: So many records of one tablet, each sent by many at once, stay below what it may send in a day.
_OF_A_DEVICE = 20


def race(app, county_id, *, records, senders, altered_every=4):
    """Send each of ``records`` numbers from ``senders`` threads, some with another body. The problems found."""
    with app.app_context(), patch.dict(registry._kinds):
        registry.kind("visit", check=lambda *_: [], done=lambda *_args, **_by: None)
        with ThreadPoolExecutor(senders) as pool:
            problems = []
            for seq in range(1, records + 1):
                if seq % _OF_A_DEVICE == 1:  # a tablet may send so much a day and no more
                    name = f"赛跑{seq}"
                    device = in_transaction(
                        lambda name=name: service.enrol(county_id, name=name, by=CLERK, now=NOW)
                    ).device
                    db.session.remove()
                bodies = [
                    _written(device.id, seq, n if n % altered_every == altered_every - 1 else 0) for n in range(senders)
                ]
                answers = list(pool.map(partial(_send, app, county_id, device), bodies))
                problems += _wrong(county_id, _id(seq), bodies, answers)
                db.session.remove()
    return problems


def _id(seq):
    return f"0193abcd-0000-7000-8000-{seq:012d}"


def _written(device_id, seq, changed):
    envelope = {"id": _id(seq), "type": "visit", "schema_ver": 1, "app_ver": "1", "device_id": device_id}
    envelope |= {"device_seq": seq, "prev_hash": "", "author": "甲", "school": "S001", "attachments": []}
    envelope |= {"body": {"changed": changed}, "claimed_at": NOW.isoformat(), "mono_ms": 0}
    return canonical(envelope | {"boot_id": "b", "last_server_offset_ms": None})


def _send(app, county_id, device, written):
    with app.app_context():
        found = service.read_record(written, _id_of(written), digest_of(written))
        while True:
            try:
                taken = in_transaction(
                    lambda: service.take_in(county_id, service.Sender(device), written, found, now=NOW)
                )
                return taken.kind, taken.is_new, taken.receipt
            except Busy:  # the tablet is told to come again, and does
                continue
            finally:
                db.session.remove()


def _id_of(written):
    return json.loads(written)["id"]


def _wrong(county_id, record_id, bodies, answers):
    given = {"county": county_id, "id": record_id}
    entries = db.session.execute(text("SELECT body FROM deposits WHERE county_id = :county AND id = :id"), given).all()
    others = "SELECT body FROM deposit_conflicts WHERE county_id = :county AND deposit_id = :id"
    kept = [bytes(row.body) for row in [*entries, *db.session.execute(text(others), given)]]
    if len(entries) != 1:
        yield f"S2 {record_id}: {len(entries)} entries"
    if sum(kind == "receipt" and new for kind, new, _ in answers) != 1:
        yield f"S2 {record_id}: not one sender was told that it was the first"
    if sorted(kept) != sorted(set(bodies)):
        yield f"S3 {record_id}: {len(set(bodies))} bodies were sent, {len(kept)} are kept"
    by_body = {}
    for body, (_, _, receipt) in zip(bodies, answers, strict=True):
        by_body.setdefault(hashlib.sha256(body).digest(), set()).add(receipt)
    if any(len(receipts) > 1 for receipts in by_body.values()):
        yield f"S4 {record_id}: one body, two receipts"

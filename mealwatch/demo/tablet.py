"""A tablet of the demo county: it takes a pack along, opens what is sealed, and deposits records like any other."""

import json
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mealwatch.devices.domain.canonical import canonical, digest_of
from mealwatch.devices.domain.deposit import Device
from mealwatch.devices.service import enrolling, keeping, taking
from mealwatch.inspections.packing.service import make_pack
from mealwatch.kernel.actor import Actor

#: A drawn name, as signing keeps it.
DRAWN = json.dumps(
    [[60, 150, 110, 70, 160, 150, 210, 80, 260, 160], [300, 60, 300, 190], [340, 120, 420, 90, 520, 150]],
    separators=(",", ":"),
).encode()
PNG, STROKES = "image/png", "application/json"


def hashed(content):
    """The name of bytes."""
    return sha256(content).hexdigest()


@dataclass(frozen=True)
class Pack:
    """A pack with the key that opens it."""

    content: dict
    key: bytes

    def open(self, seal):
        """``(value, seal as a visit reveals it)`` of something sealed."""
        text = AESGCM(self.key).decrypt(b64decode(seal["iv"]), b64decode(seal["data"]), None)
        told = json.loads(text)
        return told["value"], {"commit": seal["commit"], "salt": told["salt"]}


@dataclass
class Tablet:
    """A tablet that was enrolled; it counts its records and chains them."""

    county_id: int
    name: str
    by: Actor
    enrolled_at: datetime
    seq: int = 0
    before: str = ""
    device: Device = field(init=False)

    def __post_init__(self):
        enrolled = enrolling.enrol(self.county_id, name=self.name, by=self.by, now=self.enrolled_at)
        self.device = enrolled.device

    def take(self, school, *, by, now):
        """A school's pack."""
        content, key = make_pack(self.county_id, school, by=by, now=now)
        return Pack(content, b64decode(key))

    def deposit(self, body, photos, *, author, now, kind="visit", school=None):
        """Hand in a record with its photos ({hash: bytes}) and drawings. Returns the Answer."""
        self.seq += 1
        number = sha256(f"{self.county_id}/{self.name}/{self.seq}".encode()).hexdigest()
        attached = [(DRAWN, STROKES, "signature")] if kind == "visit" else []
        attached += [(content, PNG, "photo") for content in photos.values()]
        envelope = {
            "id": f"{number[:8]}-{number[8:12]}-7{number[13:16]}-8{number[17:20]}-{number[20:32]}",
            "type": kind,
            "schema_ver": 1,
            "app_ver": "demo",
            "device_id": self.device.id,
            "device_seq": self.seq,
            "prev_hash": self.before,
            "author": author,
            "school": school or body["visit"]["school"],
            "body": body,
            "attachments": [
                {"sha256": hashed(content), "size": len(content), "mime": mime, "role": role}
                for content, mime, role in attached
            ],
            "claimed_at": now.isoformat(timespec="seconds"),
            "mono_ms": 0,
            "boot_id": "demo",
            "last_server_offset_ms": 0,
        }
        written = canonical(envelope)
        self.before = digest_of(written)
        answer = taking.take_in(self.county_id, taking.Sender(device=self.device), written, envelope, now=now)
        for content, _, _ in attached:
            keeping.keep_file(self.county_id, self.device, envelope["id"], hashed(content), content, now=now)
        return answer


def number_of(*parts):
    """A number for a draft that is the same whenever the demo is made."""
    return str(UUID(sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]))

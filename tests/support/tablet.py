"""A tablet in Python, written from docs/offline.md: it keeps records, hands them in, checks receipts, lets go late.

    tablet = Tablet(Store(), send, Enrolment(device_id, key, receipt_key))
    tablet.finalise("visit", author="inspector", school="S001", body={...}, photos=[("photo", "image/jpeg", bytes)])
    tablet.sync()

``send(method, path, headers, body) -> (status, headers, body)`` carries one request; it raises Unreachable where
nothing comes back. ``store`` is all that outlives a kill: plain data, ``copy.deepcopy`` of it is a backup. ``at`` is
called with the name of each step (see STEPS); a test raises Killed there. Time is ``tablet.clock()``, milliseconds.
"""

import copy
import hashlib
import hmac
import json
from base64 import b64encode
from dataclasses import dataclass, field

from mealwatch.devices.domain.canonical import canonical, digest

DAY_MS = 86_400_000
KEPT_DAYS = 14
PIECE = 128 * 1024
#: Where a tablet can be killed, in the order in which it comes there.
STEPS = (
    "finalise.begun",
    "finalise.photos_kept",
    "finalise.record_kept",
    "finalise.read_back",
    "deposit.sending",
    "deposit.sent",
    "deposit.receipt_checked",
    "deposit.receipt_kept",
    "file.asking",
    "file.asked",
    "file.sending",
    "file.sent",
    "file.noted",
    "upload.begun",
    "upload.address_kept",
    "upload.piece_sending",
    "upload.piece_sent",
    "state.asking",
    "state.asked",
    "state.checked",
    "state.put_back",
    "purge.begun",
    "purge.deciding",
    "purge.record_gone",
    "purge.photos_gone",
)


class Killed(Exception):
    """The tablet was switched off at this step."""


class Unreachable(Exception):
    """Nothing came back: it may have arrived or not."""


class NotSaved(Exception):
    """What was written could not be read back: the person is not told that it is saved."""


@dataclass(frozen=True)
class Enrolment:
    """What the tablet got when it was enrolled."""

    device_id: str
    key: str
    receipt_key: str


@dataclass
class Store:
    """What the tablet keeps. ``put`` of one record and its place in the chain is one step: all of it or nothing."""

    last_seq: int = 0
    last_hash: str = ""
    records: dict = field(default_factory=dict)  # id: canonical bytes
    hashes: dict = field(default_factory=dict)  # id: hash
    blobs: dict = field(default_factory=dict)  # sha256: bytes
    receipts: dict = field(default_factory=dict)  # id: receipt as text
    delivered: set = field(default_factory=set)  # ids with a verified receipt
    sent_files: set = field(default_factory=set)  # (id, sha256) that the server has
    uploads: dict = field(default_factory=dict)  # (id, sha256): address
    state: dict | None = None
    offset_ms: int | None = None
    let_go: set = field(default_factory=set)  # ids purged by the rule

    def copy(self):
        return copy.deepcopy(self)


class Tablet:
    """The client. Whatever is not a receipt of the server's for this very record is "not delivered"."""

    def __init__(self, store, send, enrolment, *, clock, numbers=None, at=None, app_ver="reference-1"):
        self.store, self.send, self.enrolment, self.clock = store, send, enrolment, clock
        self.at = at or (lambda step: None)
        self.numbers = numbers or self._numbers()
        self.app_ver = app_ver
        self.boot_id = "reference"

    # Records

    def finalise(self, record_type, *, author, school, body, photos=(), schema_ver=1, claimed_at=None):
        """Keep a finished record for good; returns its id. ``photos``: (role, mime, bytes)."""
        self.at("finalise.begun")
        named = []
        for role, mime, content in photos:
            sha256 = hashlib.sha256(content).hexdigest()
            self.store.blobs[sha256] = content
            named.append({"sha256": sha256, "size": len(content), "mime": mime, "role": role})
        self.at("finalise.photos_kept")
        record_id = next(self.numbers)
        envelope = {
            "id": record_id,
            "type": record_type,
            "schema_ver": schema_ver,
            "app_ver": self.app_ver,
            "device_id": self.enrolment.device_id,
            "device_seq": self.store.last_seq + 1,
            "prev_hash": self.store.last_hash,
            "author": author,
            "school": school,
            "body": body,
            "attachments": named,
            "claimed_at": claimed_at or "2026-11-23T06:10:00+08:00",
            "mono_ms": self.clock(),
            "boot_id": self.boot_id,
            "last_server_offset_ms": self.store.offset_ms,
        }
        self.put(envelope)
        self.at("finalise.record_kept")
        if self.store.records.get(record_id) != canonical(envelope):
            raise NotSaved
        self.at("finalise.read_back")
        return record_id

    def put(self, envelope):
        """The one step that makes a record: its bytes and the end of the chain together."""
        written = canonical(envelope)
        self.store.records[envelope["id"]] = written
        self.store.hashes[envelope["id"]] = digest(envelope)
        self.store.last_seq, self.store.last_hash = envelope["device_seq"], digest(envelope)

    def outbox(self):
        """The ids of records without a verified receipt, in their order."""
        return [record_id for record_id in self._in_order() if record_id not in self.store.delivered]

    # Handing in

    def sync(self):
        """Hand in texts, then photos, ask what the server has, let go. Stops quietly where nothing comes back."""
        try:
            for record_id in self.outbox():
                self.deposit(record_id)
            for record_id in self._in_order():
                if record_id in self.store.delivered:
                    self.send_files(record_id)
            self.reconcile()
        except Unreachable:
            return False
        self.purge()
        return True

    def deposit(self, record_id):
        """Hand in one record; whether a verified receipt is kept."""
        written, hashed = self.store.records[record_id], self.store.hashes[record_id]
        self.at("deposit.sending")
        status, _headers, answer = self._request(
            "PUT", f"/api/v1/deposits/{record_id}", {"X-Content-SHA256": hashed}, written, "application/json"
        )
        self.at("deposit.sent")
        receipt = self.verified(answer) if status in (200, 201, 409, 422) else None
        if receipt is None or receipt.get("id") != record_id or receipt.get("hash") != hashed:
            return False
        if receipt.get("kind") not in ("receipt", "conflict"):
            return False
        self.at("deposit.receipt_checked")
        self.store.receipts[record_id] = bytes(answer).decode()
        self.store.delivered.add(record_id)
        self.at("deposit.receipt_kept")
        return True

    def send_files(self, record_id):
        """Hand in the photos of a record that the server does not have yet."""
        if json.loads(self.store.receipts[record_id])["kind"] == "conflict":
            return
        for one in json.loads(self.store.records[record_id])["attachments"]:
            sha256 = one["sha256"]
            if (record_id, sha256) in self.store.sent_files:
                continue
            if self._has(record_id, sha256) or self._send_file(record_id, sha256, self.store.blobs[sha256]):
                self.store.sent_files.add((record_id, sha256))
                self.at("file.noted")

    def _has(self, record_id, sha256):
        self.at("file.asking")
        status, headers, _ = self._request("HEAD", f"/api/v1/deposits/{record_id}/attachments/{sha256}", {}, b"")
        self.at("file.asked")
        # A captive portal says 200 to everything; only our server names the hash.
        return status == 200 and headers.get("ETag") == f'"{sha256}"'

    def _send_file(self, record_id, sha256, content):
        if len(content) > PIECE:
            return self._upload(record_id, sha256, content)
        self.at("file.sending")
        path = f"/api/v1/deposits/{record_id}/attachments/{sha256}"
        status, headers, _ = self._request("PUT", path, {}, content, "application/octet-stream")
        self.at("file.sent")
        return status in (200, 201) and headers.get("ETag") == f'"{sha256}"'

    def _upload(self, record_id, sha256, content):
        address = self.store.uploads.get((record_id, sha256))
        arrived = self._arrived(address) if address else None
        if arrived is None:
            address, arrived = self._begin(record_id, sha256, len(content))
        if address is None or arrived is None:
            return False
        while arrived < len(content):
            piece = content[arrived : arrived + PIECE]
            checksum = b64encode(hashlib.sha256(piece).digest()).decode()
            headers = {"Upload-Offset": str(arrived), "Upload-Checksum": f"sha256 {checksum}"}
            self.at("upload.piece_sending")
            status, told, _ = self._request("PATCH", address, headers, piece, "application/offset+octet-stream")
            self.at("upload.piece_sent")
            if status == 204 and told.get("Tus-Resumable") == "1.0.0":
                arrived += len(piece)
                continue
            self.store.uploads.pop((record_id, sha256), None) if status in (404, 410, 460) else None
            return False
        self.store.uploads.pop((record_id, sha256), None)
        return self._has(record_id, sha256)

    def _begin(self, record_id, sha256, size):
        named = b64encode(sha256.encode()).decode()
        headers = {"Upload-Length": str(size), "Upload-Metadata": f"sha256 {named}"}
        status, told, _ = self._request("POST", f"/api/v1/deposits/{record_id}/uploads", headers, b"")
        self.at("upload.begun")
        if status != 201 or told.get("Tus-Resumable") != "1.0.0" or not told.get("Location"):
            return None, None
        self.store.uploads[record_id, sha256] = told["Location"]
        self.at("upload.address_kept")
        return told["Location"], int(told.get("Upload-Offset", "0"))

    def _arrived(self, address):
        status, told, _ = self._request("HEAD", address, {}, b"")
        if status != 200 or told.get("Tus-Resumable") != "1.0.0":
            return None
        return int(told["Upload-Offset"])

    # What the server has

    def reconcile(self):
        """Ask what the server has; what it has lost goes back into the outbox."""
        nonce = f"{self.clock()}-{len(self.store.receipts)}"
        self.at("state.asking")
        path = f"/api/v1/devices/{self.enrolment.device_id}/state?nonce={nonce}"
        status, _headers, answer = self._request("GET", path, {}, b"")
        self.at("state.asked")
        state = self.verified(answer) if status == 200 else None
        if state is None or state.get("kind") != "state" or state.get("nonce") != nonce:
            return
        if state.get("device_id") != self.enrolment.device_id:
            return
        self.at("state.checked")
        self.store.state = state
        self._put_back(state)
        self.at("state.put_back")

    def _put_back(self, state):
        """A server restored from an older backup knows less than the receipts kept here: hand in again."""
        missing = {one["id"]: set(one["missing"]) for one in state["incomplete"]}
        lacking = [range(first, last + 1) for first, last in state["gaps"]]
        for record_id in list(self.store.delivered):
            seq = json.loads(self.store.records[record_id])["device_seq"] if record_id in self.store.records else None
            if seq is None:
                continue
            if seq > state["highest"] or any(seq in run for run in lacking):
                self.store.delivered.discard(record_id)
                self._forget_files(record_id)
            elif record_id in missing:
                for sha256 in missing[record_id]:
                    self.store.sent_files.discard((record_id, sha256))

    def _forget_files(self, record_id):
        self.store.sent_files = {one for one in self.store.sent_files if one[0] != record_id}

    # Letting go

    def purge(self):
        """Let go of records that the server surely has. The only function that deletes one."""
        self.at("purge.begun")
        for record_id in self._in_order():
            self.at("purge.deciding")
            if self.may_go(record_id):
                del self.store.records[record_id]
                self.store.let_go.add(record_id)
                self.at("purge.record_gone")
        named = {one["sha256"] for written in self.store.records.values() for one in json.loads(written)["attachments"]}
        for sha256 in [one for one in self.store.blobs if one not in named]:
            del self.store.blobs[sha256]
        self.at("purge.photos_gone")

    def may_go(self, record_id):
        """Receipt verified, complete, number within what the server has whole, 14 days old by the server's times."""
        state, text = self.store.state, self.store.receipts.get(record_id)
        if state is None or text is None or record_id not in self.store.delivered:
            return False
        receipt = self.verified(text.encode())
        if receipt is None or receipt["hash"] != self.store.hashes[record_id] or receipt["kind"] != "receipt":
            return False
        if record_id in {one["id"] for one in state["incomplete"]} | set(state["quarantined"]) | set(
            state["conflicts"]
        ):
            return False
        if json.loads(self.store.records[record_id])["device_seq"] > state["contiguous_through"]:
            return False
        return _days_between(receipt["received_at"], state["server_time"]) >= KEPT_DAYS

    def verified(self, answer):
        """An answer of the server's as a dict, if it is canonical JSON with the right signature; else None."""
        try:
            found = json.loads(bytes(answer).decode())
            if not isinstance(found, dict) or canonical(found) != bytes(answer):
                return None
            plain = {name: value for name, value in found.items() if name != "sig"}
            wanted = hmac.new(bytes.fromhex(self.enrolment.receipt_key), canonical(plain), hashlib.sha256).hexdigest()
            return found if hmac.compare_digest(wanted, str(found.get("sig"))) else None
        except (ValueError, TypeError, RecursionError):
            return None

    # The file for when the network never comes

    def exported(self, made_at="2026-11-23T20:00:00+08:00"):
        """The sealed export file, as bytes: every record without a verified receipt, and their photos."""
        texts = [self.store.records[record_id].decode() for record_id in self.outbox()]
        named = dict.fromkeys(one["sha256"] for text in texts for one in json.loads(text)["attachments"])
        types = {one["sha256"]: one["mime"] for text in texts for one in json.loads(text)["attachments"]}
        key_id = hashlib.sha256(bytes.fromhex(self.enrolment.receipt_key)).hexdigest()[:16]
        about = {"kind": "mealwatch-export", "version": 1, "device_id": self.enrolment.device_id}
        about |= {"key_id": key_id, "made_at": made_at}
        records = [{"hash": digest(json.loads(text)), "text": text} for text in texts]
        seal = canonical(about | {"hashes": [one["hash"] for one in records], "files": list(named)})
        sig = hmac.new(bytes.fromhex(self.enrolment.receipt_key), seal, hashlib.sha256).hexdigest()
        files = [
            {"sha256": one, "mime": types[one], "base64": b64encode(self.store.blobs[one]).decode()}
            for one in named
            if one in self.store.blobs
        ]
        return json.dumps(about | {"sig": sig, "records": records, "files": files}, ensure_ascii=False).encode()

    def take_receipts(self, file):
        """Take the receipts that the office gives for an export file; how many were verified and kept."""
        kept = 0
        for text in json.loads(file)["receipts"]:
            receipt = self.verified(text.encode())
            if (
                receipt is None
                or receipt["kind"] != "receipt"
                or self.store.hashes.get(receipt.get("id")) != receipt.get("hash")
            ):
                continue
            self.store.receipts[receipt["id"]] = text
            self.store.delivered.add(receipt["id"])
            kept += 1
        return kept

    def _request(self, method, path, headers, body, content_type=None):
        given = {"Authorization": f"Bearer {self.enrolment.key}", "Tus-Resumable": "1.0.0"} | headers
        if content_type:
            given["Content-Type"] = content_type
        status, told, answer = self.send(method, path, given, body)
        return status, {name.title().replace("Etag", "ETag"): value for name, value in dict(told).items()}, answer

    def _in_order(self):
        return sorted(self.store.records, key=lambda one: json.loads(self.store.records[one])["device_seq"])

    def _numbers(self):
        """UUIDs of version 7, as a tablet without a right clock makes them too."""
        number = 0
        while True:
            number += 1
            seed = hashlib.sha256(f"{self.enrolment.device_id}/{self.store.last_seq}/{number}".encode()).hexdigest()
            yield as_uuid(f"{self.clock() % 2**48:012x}7{seed[:3]}8{seed[3:18]}")


def as_uuid(hexes):
    """32 hex digits with their dashes."""
    return "-".join((hexes[:8], hexes[8:12], hexes[12:16], hexes[16:20], hexes[20:]))


def _days_between(first, last):
    from datetime import datetime

    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds() / 86_400

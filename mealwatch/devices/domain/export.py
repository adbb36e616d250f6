"""The file that a tablet writes when the network never comes, and what the office gives back for it.

``sig`` seals the file: ``HMAC-SHA256(receipt key, canonical({kind, version, device_id, key_id, made_at, hashes,
files}))``, where ``hashes`` are those of the records in their order and ``files`` the sha256 of every photo that they
name, each once, in order. A file without the right seal is taken too; its records wait.
"""

import hmac
import json
from base64 import b64decode
from dataclasses import dataclass

from mealwatch.devices.domain import canonical, envelope
from mealwatch.devices.domain.receipt import signature
from mealwatch.devices.errors import NotAnExport

KIND, RECEIPTS, VERSION = "mealwatch-export", "mealwatch-receipts", 1
MOST_RECORDS = 1000


@dataclass(frozen=True)
class Record:
    """One record: the bytes of its envelope, and the envelope. ``hash``: what the file says it is."""

    hash: str
    written: bytes
    envelope: dict


@dataclass(frozen=True)
class Export:
    """What an export file holds. ``files``: sha256 and bytes; ``spoilt``: how many of its records cannot be read."""

    device_id: str
    made_at: str
    records: tuple
    files: dict
    spoilt: int
    about: dict
    sig: str

    def is_sealed(self, key):
        """Whether the tablet with this receipt key made it, with these records and no others."""
        if not key:
            return False
        return hmac.compare_digest(signature(self.about, key).encode(), self.sig.encode())


def read(content):
    """The Export of a file's bytes. Raises NotAnExport."""
    try:
        told = json.loads(content)
        device_id, made_at, sig = str(told["device_id"]), str(told["made_at"]), str(told.get("sig", ""))
        if told["kind"] != KIND or told["version"] != VERSION or len(told["records"]) > MOST_RECORDS:
            raise NotAnExport(field="file", what=str(told["kind"])[:40])
        given = [_record(one["hash"], one["text"]) for one in told["records"]]
        files = {one["sha256"]: b64decode(one["base64"], validate=True) for one in told.get("files", ())}
        about = {name: told[name] for name in ("kind", "version", "device_id", "key_id", "made_at")}
        about["hashes"] = [one["hash"] for one in told["records"]]
        canonical.canonical(about)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAnExport(field="file", what=type(error).__name__) from None
    records = tuple(one for one in given if one is not None)
    named = [one.sha256 for record in records for one in envelope.read(record.envelope).attachments]
    about["files"] = list(dict.fromkeys(named))
    return Export(device_id, made_at, records, files, len(given) - len(records), about, sig)


def receipts_file(device_id, receipts):
    """The file of receipts (texts) that goes back onto the tablet."""
    told = {"kind": RECEIPTS, "version": VERSION, "device_id": device_id, "receipts": list(receipts)}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _record(hashed, text):
    written = text.encode()
    try:
        found = canonical.read(written)
    except canonical.NotCanonical:
        return None
    if canonical.digest_of(written) != hashed or not isinstance(found, dict) or not envelope.is_id(found.get("id")):
        return None
    return Record(hashed, written, found)

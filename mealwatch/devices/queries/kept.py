"""What the journal keeps of each table: bytes by their hash, the receipt key by a digest."""

from hashlib import sha256

from mealwatch.audit.chain import digest
from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.devices import models


def device_body(row):
    """A tablet's row without what receipts are signed with."""
    return body_of({name: value for name, value in row.items() if name != "receipt_key"}) | {
        "receipt_key_digest": digest(row["receipt_key"])
    }


def written_body(row):
    """A record's row, its bytes by their hash. Raises TypeError for what are no bytes."""
    return body_of(row | {"body": sha256(row["body"]).hexdigest()})


def file_body(row):
    """A photo's row, its bytes by their hash. Raises TypeError for what are no bytes."""
    return body_of(row | {"content": sha256(row["content"]).hexdigest()})


KEPT = (
    Kept("device", models.Device.__table__, device_body),
    Kept("deposit", models.Deposit.__table__, written_body),
    Kept("deposit_state", models.DepositState.__table__),
    Kept("deposit_conflict", models.DepositConflict.__table__, written_body),
    Kept("deposit_receipt", models.DepositReceipt.__table__),
    Kept("deposit_attachment", models.DepositAttachment.__table__),
    Kept("evidence_file", models.EvidenceFile.__table__, file_body),
    Kept("device_look", models.DeviceLook.__table__),
)

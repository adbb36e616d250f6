"""Photos that belong to a document; the document itself never changes."""

from mealwatch.audit import rows as audit
from mealwatch.audit import service as journal
from mealwatch.schools import queries as schools
from mealwatch.stock.models import DocumentPhoto


def photograph(county_id, canteen_id, head, digests, *, by, now):
    """Put photos (their digests) to a document, its head a row with id, kind and doc_no; again changes nothing."""
    journal.lock(county_id)
    known = audit.held(DocumentPhoto, county_id, DocumentPhoto.document_id == head.id)
    new = [digest for digest in dict.fromkeys(digests) if (head.id, digest) not in known]
    rows = [
        {
            "county_id": county_id,
            "document_id": head.id,
            "digest": digest,
            "canteen_id": canteen_id,
            "entered_at": now,
            "entered_by": by.name,
        }
        for digest in new
    ]
    key = f"{schools.canteen_code(county_id, canteen_id)}/{head.kind}/{head.doc_no}"
    audit.put(county_id, DocumentPhoto, rows, {}, subject="document_photo", key_of=lambda _: key, by=by, now=now)

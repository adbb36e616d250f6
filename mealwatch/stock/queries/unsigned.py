"""Papers that somebody still has to sign: receipts and notes without a second acceptor, issues without a collector.

What was signed afterwards lacks nothing, nor does what was made alone under an exception: that stands in the
second person's place.
"""

from typing import NamedTuple

from sqlalchemy import and_, exists, literal, or_, select, union_all

from mealwatch.extensions import db
from mealwatch.signing import queries as signing
from mealwatch.stock.models import DeliveryLine, Document, IssueLine, ReceiptLine, Reversal
from mealwatch.stock.queries import documents

#: Under which signatures put under documents afterwards are kept.
SUBJECT = "document"
#: Who signs a document of each kind, the second person last.
NAMES = {
    "opening": ("counted_by", "witnessed_by"),
    "receipt": ("acceptor_1", "acceptor_2"),
    "delivery": ("acceptor_1", "acceptor_2"),
    "issue": ("storekeeper", "collector"),
    "loss": ("approved_by",),
    "stocktake": ("counted_by", "witnessed_by"),
}
_LINES = {"receipt": ReceiptLine, "delivery": DeliveryLine, "issue": IssueLine}
_document = Document.__table__.c
_reversal = Reversal.__table__.c


class Unsigned(NamedTuple):
    """A standing document that lacks a signature."""

    canteen_id: int
    kind: str
    doc_no: str
    dated_on: object


def unsigned(county_id, canteen_ids, first, last):
    """The standing documents of some canteens and days that lack a signature, by date."""
    undone = exists().where(_reversal.county_id == county_id, _reversal.document_id == _document.id)
    selects = [
        select(_document.canteen_id, _document.kind, _document.doc_no, _document.dated_on).where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.dated_on.between(first, last),
            _document.kind == kind,
            ~undone,
            exists().where(_of(line), or_(*(line.c[name].is_(None) for name in NAMES[kind]))),
            ~signing.signed(county_id, _document.canteen_id, SUBJECT, literal(f"{kind}/").concat(_document.doc_no)),
        )
        for kind, line in ((kind, model.__table__) for kind, model in _LINES.items())
    ]
    rows = db.session.execute(union_all(*selects))
    return sorted((Unsigned(*row) for row in rows), key=lambda one: (one.dated_on, one.kind, one.doc_no))


def lacks(county_id, head):
    """Whether one standing document of any kind lacks a signature."""
    lines = documents.lines_of(county_id, head.kind, [head.id])
    if all(getattr(line, name) for line in lines for name in NAMES[head.kind]):
        return False
    key = f"{head.kind}/{head.doc_no}"
    return not signing.signatures_of(county_id, head.canteen_id, SUBJECT, [key]).get(key)


def _of(line):
    return and_(line.c.county_id == _document.county_id, line.c.document_id == _document.id)

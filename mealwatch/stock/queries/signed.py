"""The names on the papers of some days, and when each was entered: a whole county with a fixed number of statements."""

from sqlalchemy import exists, func, literal, select, union_all

from mealwatch.extensions import db
from mealwatch.signing import queries as signing
from mealwatch.stock.models import Correction, DeliveryLine, Document, IssueLine, ReceiptLine
from mealwatch.stock.queries.unsigned import SUBJECT
from mealwatch.stock.queries.watched import of_document, standing

_document = Document.__table__.c
_correction = Correction.__table__.c
#: Kind: its lines, and the columns that name the buyer, the first and the second person.
_PEOPLE = {
    "receipt": (ReceiptLine, "buyer", "acceptor_1", "acceptor_2"),
    "delivery": (DeliveryLine, None, "acceptor_1", "acceptor_2"),
    "issue": (IssueLine, None, "storekeeper", "collector"),
}


def names_on(county_id, first, last):
    """Rows (canteen_id, kind, doc_no, dated_on, buyer, first, second, signed later): each paper's names once."""
    parts = []
    for kind, (model, *names) in _PEOPLE.items():
        line = model.__table__.c
        columns = [line[name] if name else literal(None) for name in names]
        later = signing.signed(county_id, _document.canteen_id, SUBJECT, literal(f"{kind}/").concat(_document.doc_no))
        parts.append(
            select(_document.canteen_id, _document.kind, _document.doc_no, _document.dated_on, *columns, later)
            .join_from(Document.__table__, model.__table__, of_document(line))
            .where(*standing(county_id, kind, first, last))
            .distinct()
        )
    return [tuple(row) for part in parts for row in db.session.execute(part)]


def delivered_by(county_id, first, last):
    """Rows (canteen_id, doc_no, dated_on, supplier_id, fen) of delivered meals."""
    line = DeliveryLine.__table__.c
    statement = (
        select(_document.canteen_id, _document.doc_no, _document.dated_on, line.supplier_id, func.sum(line.amount_fen))
        .join_from(Document.__table__, DeliveryLine.__table__, of_document(line))
        .where(*standing(county_id, "delivery", first, last))
        .group_by(_document.canteen_id, _document.doc_no, _document.dated_on, line.supplier_id)
        .order_by(_document.dated_on, _document.doc_no, line.supplier_id)
    )
    return [(*row[:4], int(row[4])) for row in db.session.execute(statement)]


def entered(county_id, first, last):
    """Rows (canteen_id, kind, doc_no, dated_on, entered_at, entered_by) of standing papers.

    Left out are those that were imported without a moment, and what was entered in the place of a reversed one.
    """
    corrects = exists().where(_correction.county_id == _document.county_id, _correction.replaced_by == _document.id)
    selects = [
        select(
            _document.canteen_id,
            _document.kind,
            _document.doc_no,
            _document.dated_on,
            _document.entered_at,
            _document.entered_by,
        ).where(*standing(county_id, kind, first, last), _document.imported.is_(False), ~corrects)
        for kind in ("receipt", "issue", "delivery")
    ]
    return db.session.execute(union_all(*selects)).all()

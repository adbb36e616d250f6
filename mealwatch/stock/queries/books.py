"""The ledger as the import needs it: what is there of the numbers that a set brings, and the lots it draws from."""

from sqlalchemy import func, select

from mealwatch.extensions import db
from mealwatch.stock.domain.store import Lot
from mealwatch.stock.models import Document, IssueLine, Reversal
from mealwatch.stock.models import Lot as LotRow

_document = Document.__table__.c
_reversal = Reversal.__table__.c
_lot = LotRow.__table__.c
_issue = IssueLine.__table__.c
_LOT = select(
    _lot.document_id,
    _lot.line_no,
    _lot.ingredient_id,
    _lot.received_on,
    _lot.expires_on,
    _lot.bought,
    _lot.cost_fen,
    _lot.used,
    _lot.drawn_fen,
    _lot.standing,
)


def documents_numbered(county_id, canteen_id, kind, doc_nos):
    """Rows (doc_no, id, dated_on, digest, reversed_on, reason, reversed_by) of a canteen's documents of one kind.

    The last three are of its reversal, None where it stands.
    """
    return db.session.execute(
        select(
            _document.doc_no,
            _document.id,
            _document.dated_on,
            _document.digest,
            _reversal.dated_on.label("reversed_on"),
            _reversal.reason,
            _reversal.reversed_by,
        )
        .select_from(Document.__table__)
        .outerjoin(
            Reversal.__table__,
            (_reversal.county_id == _document.county_id) & (_reversal.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.kind == kind,
            _document.doc_no.in_(doc_nos),
        )
    ).all()


def open_lots(county_id, canteen_id):
    """The canteen's standing lots that still hold something, as Lot values."""
    rows = db.session.execute(
        _LOT.where(
            _lot.county_id == county_id,
            _lot.canteen_id == canteen_id,
            _lot.used < _lot.bought,
            _lot.standing,
        )
    )
    return [_as_lot(row) for row in rows]


def last_lot(county_id, canteen_id, ingredient_id, on, without):
    """The last standing lot received up to ``on``, by date received and entry, or None.

    ``without``: documents whose lots are passed over.
    """
    statement = _LOT.where(
        _lot.county_id == county_id,
        _lot.canteen_id == canteen_id,
        _lot.ingredient_id == ingredient_id,
        _lot.received_on <= on,
        _lot.standing,
    ).order_by(_lot.received_on.desc(), _lot.document_id.desc(), _lot.line_no.desc())
    if without:
        statement = statement.where(_lot.document_id.not_in(without))
    row = db.session.execute(statement.limit(1)).one_or_none()
    return _as_lot(row) if row else None


def lot_by_key(county_id, key):
    """The lot with this key (document id, line number)."""
    document_id, line_no = key
    found = _LOT.where(_lot.county_id == county_id, _lot.document_id == document_id, _lot.line_no == line_no)
    return _as_lot(db.session.execute(found).one())


def document_dated(county_id, document_id):
    """The date of a document."""
    return db.session.scalar(
        select(_document.dated_on).where(_document.county_id == county_id, _document.id == document_id)
    )


def longest_use(county_id, document_id):
    """The most days over which a line of an issue spreads its cost; 1 for other documents."""
    days = db.session.scalar(
        select(func.max(_issue.use_days)).where(_issue.county_id == county_id, _issue.document_id == document_id)
    )
    return days or 1


def _as_lot(row):
    return Lot((row[0], row[1]), *row[2:])

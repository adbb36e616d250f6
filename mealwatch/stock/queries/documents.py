"""Documents for reading: one with all that hangs on it, and lists of them.

Rows carry ids of ingredients and suppliers; whoever shows them knows the catalogue.
"""

from typing import NamedTuple

from sqlalchemy import and_, func, select, union, union_all

from mealwatch.drafts.queries import with_typed
from mealwatch.extensions import db
from mealwatch.signing.domain.exceptions import is_mark
from mealwatch.stock import models
from mealwatch.stock.domain.documents import KINDS

_document = models.Document.__table__.c
_reversal = models.Reversal.__table__.c
_draw = models.Draw.__table__.c
_lot = models.Lot.__table__.c
_LINES = {
    "opening": models.OpeningLine.__table__,
    "receipt": models.ReceiptLine.__table__,
    "issue": models.IssueLine.__table__,
    "delivery": models.DeliveryLine.__table__,
    "loss": models.LossLine.__table__,
    "stocktake": models.StocktakeLine.__table__,
}
#: The amount of a line of each kind: what it brought in, or what its draws cost.
_AMOUNT = {
    "opening": "amount_fen",
    "receipt": "amount_fen",
    "issue": "cost_fen",
    "delivery": "amount_fen",
    "loss": "cost_fen",
    "stocktake": "cost_fen",
}
_PREFIX = {"opening": "O", "receipt": "R", "issue": "I", "delivery": "D", "loss": "L", "stocktake": "T"}
_SIGNERS = (
    "buyer",
    "acceptor_1",
    "acceptor_2",
    "storekeeper",
    "collector",
    "counted_by",
    "witnessed_by",
    "approved_by",
)
_HEADS = select(
    _document.id,
    _document.kind,
    _document.canteen_id,
    _document.doc_no,
    _document.dated_on,
    _document.meal,
    _document.entered_at,
    _document.entered_by,
    _document.imported,
    _reversal.id.label("reversal_id"),
    _reversal.dated_on.label("reversed_on"),
    _reversal.reason.label("reversal_reason"),
    _reversal.reversed_by,
    _reversal.entered_at.label("reversal_entered_at"),
    _reversal.entered_by.label("reversal_entered_by"),
).outerjoin_from(
    models.Document.__table__,
    models.Reversal.__table__,
    and_(_reversal.county_id == _document.county_id, _reversal.document_id == _document.id),
)
_HEAD = with_typed(
    _HEADS,
    county_id=_document.county_id,
    kind=_document.kind,
    place_id=_document.canteen_id,
    number=_document.doc_no,
)


class Filter(NamedTuple):
    """Which documents of which canteens; ``first`` and ``last`` are dates of the documents, both included."""

    canteen_ids: tuple
    kinds: tuple = KINDS
    first: object = None
    last: object = None


def find_head(county_id, canteen_id, kind, doc_no):
    """The head of a document with its reversal's columns (None where it stands), or None."""
    return db.session.execute(
        _HEAD.where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.kind == kind,
            _document.doc_no == doc_no,
        )
    ).one_or_none()


def heads_of(county_id, document_ids):
    """The heads of these documents, in their order of entry."""
    statement = _HEAD.where(_document.county_id == county_id, _document.id.in_(list(document_ids)))
    return db.session.execute(statement.order_by(_document.id)).all()


def lines_of(county_id, kind, document_ids):
    """The lines of some documents of one kind, as rows of their table, by document and line."""
    table = _LINES[kind]
    statement = select(table).where(table.c.county_id == county_id, table.c.document_id.in_(list(document_ids)))
    return db.session.execute(statement.order_by(table.c.document_id, table.c.line_no)).all()


def draws_of(county_id, document_id):
    """What a document drew: (line_no, quantity, cost_fen) with the lot and the document that brought it in."""
    statement = (
        select(
            _draw.line_no,
            _draw.quantity,
            _draw.cost_fen,
            _lot.ingredient_id,
            _lot.received_on,
            _lot.expires_on,
            _lot.bought,
            _lot.cost_fen.label("lot_cost_fen"),
            _document.kind,
            _document.doc_no,
        )
        .join_from(models.Draw.__table__, models.Lot.__table__, _of_lot())
        .join(models.Document.__table__, _is_document(_lot.document_id, _lot.county_id))
        .where(_draw.county_id == county_id, _draw.document_id == document_id)
    )
    return db.session.execute(statement.order_by(_draw.line_no, _draw.draw_no)).all()


def lots_of(county_id, document_id):
    """The lots that a document brought in, by line."""
    statement = select(models.Lot.__table__).where(_lot.county_id == county_id, _lot.document_id == document_id)
    return db.session.execute(statement.order_by(_lot.line_no)).all()


def later_draws(county_id, document_id):
    """What later documents drew from a document's lots, in their order of entry; ``reversed_on`` where undone."""
    statement = (
        select(
            _draw.lot_line_no,
            _draw.quantity,
            _draw.cost_fen,
            _document.kind,
            _document.doc_no,
            _document.dated_on,
            _document.meal,
            _reversal.dated_on.label("reversed_on"),
        )
        .join_from(models.Draw.__table__, models.Document.__table__, _is_document(_draw.document_id, _draw.county_id))
        .outerjoin(
            models.Reversal.__table__,
            and_(_reversal.county_id == _draw.county_id, _reversal.document_id == _draw.document_id),
        )
        .where(_draw.county_id == county_id, _draw.lot_document_id == document_id)
    )
    return db.session.execute(statement.order_by(_draw.lot_line_no, _draw.document_id, _draw.line_no)).all()


def count_documents(county_id, wanted):
    """How many documents meet the Filter."""
    return db.session.scalar(select(func.count()).select_from(models.Document).where(*_meeting(county_id, wanted)))


def documents_of(county_id, wanted, limit=None, offset=0):
    """Heads of the documents that meet the Filter, the latest date first, then the latest entry."""
    statement = _HEAD.where(*_meeting(county_id, wanted)).order_by(_document.dated_on.desc(), _document.id.desc())
    return db.session.execute(statement.limit(limit).offset(offset)).all()


def sums_of(county_id, heads):
    """``{document id: (amount in fen, number of lines)}`` of some heads."""
    parts = []
    for kind, table in _LINES.items():
        ids = [head.id for head in heads if head.kind == kind]
        if ids:
            parts.append(
                select(table.c.document_id, func.sum(table.c[_AMOUNT[kind]]), func.count())
                .where(table.c.county_id == county_id, table.c.document_id.in_(ids))
                .group_by(table.c.document_id)
            )
    rows = db.session.execute(union_all(*parts)) if parts else ()
    return {row[0]: (int(row[1]), row[2]) for row in rows}


def next_number(county_id, canteen_id, kind, on):
    """A number that no document of this canteen and kind has yet: ``R20261123-1``."""
    start = f"{_PREFIX[kind]}{on:%Y%m%d}-"
    taken = db.session.scalars(
        select(_document.doc_no).where(
            _document.county_id == county_id,
            _document.canteen_id == canteen_id,
            _document.kind == kind,
            _document.doc_no.startswith(start, autoescape=True),
        )
    )
    numbers = [int(text.removeprefix(start)) for text in taken if text.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def ingredients_in_use(county_id, ingredient_ids):
    """Those of these ingredients of which some lot has ever been received."""
    statement = select(_lot.ingredient_id).where(
        _lot.county_id == county_id, _lot.ingredient_id.in_(list(ingredient_ids))
    )
    return set(db.session.scalars(statement.distinct()))


def _meeting(county_id, wanted):
    yield _document.county_id == county_id
    yield _document.canteen_id.in_(wanted.canteen_ids)
    if tuple(wanted.kinds) != KINDS:
        yield _document.kind.in_(wanted.kinds)
    if wanted.first:
        yield _document.dated_on >= wanted.first
    if wanted.last:
        yield _document.dated_on <= wanted.last


def _of_lot():
    return and_(
        _lot.county_id == _draw.county_id,
        _lot.document_id == _draw.lot_document_id,
        _lot.line_no == _draw.lot_line_no,
    )


def _is_document(document_id, county_id):
    return and_(_document.county_id == county_id, _document.id == document_id)


def people_named(county_id, canteen_id, most=40):
    """Names that signed the canteen's latest documents, to be offered where somebody signs; an exception is no name."""
    latest = (
        select(_document.id)
        .where(_document.county_id == county_id, _document.canteen_id == canteen_id)
        .order_by(_document.dated_on.desc(), _document.id.desc())
        .limit(most)
    )
    parts = [
        select(table.c[name]).where(table.c.county_id == county_id, table.c.document_id.in_(latest))
        for table in _LINES.values()
        for name in _SIGNERS
        if name in table.c
    ]
    return sorted(name for name in db.session.scalars(union(*parts)) if name and not is_mark(name))

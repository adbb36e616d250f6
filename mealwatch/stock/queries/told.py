"""What the journal must have been told of the ledger: documents and reversals as their rows stand now.

Everything streams in the order of entry; the tables of the lines are read
beside the documents, each once.
"""

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import and_, func, select

from mealwatch.extensions import db
from mealwatch.schools import queries as schools
from mealwatch.stock.domain import record
from mealwatch.stock.models import (
    DeliveryLine,
    Document,
    Draw,
    IssueLine,
    LossLine,
    Lot,
    OpeningLine,
    ReceiptLine,
    Reversal,
    StocktakeLine,
)
from mealwatch.storage import view

LINES = {
    "opening": OpeningLine,
    "receipt": ReceiptLine,
    "issue": IssueLine,
    "delivery": DeliveryLine,
    "loss": LossLine,
    "stocktake": StocktakeLine,
}


class Entered(NamedTuple):
    """A document with all its rows: ``head`` in the order of record.HEAD, the others in that of LINE, DRAW, LOT.

    ``head`` is None for rows of a document that is not there; ``stray`` names a table that holds
    rows which no such document has.
    """

    head: tuple | None
    lines: list
    draws: list
    lots: list
    document_id: object
    stray: str | None = None


def documents(county_id):
    """Streams every document as Entered, in the order of entry."""
    lines = {kind: _Grouped(county_id, model, record.LINE[kind]) for kind, model in LINES.items()}
    draws, lots = _Grouped(county_id, Draw, record.DRAW), _Grouped(county_id, Lot, record.LOT)
    parts = [*lines.values(), draws, lots]
    columns = Document.__table__.c
    heads = select(*(columns[name] for name in record.HEAD)).where(columns.county_id == county_id)
    for head in view.rows(heads.order_by(columns.id)):
        document_id, kind = head[:2]
        yield from _strays(parts, document_id)
        own = lines.get(kind)
        stray = next((part.table for part in lines.values() if part is not own and part.id == document_id), None)
        yield Entered(
            head,
            own.take(document_id) if own else [],
            draws.take(document_id),
            lots.take(document_id),
            document_id,
            stray,
        )
    yield from _strays(parts, None)


class Undone(NamedTuple):
    """Of a document that was reversed; all None where there is no such document."""

    canteen_id: int | None
    kind: str | None
    doc_no: str | None
    dated_on: str | None


def reversals(county_id):
    """Streams every reversal in the order of entry: (its row as a dict by record.REVERSAL, its document's Undone)."""
    own, document = Reversal.__table__, Document.__table__
    names = record.REVERSAL
    statement = (
        select(
            *(own.c[name] for name in names),
            document.c.canteen_id,
            document.c.kind,
            document.c.doc_no,
            document.c.dated_on,
        )
        .select_from(own)
        .outerjoin(document, and_(document.c.county_id == own.c.county_id, document.c.id == own.c.document_id))
        .where(own.c.county_id == county_id)
        .order_by(own.c.id)
    )
    for row in view.rows(statement):
        yield dict(zip(names, row, strict=False)), Undone(*row[len(names) :])


def numbers(county_id):
    """(how many, the highest) of the numbers that documents and reversals have in the order of entry."""
    found = [
        db.session.execute(select(func.count(), func.max(table.c.id)).where(table.c.county_id == county_id)).one()
        for table in (Document.__table__, Reversal.__table__)
    ]
    return sum(count for count, _ in found), max(highest or 0 for _, highest in found)


def name_of(county_id, document_id):
    """A document by kind and journal key: ``issue C001/issue/I1109``."""
    document = Document.__table__.c
    row = db.session.execute(
        select(document.canteen_id, document.kind, document.doc_no).where(
            document.county_id == county_id, document.id == document_id
        )
    ).one()
    code = schools.canteen_code(county_id, row.canteen_id)
    return f"{row.kind} {code}/{row.kind}/{row.doc_no}"


class _Grouped:
    """Rows of one table, handed out by the document that they belong to."""

    def __init__(self, county_id, model, names):
        self.table = model.__tablename__
        columns = model.__table__.c
        keys = [column for column in model.__table__.primary_key if column.name != "county_id"]
        statement = select(columns.document_id, *(columns[name] for name in names))
        rows = view.rows(statement.where(columns.county_id == county_id).order_by(*keys))
        self._groups = groupby(rows, itemgetter(0))
        self._next()

    def take(self, document_id):
        """The rows of this document, without its id; none where it has none here."""
        if self.id != document_id:
            return []
        rows = [row[1:] for row in self._waiting]
        self._next()
        return rows

    def _next(self):
        self.id, self._waiting = next(self._groups, (None, ()))


def _strays(parts, document_id):
    """Rows before this document (None: at the end) that belong to none."""
    for part in parts:
        while part.id is not None and (document_id is None or type(part.id) is not int or part.id < document_id):
            stray, _ = part.id, part.take(part.id)
            yield Entered(None, [], [], [], stray, part.table)

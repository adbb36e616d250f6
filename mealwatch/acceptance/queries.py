"""Acceptances, what the bureau allows about licences, and what is usual for a price."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import and_, or_, select, union_all

from mealwatch.acceptance import errors, models
from mealwatch.acceptance.domain import prices
from mealwatch.acceptance.domain.licences import TAKE, Allowance
from mealwatch.acceptance.domain.record import Acceptance, Slip, as_object
from mealwatch.audit.kept import Kept
from mealwatch.catalogue.known import known_ingredients
from mealwatch.extensions import db
from mealwatch.stock.queries import documents
from mealwatch.stock.queries.paid import paid_by_others

_slip = models.AcceptanceSlip.__table__
_line = models.Acceptance.__table__
_allowance = models.LicenceAllowance.__table__
_rule = models.LicenceRule.__table__
_SLIP = [_slip.c[name] for name in Slip.__dataclass_fields__]
_LINE = [_line.c[name] for name in Acceptance.__dataclass_fields__]
_ALLOWANCE = select(*(_allowance.c[name] for name in Allowance.__dataclass_fields__))
_OBJECTS = ("certificates", "checks", "price_question")

#: What the journal keeps of these tables.
KEPT = (
    Kept("acceptance_slip", _slip),
    Kept("acceptance", _line),
    Kept("licence_allowance", _allowance),
    Kept("licence_rule", _rule),
)


def acceptances(county_id, canteen_id, first, last):
    """``{(document id, line_no): Acceptance}`` of what was taken into the store in these days.

    Lines of which nothing was accepted stand under the numbers after their document's lines.
    """
    rows = db.session.execute(
        select(_line.c.document_id, *_LINE).where(
            *_of(_line, county_id, canteen_id),
            _line.c.document_id.is_not(None),
            _line.c.dated_on >= first,
            _line.c.dated_on <= last,
        )
    )
    return {(row.document_id, row.line_no): _as_line(row._mapping) for row in rows}


def slips(county_id, canteen_id, first, last):
    """The slips of some days with their lines, the latest first: ``[(Slip, [Acceptance])]``."""
    wanted = _slip.c.dated_on >= first, _slip.c.dated_on <= last
    heads = db.session.execute(
        select(*_SLIP)
        .where(*_of(_slip, county_id, canteen_id), *wanted)
        .order_by(_slip.c.dated_on.desc(), _slip.c.kind, _slip.c.doc_no.desc())
    )
    found = {(head.kind, head.doc_no): (_as_slip(head), []) for head in heads}
    lines = db.session.execute(
        select(_line.c.kind, _line.c.doc_no, *_LINE)
        .where(*_of(_line, county_id, canteen_id), _line.c.dated_on >= first, _line.c.dated_on <= last)
        .order_by(_line.c.line_no)
    )
    for row in lines:
        found[row.kind, row.doc_no][1].append(_as_line(row._mapping))
    return list(found.values())


def find_slip(county_id, canteen_id, kind, doc_no):
    """The slip with this number and its lines, ``(Slip, [Acceptance])``, or None."""
    same = _slip.c.kind == kind, _slip.c.doc_no == doc_no
    head = db.session.execute(select(*_SLIP).where(*_of(_slip, county_id, canteen_id), *same)).one_or_none()
    if head is None:
        return None
    rows = db.session.execute(
        select(*_LINE)
        .where(*_of(_line, county_id, canteen_id), _line.c.kind == kind, _line.c.doc_no == doc_no)
        .order_by(_line.c.line_no)
    )
    return _as_slip(head), [_as_line(row._mapping) for row in rows]


def slip_of(county_id, document_id):
    """``(Slip, [Acceptance])`` of a document, or None for one that was entered without."""
    head = db.session.execute(
        select(_slip.c.canteen_id, _slip.c.kind, _slip.c.doc_no).where(
            _slip.c.county_id == county_id, _slip.c.document_id == document_id
        )
    ).first()
    return find_slip(county_id, *head) if head else None


def slip_digest(county_id, canteen_id, kind, doc_no):
    """The digest of what a slip says, or None."""
    return db.session.scalar(
        select(_slip.c.digest).where(*_of(_slip, county_id, canteen_id), _slip.c.kind == kind, _slip.c.doc_no == doc_no)
    )


def sealed(county_id, canteen_id, kind, dated_on, digest):
    """The number and the document's id of the slip that says this, or None."""
    return db.session.execute(
        select(_slip.c.doc_no, _slip.c.document_id).where(
            *_of(_slip, county_id, canteen_id),
            _slip.c.kind == kind,
            _slip.c.dated_on == dated_on,
            _slip.c.digest == digest,
        )
    ).first()


def next_number(county_id, canteen_id, kind, dated_on):
    """The number that the next paper of a day takes; those of goods that all went back are taken too."""
    number = documents.next_number(county_id, canteen_id, kind, dated_on)
    same = *_of(_slip, county_id, canteen_id), _slip.c.kind == kind, _slip.c.dated_on == dated_on
    taken = set(db.session.scalars(select(_slip.c.doc_no).where(*same)))
    start, _, count = number.rpartition("-")
    while number in taken:
        count = str(int(count) + 1)
        number = f"{start}-{count}"
    return number


def allowances_of(county_id, supplier_ids=None):
    """What the bureau allowed, the newest first."""
    statement = _ALLOWANCE.where(_allowance.c.county_id == county_id).order_by(_allowance.c.id.desc())
    if supplier_ids is not None:
        statement = statement.where(_allowance.c.supplier_id.in_(list(supplier_ids)))
    return [Allowance(*row) for row in db.session.execute(statement)]


def get_allowance(county_id, allowance_id):
    """One allowance. Raises NoAllowance."""
    row = db.session.execute(
        _ALLOWANCE.where(_allowance.c.county_id == county_id, _allowance.c.id == allowance_id)
    ).one_or_none()
    if row is None:
        raise errors.NoAllowance(value=allowance_id, what="", key=allowance_id)
    return Allowance(*row)


def unknown_licence_rule(county_id, on):
    """What the county does on a day with suppliers of whom nobody knows when the licence ends: take or stop."""
    found = db.session.scalar(
        select(_rule.c.unknown_licence)
        .where(_rule.c.county_id == county_id, _rule.c.from_date <= on)
        .order_by(_rule.c.from_date.desc())
        .limit(1)
    )
    return found or TAKE


def licence_rules(county_id):
    """Every rule of the county about unknown licences, the newest first."""
    statement = select(_rule.c.from_date, _rule.c.unknown_licence, _rule.c.decided_by, _rule.c.decided_at)
    statement = statement.where(_rule.c.county_id == county_id).order_by(_rule.c.from_date.desc())
    return db.session.execute(statement).all()


def usual_prices(county_id, canteen_id, ingredients, on):
    """``{ingredient id: Usual}`` for goods that a canteen receives on a day."""
    paid = paid_by_others(county_id, canteen_id, on - timedelta(days=prices.DAYS), on, {one.id for one in ingredients})
    known = known_ingredients()
    return {
        one.id: prices.usual(prices.band(_known(known, one), one.base_unit), paid.get(one.id, ()))
        for one in ingredients
    }


class Told(NamedTuple):
    """What a slip says of a line's price beside its amount: carriage, and the price as it was typed."""

    freight_fen: int
    price: str | None
    price_per: str | None


def prices_told(county_id, first, last, *, said_from):
    """``{(document id, line_no): Told}`` of lines that tell of carriage, and from ``said_from`` on of a price."""
    rows = db.session.execute(
        select(_line.c.document_id, _line.c.line_no, _line.c.freight_fen, _line.c.price, _line.c.price_per).where(
            _line.c.county_id == county_id,
            _line.c.document_id.is_not(None),
            _line.c.dated_on.between(first, last),
            or_(_line.c.freight_fen > 0, and_(_line.c.price.is_not(None), _line.c.dated_on >= said_from)),
        )
    )
    return {(row.document_id, row.line_no): Told(*row[2:]) for row in rows}


def photographed(county_id, first, last):
    """Rows (canteen_id, kind, doc_no, dated_on, supplier_id, digests) of slips and lines of some days with photos."""
    head = select(
        _slip.c.canteen_id, _slip.c.kind, _slip.c.doc_no, _slip.c.dated_on, _slip.c.supplier_id, _slip.c.slip_photos
    ).where(_slip.c.county_id == county_id, _slip.c.dated_on.between(first, last), _slip.c.slip_photos != "")
    same = (_slip.c[name] == _line.c[name] for name in ("county_id", "canteen_id", "kind", "doc_no"))
    line = (
        select(_line.c.canteen_id, _line.c.kind, _line.c.doc_no, _line.c.dated_on, _slip.c.supplier_id, _line.c.photos)
        .join_from(_line, _slip, and_(*same))
        .where(_line.c.county_id == county_id, _line.c.dated_on.between(first, last), _line.c.photos != "")
    )
    return db.session.execute(union_all(head, line)).all()


def _known(known, ingredient):
    """The known ingredient that this is; a county's own thing under the same code is another."""
    found = known.get(ingredient.code)
    return found if found is not None and found.name == ingredient.name else None


def _of(table, county_id, canteen_id):
    return table.c.county_id == county_id, table.c.canteen_id == canteen_id


def _as_slip(row):
    return Slip(
        **{
            **{name: getattr(row, name) for name in Slip.__dataclass_fields__},
            "slip_photos": tuple(row.slip_photos.split()),
        }
    )


def _as_line(row):
    values = {name: row[name] for name in Acceptance.__dataclass_fields__}
    values |= {name: as_object(values[name]) if values[name] else values[name] for name in _OBJECTS}
    return Acceptance(**values | {"photos": tuple(values["photos"].split())})

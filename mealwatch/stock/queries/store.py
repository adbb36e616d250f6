"""What a document may touch: the open lots of its ingredients, its own earlier self, its draws."""

from sqlalchemy import bindparam, select, tuple_

from mealwatch.extensions import db
from mealwatch.stock.domain.store import Draw, Lot, Moved, Store
from mealwatch.stock.models import Document, Reversal
from mealwatch.stock.models import Draw as DrawRow
from mealwatch.stock.models import Lot as LotRow
from mealwatch.storage.bare import Dates, bare_rows

_lot = LotRow.__table__.c
_document = Document.__table__.c
_reversal = Reversal.__table__.c
_LOT = (
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
_COUNTY = bindparam("county")
#: Made once: putting a statement together costs more than running it.
_OPEN = select(*_LOT[:-1]).where(
    _lot.county_id == _COUNTY,
    _lot.canteen_id == bindparam("canteen"),
    _lot.ingredient_id.in_(bindparam("ingredients", expanding=True)),
    _lot.used < _lot.bought,
    _lot.standing,
)
_LAST = (
    select(*_LOT)
    .where(
        _lot.county_id == _COUNTY,
        _lot.canteen_id == bindparam("canteen"),
        _lot.ingredient_id == bindparam("ingredient"),
        _lot.received_on <= bindparam("on"),
        _lot.standing,
    )
    .order_by(_lot.received_on.desc(), _lot.document_id.desc(), _lot.line_no.desc())
    .limit(1)
)
_BY_NUMBER = select(_document.id, _document.dated_on, _document.meal, _document.digest).where(
    _document.county_id == _COUNTY,
    _document.canteen_id == bindparam("canteen"),
    _document.kind == bindparam("kind"),
    _document.doc_no == bindparam("doc_no"),
)
_UNDONE = select(_reversal.id, _reversal.dated_on, _reversal.reason, _reversal.reversed_by).where(
    _reversal.county_id == _COUNTY, _reversal.document_id == bindparam("document")
)


def store_of(county_id, canteen_id, ingredient_ids):
    """The store of a canteen, holding the open lots of some ingredients.

    The caller holds the county's journal head, so nobody else draws from them meanwhile.
    """
    wanted = {"county": county_id, "canteen": canteen_id, "ingredients": ingredient_ids}
    on = Dates()
    lots = [
        Lot((row[0], row[1]), row[2], on[row[3]], None if row[4] is None else on[row[4]], *row[5:])
        for row in bare_rows(_OPEN, wanted)
    ]
    return Store(lots, lambda ingredient, on: last_received(county_id, canteen_id, ingredient, on))


def last_received(county_id, canteen_id, ingredient_id, on):
    """The last standing lot received up to ``on``, by date received and entry; None where there is none."""
    wanted = {"county": county_id, "canteen": canteen_id, "ingredient": ingredient_id, "on": on}
    row = db.session.execute(_LAST, wanted).one_or_none()
    return _as_lot(row) if row else None


def find_document(county_id, canteen_id, kind, doc_no):
    """Its head row (id, dated_on, meal, digest) or None."""
    wanted = {"county": county_id, "canteen": canteen_id, "kind": kind, "doc_no": doc_no}
    return db.session.execute(_BY_NUMBER, wanted).one_or_none()


def find_reversal(county_id, document_id):
    """The reversal of a document (id, dated_on, reason, reversed_by) or None."""
    return db.session.execute(_UNDONE, {"county": county_id, "document": document_id}).one_or_none()


def moved_by(county_id, document_id):
    """What a posted document moved, with the store of the lots concerned: (Store, [Moved, ...])."""
    draws = db.session.execute(
        select(DrawRow.lot_document_id, DrawRow.lot_line_no, DrawRow.quantity, DrawRow.cost_fen)
        .where(DrawRow.county_id == county_id, DrawRow.document_id == document_id)
        .order_by(DrawRow.line_no, DrawRow.draw_no)
    ).all()
    own = db.session.execute(
        select(*_LOT).where(LotRow.county_id == county_id, LotRow.document_id == document_id)
    ).all()
    keys = {(draw.lot_document_id, draw.lot_line_no) for draw in draws}
    touched = (
        db.session.execute(
            select(*_LOT).where(
                LotRow.county_id == county_id,
                tuple_(LotRow.document_id, LotRow.line_no).in_(sorted(keys)),
            )
        ).all()
        if keys
        else []
    )
    store = Store(_as_lot(row) for row in [*own, *touched])
    moved = [
        Moved(
            draws=tuple(Draw((draw.lot_document_id, draw.lot_line_no), draw.quantity, draw.cost_fen) for draw in draws)
        ),
        *(Moved(lot=store.lots[row.document_id, row.line_no]) for row in own),
    ]
    return store, moved


def documents_drawing_on(county_id, document_id):
    """Numbers of the standing documents that drew from a document's lots."""
    return db.session.scalars(
        select(Document.doc_no)
        .join(
            DrawRow,
            (DrawRow.county_id == Document.county_id) & (DrawRow.document_id == Document.id),
        )
        .outerjoin(
            Reversal,
            (Reversal.county_id == Document.county_id) & (Reversal.document_id == Document.id),
        )
        .where(
            Document.county_id == county_id,
            DrawRow.lot_document_id == document_id,
            Reversal.document_id.is_(None),
        )
        .distinct()
    ).all()


def _as_lot(row):
    return Lot((row[0], row[1]), *row[2:])

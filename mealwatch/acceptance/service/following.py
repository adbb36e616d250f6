"""A corrected receipt or delivery keeps its acceptance: the slip goes on under the new number, with what changed."""

from sqlalchemy import select

from mealwatch.acceptance import models
from mealwatch.audit import rows as audited
from mealwatch.audit.chain import digest
from mealwatch.extensions import db
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import documents

_SLIP, _LINE = models.AcceptanceSlip.__table__, models.Acceptance.__table__
_CARRIED = ("buyer", "acceptor_1", "acceptor_2", "supplier_id")


def follow(county_id, canteen_id, old, new, *, by, now):
    """Write the slip of ``old`` (a head that was corrected) anew for ``new``; nothing where there is none.

    What stands in the ledger is taken from it; the rest (noted, brand, certificates, photos ...) is carried over.
    The signature stays with what was signed.
    """
    slip = db.session.execute(
        select(_SLIP).where(_SLIP.c.county_id == county_id, _SLIP.c.document_id == old.id)
    ).one_or_none()
    if slip is None:
        return
    before = db.session.execute(
        select(_LINE)
        .where(
            _LINE.c.county_id == county_id,
            _LINE.c.canteen_id == canteen_id,
            _LINE.c.kind == slip.kind,
            _LINE.c.doc_no == slip.doc_no,
        )
        .order_by(_LINE.c.line_no)
    ).all()
    lines = documents.lines_of(county_id, new.kind, [new.id])
    place = {"doc_no": new.doc_no, "document_id": new.id, "dated_on": new.dated_on}
    head = dict(slip._mapping) | place
    head |= {name: getattr(lines[0], name) for name in _CARRIED if hasattr(lines[0], name)}
    head |= {
        "digest": digest([slip.digest, new.doc_no]),
        "signature_id": None,
        "entered_at": now,
        "entered_by": by.name,
    }
    rows = [row | place for row in _lines_anew([dict(row._mapping) for row in before], lines)]
    code = f"{schools.canteen_code(county_id, canteen_id)}/{new.kind}/{new.doc_no}"
    stamp = {"by": by, "now": now}
    audited.put(county_id, models.AcceptanceSlip, [head], {}, subject="acceptance_slip", key_of=lambda _: code, **stamp)
    audited.put(
        county_id,
        models.Acceptance,
        rows,
        {},
        subject="acceptance",
        key_of=lambda row: f"{code}/{row['line_no']}",
        **stamp,
    )


def _lines_anew(before, lines):
    """The rows of the new document's lines, then those of which nothing had been accepted."""
    waiting = [row for row in before if row["accepted"]]
    anew = []
    for line in lines:
        ingredient_id = getattr(line, "ingredient_id", None)
        mate = next((row for row in waiting if row["ingredient_id"] == ingredient_id), None)
        if mate:
            waiting.remove(mate)
        anew.append(_line_anew(mate or before[0] | _BLANK, line, ingredient_id, is_new=mate is None))
    anew += [row for row in before if not row["accepted"]]
    return [row | {"line_no": number} for number, row in enumerate(anew, start=1)]


#: What a line that was not there before has nothing of.
_BLANK = {
    "ordered": None,
    "noted": None,
    "returned": 0,
    "freight_fen": 0,
    "spec": None,
    "brand": None,
    "grade": None,
    "origin": None,
    "producer": None,
    "certificates": "{}",
    "photos": "",
    "checks": "{}",
    "temperature_tenths": None,
    "quick_test": None,
    "quick_test_note": None,
    "conclusion": "passed",
    "return_reason": None,
    "risk_confirmed": False,
    "note": None,
    "price_answer": None,
    "price_question": None,
}


def _line_anew(row, line, ingredient_id, *, is_new):
    quantity = line.portions if hasattr(line, "portions") else line.quantity
    changed = is_new or (quantity, line.amount_fen) != (row["accepted"], row["amount_fen"])
    row = row | {"ingredient_id": ingredient_id, "amount_fen": line.amount_fen, "accepted": quantity}
    row["unit"] = getattr(line, "unit", row["unit"])
    if is_new or quantity + row["returned"] > row["weighed"] or not row["returned"]:
        row["weighed"] = quantity + row["returned"]
    if changed:
        row |= {"price": None, "price_per": None}
    row["freight_fen"] = min(row["freight_fen"], line.amount_fen)
    return row

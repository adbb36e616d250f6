"""Goods are accepted: the receipt in the ledger, and beside it what was ordered, noted, weighed and returned.

Both are one transaction. The number is the identity: the same acceptance sent
again (a queue on a phone does that) changes nothing, another is refused.
"""

from dataclasses import dataclass

from mealwatch.acceptance import errors, models, queries
from mealwatch.acceptance.domain import record
from mealwatch.acceptance.service import lines as lines_of
from mealwatch.acceptance.service.admission import allowance_for
from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.forbidden import judge
from mealwatch.kernel.errors import Problem
from mealwatch.purchasing import service as purchasing
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from mealwatch.stock.errors import InTheFuture
from mealwatch.stock.queries import documents

_HEAD = (
    "seller",
    "order_no",
    "slip_no",
    "arrived_at",
    "meal_use",
    "deliverer",
    "plate",
    "representative",
    "buyer",
    "acceptor_1",
    "acceptor_2",
    "note",
)


@dataclass(frozen=True)
class Accepted:
    """What became of it: its number, the document's id (None where all went back), and whether it is new."""

    doc_no: str
    document_id: int | None
    new: bool


def accept(county_id, canteen_id, kind, doc_no, given, *, sign, by, now, renumber=False):
    """Accept goods (kind ``receipt``) or meals of a contractor (``delivery``). Returns Accepted.

    ``renumber``: the number is only a proposal; where another paper took it meanwhile, the next free one is taken.

    ``given``: dated_on, ``supplier`` (a value or None), what stands at the head, and lines with ``ingredient`` (a
    value), ``unit``, quantities in base units, ``yuan`` (exact) with ``per``, or ``amount_fen``; a delivery's line has
    portions for quantities and no ingredient. ``sign(doc_no, content)`` has the second person sign: a Second.
    Raises NotWeighed, ReturnedMore, AcceptedMore, PriceMissing, PriceUnit, PriceAsked (once for a line: its
    ``price_answer`` is kept), ForbiddenFood, RiskyFood, NothingCame, LicenceExpired, LicenceUnknown,
    AcceptanceDiffers, and what signing and stock raise.
    """
    audit.lock(county_id)
    lines = _worked_out(kind, given)
    seal = record.digest_of(kind, _told_head(given), [lines_of.told_line(line) for line in lines])
    known = queries.sealed(county_id, canteen_id, kind, given["dated_on"], seal)
    if known and (renumber or known.doc_no == doc_no):
        return Accepted(known.doc_no, known.document_id, new=False)
    doc_no = _number(county_id, canteen_id, kind, doc_no, given["dated_on"], renumber)
    lines, allowance = _admitted(county_id, canteen_id, kind, given, lines, now.date())
    supplier, taken = given.get("supplier"), [line for line in lines if line.quantities.accepted]
    second = sign(doc_no, {"acceptance": seal})
    given = given | {"acceptor_2": second.name}
    document_id = None
    if taken:
        places = [number for number, line in enumerate(lines) if line.quantities.accepted]
        try:
            document_id = _post(county_id, canteen_id, kind, doc_no, given, taken, by=by, now=now)
        except Problem as problem:
            problem.field = _as_given(problem.field, places)
            raise
        if given.get("order_no"):
            purchasing.delivered(county_id, canteen_id, given["order_no"], document_id, by=by, now=now)
    place = {"county_id": county_id, "canteen_id": canteen_id, "kind": kind, "doc_no": doc_no}
    place |= {"document_id": document_id, "dated_on": given["dated_on"]}
    slip = {name: given.get(name) for name in _HEAD} | place
    slip |= {
        "digest": seal,
        "supplier_id": supplier.id if supplier else None,
        "slip_photos": " ".join(given.get("slip_photos") or ()),
        "signature_id": second.signature_id,
        "allowance_id": allowance.id if allowance else None,
        "entered_at": now,
        "entered_by": by.name,
    }
    ordered = taken + [line for line in lines if not line.quantities.accepted]
    rows = [place | {"line_no": number} | lines_of.row(line) for number, line in enumerate(ordered, 1)]
    code = f"{schools.canteen_code(county_id, canteen_id)}/{kind}/{doc_no}"
    _put(county_id, models.AcceptanceSlip, [slip], "acceptance_slip", lambda row: code, by, now)
    _put(county_id, models.Acceptance, rows, "acceptance", lambda row: f"{code}/{row['line_no']}", by, now)
    return Accepted(doc_no, document_id, new=True)


def check(county_id, canteen_id, kind, given, today):
    """Raise what ``accept`` would, apart from signing and the ledger: for a paper that waits for its second person."""
    _admitted(county_id, canteen_id, kind, given, _worked_out(kind, given), today)


def asked_about(county_id, canteen_id, given):
    """``{line's place: Question}`` of the lines of a receipt whose price is still to be asked about."""
    lines = lines_of.with_questions(county_id, canteen_id, given, _worked_out("receipt", given))
    return {
        place: line.question for place, line in enumerate(lines) if line.question and not line.given.get("price_answer")
    }


def _worked_out(kind, given):
    return [lines_of.worked_out(kind, line, f"lines.{number}.") for number, line in enumerate(given["lines"])]


def _admitted(county_id, canteen_id, kind, given, lines, today):
    """The lines with the questions that their prices raised, and the allowance under which they come in (or None)."""
    allowance = None
    if given["dated_on"] > today:
        raise InTheFuture(field="dated_on", value=given["dated_on"], today=today)
    if kind == "receipt":
        allowance = allowance_for(county_id, canteen_id, given.get("supplier"), given["dated_on"])
        lines = _asked(county_id, canteen_id, given, lines)
        _refuse_forbidden(county_id, lines)
    if not any(line.quantities.accepted for line in lines) and not given.get("note"):
        raise errors.NothingCame(field="note")
    return lines, allowance


def _number(county_id, canteen_id, kind, doc_no, dated_on, renumber):
    """The number to take. Raises AcceptanceDiffers where a person chose one that another paper has."""
    taken = queries.find_slip(county_id, canteen_id, kind, doc_no)
    if not renumber:
        if taken:
            raise errors.AcceptanceDiffers(field="doc_no", doc_no=doc_no)
        return doc_no
    if not taken and documents.find_head(county_id, canteen_id, kind, doc_no) is None:
        return doc_no
    return queries.next_number(county_id, canteen_id, kind, dated_on)


def _asked(county_id, canteen_id, given, lines):
    """The lines with the questions that their prices raise. Raises PriceAsked for the first without an answer."""
    lines = lines_of.with_questions(county_id, canteen_id, given, lines)
    for number, line in enumerate(lines):
        if line.question and not line.given.get("price_answer"):
            raise errors.PriceAsked(field=f"lines.{number}.price_answer", name=line.given["ingredient"].name)
    return lines


def _refuse_forbidden(county_id, lines):
    rules = catalogue.forbidden_rules(county_id)
    for number, line in enumerate(lines):
        one = line.given["ingredient"]
        verdict = judge(one.name, one.aliases, rules) if line.quantities.accepted else None
        if verdict is None or not (verdict.refused or verdict.asked):
            continue
        facts = {"name": one.name, "rule": verdict.rule, "basis": verdict.basis}
        if verdict.refused:
            raise errors.ForbiddenFood(field=f"lines.{number}.ingredient_code", **facts)
        if not line.given.get("risk_confirmed"):
            raise errors.RiskyFood(field=f"lines.{number}.risk_confirmed", **facts)


def _post(county_id, canteen_id, kind, doc_no, given, taken, *, by, now):
    supplier = given.get("supplier")
    wanted = {"dated_on": given["dated_on"], "supplier_code": supplier.code if supplier else None}
    wanted |= {name: given.get(name) for name in ("meal", "buyer", "acceptor_1", "acceptor_2")}
    if kind == "receipt":
        wanted["lines"] = [lines_of.receipt_line(line) for line in taken]
    else:
        wanted["lines"] = [
            {
                "portions": line.quantities.accepted,
                "amount_fen": line.amount_fen,
                "food_cost_fen": line.given.get("food_cost_fen"),
            }
            for line in taken
        ]
    return stock.enter(county_id, canteen_id, kind, doc_no, wanted, by=by, now=now).id


def _as_given(field, places):
    """The field of the acceptance's line for one of the receipt's."""
    if not field or not field.startswith("lines."):
        return field
    _, number, name = field.split(".")
    return f"lines.{places[int(number)]}.{'weighed' if name in ('quantity', 'portions') else name}"


def _told_head(given):
    supplier = given.get("supplier")
    told = {name: given.get(name) for name in _HEAD if name != "acceptor_2"}
    return told | {
        "dated_on": given["dated_on"],
        "meal": given.get("meal"),
        "form_key": given.get("form_key"),
        "supplier": supplier.code if supplier else None,
        "slip_photos": given.get("slip_photos") or (),
    }


def _put(county_id, model, rows, subject, key_of, by, now):
    audited.put(county_id, model, rows, {}, subject=subject, key_of=key_of, by=by, now=now)

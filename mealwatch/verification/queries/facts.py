"""Append-only records against their entries, and every entry against its records."""

import json
from itertools import groupby
from operator import eq, itemgetter

from mealwatch.audit import entries as journal
from mealwatch.audit.kept import body_text
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.menus.domain import record as menu_record
from mealwatch.schools import queries as schools
from mealwatch.stock.domain import record
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.domain.fits import misfit
from mealwatch.stock.queries import told as stock
from mealwatch.verification import errors
from mealwatch.verification.queries.steps import in_step


def check_facts(county, checked):
    """Documents, reversals, meal records and menus of a county."""
    codes = {canteen.id: canteen.code for canteen in schools.canteens_of(county.id)}
    _check_documents(county, codes, checked)
    _check_reversals(county, codes, checked)
    entries, found = journal.told(county.id, ["meal_record"], by_key=True), meals.told(county.id)
    found = (("meal_record", key, body) for key, body in found)
    checked.add("meal_records", in_step(county, ["meal_record"], entries, found, eq))
    _check_menus(county, checked)


def _check_documents(county, codes, checked):
    def same(told, one):
        if body_text(record.posted_values, one.head, one.lines, one.draws, one.lots) != told:
            return False
        # The rows are those that were entered; what is left is whether they were right.
        _refuse_misfit(county, codes, one)
        checked.add("lines", len(one.lines))
        checked.add("draws", len(one.draws))
        checked.add("lots", len(one.lots))
        return True

    found = ((*_name(codes, one), one) for one in stock.documents(county.id))
    checked.add("documents", in_step(county, KINDS, journal.told(county.id, KINDS), found, same))


def _name(codes, one):
    """(kind, key) of a document; of rows without one, their table and the document's number."""
    if one.head is None:
        return one.stray, one.document_id
    _, kind, canteen_id, doc_no, *_ = one.head
    return kind, f"{codes.get(canteen_id)}/{kind}/{doc_no}"


def _refuse_misfit(county, codes, one):
    record_name = " ".join(_name(codes, one))
    if one.stray:
        raise errors.RecordUnknown(county=county.code, record=f"{record_name} ({one.stray})")
    if fault := misfit(one.head, one.lines, one.draws, one.lots):
        number, column, stored, computed = fault
        where = f"{record_name} #{number}"
        raise errors.DoesNotAddUp(county=county.code, record=where, column=column, stored=stored, computed=computed)


def _check_reversals(county, codes, checked):
    def same(told, one):
        row, document = one
        if body_text(record.reversed_, row) != told:
            return False
        for column, stored, fits, computed in _of_reversal(row, document):
            if not fits:
                where = f"reversal {codes.get(row['canteen_id'])}/{document.kind}/{document.doc_no}"
                raise errors.DoesNotAddUp(
                    county=county.code, record=where, column=column, stored=stored, computed=computed
                )
        return True

    found = stock.reversals(county.id)
    found = (("reversal", _reversal_key(codes, row, document), (row, document)) for row, document in found)
    checked.add("reversals", in_step(county, ["reversal"], journal.told(county.id, ["reversal"]), found, same))


def _reversal_key(codes, row, document):
    code = codes.get(row["canteen_id"])
    return f"{code}/{document.kind}/{document.doc_no}" if document.kind else f"{code}/#{row['document_id']}"


def _of_reversal(row, document):
    """(column, stored, whether it fits its document, what would)."""
    yield "canteen_id", row["canteen_id"], row["canteen_id"] == document.canteen_id, document.canteen_id
    yield "dated_on", row["dated_on"], row["dated_on"] >= document.dated_on, document.dated_on
    yield "id", row["id"], row["id"] > row["document_id"], row["document_id"]


def _check_menus(county, checked):
    """A menu's entry names the rows that it wrote; together the entries of a menu name each row once."""
    entries = groupby(journal.told(county.id, ["menu"], by_key=True), itemgetter(2))
    found = groupby(menus.told(county.id), itemgetter(0))
    for (key, told), (place, rows) in _paired(entries, found):
        if key is None:
            raise errors.RecordUnknown(county=county.code, record=f"menu {place}")
        rows = {(row["position"], row["version"]): row for _, row in rows}
        for seq, _, _, body in told:
            written = [rows.pop(tuple(name), None) for name in json.loads(body)["rows"]]
            if None in written:
                raise errors.RecordGone(county=county.code, record=f"menu {key}", seq=seq)
            if body_text(menu_record.body, written) != body:
                raise errors.RecordChanged(county=county.code, record=f"menu {key}", seq=seq, differences="")
            checked.add("menu_rows", len(written))
        for position, version in rows:
            raise errors.RecordUnknown(county=county.code, record=f"menu {key} #{position}.{version}")


def _paired(entries, found):
    """Groups of both sides, by key; the side that has none of a key gives (None, ())."""
    nothing = None, ()
    left, right = next(entries, nothing), next(found, nothing)
    while left[0] is not None or right[0] is not None:
        if right[0] is None or (left[0] is not None and left[0] < right[0]):
            yield left, nothing
            left = next(entries, nothing)
        elif left[0] is None or right[0] < left[0]:
            yield nothing, right
            right = next(found, nothing)
        else:
            yield left, right
            left, right = next(entries, nothing), next(found, nothing)

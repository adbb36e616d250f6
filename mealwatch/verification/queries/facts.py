"""Append-only records against their entries, and every entry against its records."""

import json
from itertools import groupby
from operator import itemgetter

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
    in_step(county, KINDS, journal.told(county.id, KINDS), _documents(county, codes, checked))
    found = _reversals(county, codes, checked)
    in_step(county, ["reversal"], journal.told(county.id, ["reversal"]), found)
    entries = journal.told(county.id, ["meal_record"], by_key=True)
    in_step(county, ["meal_record"], entries, _meal_records(county, checked))
    _check_menus(county, checked)


def _documents(county, codes, checked):
    for one in stock.documents(county.id):
        if one.head is None:
            raise errors.RecordUnknown(county=county.code, record=f"{one.stray} {one.document_id}")
        _, kind, canteen_id, doc_no, *_ = one.head
        key = f"{codes.get(canteen_id)}/{kind}/{doc_no}"
        if one.stray:
            raise errors.RecordUnknown(county=county.code, record=f"{kind} {key}（{one.stray}）")
        yield kind, key, body_text(record.posted_values, one.head, one.lines, one.draws, one.lots)
        # The rows are those that were entered; what is left is whether they were right.
        if fault := misfit(one.head, one.lines, one.draws, one.lots):
            number, column, stored, computed = fault
            where = f"{kind} {key} #{number}"
            raise errors.DoesNotAddUp(county=county.code, record=where, column=column, stored=stored, computed=computed)
        checked.add("documents")
        checked.add("lines", len(one.lines))
        checked.add("draws", len(one.draws))
        checked.add("lots", len(one.lots))


def _reversals(county, codes, checked):
    for row, (canteen_id, kind, doc_no, dated_on) in stock.reversals(county.id):
        key = f"{codes.get(row['canteen_id'])}/{kind}/{doc_no}"
        yield "reversal", key, body_text(record.reversed_, row)
        for column, stored, fits in (
            ("canteen_id", row["canteen_id"], row["canteen_id"] == canteen_id),
            ("dated_on", row["dated_on"], row["dated_on"] >= dated_on),
            ("id", row["id"], row["id"] > row["document_id"]),
        ):
            if not fits:
                where = f"reversal {key}"
                computed = {"canteen_id": canteen_id, "dated_on": dated_on, "id": row["document_id"]}[column]
                raise errors.DoesNotAddUp(
                    county=county.code, record=where, column=column, stored=stored, computed=computed
                )
        checked.add("reversals")


def _meal_records(county, checked):
    for key, body in meals.told(county.id):
        yield "meal_record", key, body
        checked.add("meal_records")


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

"""What the office proposes to a canteen's stock record: shown where the canteen works, its form filled in beforehand.

``?proposal=<number>`` at the address of the walk or of a receipt's correction. A count that was taken days ago is
carried on by what the book moved since, so that the form shows what should lie there now; it is counted again anyway.
"""

from flask import flash, g, render_template, request, session, url_for
from flask_babel import gettext as _

from mealwatch.catalogue import queries as catalogue
from mealwatch.inspections.office import queries
from mealwatch.inspections.office.errors import NoDifference
from mealwatch.kernel.quantity import plain
from mealwatch.schools import queries as schools
from mealwatch.stock import presenters as stock
from mealwatch.stock.queries import corrected, documents, ledger
from mealwatch.web.formats import day, quantity
from mealwatch.web.guards import current_viewer

#: Of the walk, the row of what the book does not hold.
_ADDED = 9000


def address_of(county_id, canteen, one):
    """The form in which the canteen takes the proposal up."""
    if one.proposed_as == "stocktake":
        found = _ingredient(county_id, one)
        held = found and any(row.ingredient_id == found.id for row in ledger.balances(county_id, canteen.id))
        step = f"step-{found.id}" if found and held else "step-more"
        return url_for("stocktakes.walk", canteen_code=canteen.code, proposal=one.measured.id, _anchor=step)
    doc_no, _line = one.receipt
    head = documents.find_head(county_id, canteen.id, "receipt", doc_no)
    later = corrected.chain_of(county_id, head.id)[1] if head else []
    number = later[-1].doc_no if later else doc_no
    return url_for("stock.change", canteen_code=canteen.code, kind="receipt", doc_no=number, proposal=one.measured.id)


def posted_address(canteen, one):
    """The document that took the proposal up; empty where none has."""
    if one.posted is None:
        return ""
    return url_for("stock.document", canteen_code=canteen.code, kind=one.posted.kind, doc_no=one.posted.doc_no)


def noticed(county_id, canteen):
    """The canteen's own page: what is proposed, for those who can post it; else nothing."""
    viewer = current_viewer()
    if not (viewer.may("post_stocktake", canteen=canteen) or viewer.may("read_visits", canteen=canteen)):
        return ""
    found = queries.proposals(county_id, canteen)
    return render_template("visited/proposed.html", proposals=found, canteen=canteen) if found else ""


def fill_walk():
    """Lay the counted quantity out for the walk through the store; runs before every view."""
    one = _asked("stocktakes.walk", "stocktake")
    if one is None:
        return
    county_id = current_viewer().county_id
    ingredient = _ingredient(county_id, one)
    if ingredient is None:
        return
    held = {row.ingredient_id: row.quantity for row in ledger.balances(county_id, one.visit.canteen_id)}
    exact, unit = _said(now_there(one, held.get(ingredient.id, 0)), ingredient)
    if "_flashes" not in session:
        said = {"day": day(one.visit.dated_on), "name": one.measured.name}
        said["found"] = quantity(one.measured.found, one.measured.base)
        flash(_("督查 %(day)s 实点%(name)s %(found)s，已按此后的进出推算填好，请重新点一遍，以实数为准", **said))
    at = f"lines-{ingredient.id if ingredient.id in held else _ADDED}-"
    g.reopened = {at + "ingredient_code": ingredient.code, at + "counted_quantity": exact, at + "unit": unit}


def fill_correction(county_id, canteen, head, lines, start):
    """A receipt's form with the weighed quantity in the line that was weighed, and why; else as it was."""
    one = _asked("stock.change", "receipt")
    if one is None or one.visit.canteen_id != canteen.id or head.kind != "receipt":
        return start
    ingredient = _ingredient(county_id, one)
    place = _line_of(one, lines, ingredient)
    if ingredient is None or place is None:
        return start
    rows = [dict(row) for row in start["lines"]]
    rows[place]["quantity"], rows[place]["unit"] = _said(one.measured.found, ingredient, rows[place]["unit"])
    reason = _("督查 %(day)s 实称 %(name)s，按实称更正", day=day(one.visit.dated_on), name=one.measured.name)
    return start | {"lines": rows, "change_reason": reason}


def _ingredient(county_id, one):
    known = catalogue.ingredients_of(county_id)
    return next((each for each in known if each.code == one.measured.ingredient_code), None)


def now_there(one, held):
    """Base units that should lie there now: what was counted, and what the book moved since; never below zero."""
    return max(one.measured.found + held - one.measured.written, 0)


def _line_of(one, lines, ingredient):
    """The place of the weighed line: its own number if it is that ingredient's, else the ingredient's only line."""
    if ingredient is None:
        return None
    same = [at for at, line in enumerate(lines) if line.ingredient_id == ingredient.id]
    numbered = [at for at in same if lines[at].line_no == one.receipt[1]]
    return numbered[0] if numbered else same[0] if len(same) == 1 else None


def _said(base, ingredient, unit=""):
    usual = {"g": "kg", "ml": "L"}.get(ingredient.base_unit, ingredient.base_unit)
    exact, said = stock.in_unit(base, unit or usual, ingredient)
    return plain(exact), said


def _asked(endpoint, kind):
    """The proposal that the address names, for whom it is meant; else None."""
    number, viewer = request.args.get("proposal", ""), current_viewer()
    if request.method != "GET" or request.endpoint != endpoint or viewer is None:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    try:
        one = queries.get_difference(viewer.county_id, int(number))
    except NoDifference:
        return None
    here = request.view_args or {}
    from_here = schools.canteen_by_id(viewer.county_id, one.visit.canteen_id).code == here.get("canteen_code")
    return one if one.proposed and one.proposed_as == kind and from_here else None

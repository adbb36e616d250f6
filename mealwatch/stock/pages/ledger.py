"""The ledger of one ingredient in one canteen: what came, what went, what was then there."""

from flask import render_template
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock import presenters
from mealwatch.stock.domain.ledger import extract
from mealwatch.stock.pages.blueprint import blueprint
from mealwatch.stock.queries import ledger as kept
from mealwatch.web import words
from mealwatch.web.asked import asked_day
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import Column, spreadsheet


@blueprint.get("/canteens/<canteen_code>/ledger/<ingredient_code>")
@guard("read_school")
def ledger(canteen_code, ingredient_code):
    """The ledger between two dates, with the lots of every movement."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    ingredient = catalogue.get_ingredient(viewer.county_id, ingredient_code)
    rows = kept.ledger_of(viewer.county_id, canteen.id, ingredient.id)
    first, last = asked_day("first"), asked_day("last")
    return render_template(
        "stock/ledger.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        ingredient=ingredient,
        extract=extract(rows, first, last),
        lots=kept.open_lots(viewer.county_id, canteen.id, ingredient.id),
        first=first,
        last=last,
        summary=summary,
        show=presenters,
        today=clock.today(),
    )


@blueprint.get("/canteens/<canteen_code>/ledger/<ingredient_code>.xlsx")
@guard("export_data")
def ledger_xlsx(canteen_code, ingredient_code):
    """The ledger as a spreadsheet: 日期、凭证号、摘要, then 入, 出 and 结存 with quantity and amount."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    ingredient = catalogue.get_ingredient(viewer.county_id, ingredient_code)
    first, last = asked_day("first"), asked_day("last")
    found = extract(kept.ledger_of(viewer.county_id, canteen.id, ingredient.id), first, last)
    pieces = ingredient.base_unit == "piece"
    kind, unit = ("whole", _("个")) if pieces else ("kilo", _("公斤") if ingredient.base_unit == "g" else _("升"))
    columns = [Column(_("日期"), "date"), Column(_("凭证号")), Column(_("摘要"), width=26)]
    for side in (_("入"), _("出"), _("结存")):
        columns += [Column(f"{side}（{unit}）", kind), Column(_("%(side)s（元）", side=side), "yuan")]
    rows = [(first, "", _("期初结存"), None, None, None, None, found.before, found.before_fen)] if first else []
    for row in found.rows:
        one = row.movement
        came, went = (one.quantity, one.fen), (-one.quantity, -one.fen)
        sides = (*came, None, None) if one.quantity > 0 else (None, None, *went)
        rows.append((one.on, one.doc_no, summary(one), *sides, row.held, row.held_fen))
    conditions = [
        (_("食堂"), f"{canteen.code} {canteen.name}"),
        (_("食材"), f"{ingredient.code} {ingredient.name}"),
        (_("从"), first),
        (_("到"), last),
    ]
    return spreadsheet(_("%(name)s台账", name=ingredient.name), columns, rows, conditions)


def summary(movement):
    """What happened, in a few words: ``出库单（午餐）``, ``红冲入库单``."""
    text = words.word(movement.kind, "kind")
    if movement.meal:
        text = _("%(kind)s（%(meal)s）", kind=text, meal=words.word(movement.meal, "meal"))
    if movement.is_reversal:
        return _("红冲%(kind)s", kind=text)
    return _("%(kind)s，已红冲", kind=text) if movement.reversed_on else text

"""The canteens that a person sees, and the first page of each: what to enter, what was entered, what is in stock."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock import presenters, slots
from mealwatch.stock.pages.blueprint import blueprint, may_enter, names
from mealwatch.stock.queries import documents, ledger
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet

_RECENT = 8


@blueprint.get("/canteens")
@guard("read_school")
def canteens():
    """Every canteen in reach; straight to it where there is but one."""
    viewer = current_viewer()
    reach = viewer.reach("read_school")
    found = [one for one in schools.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
    if len(found) == 1:
        return redirect(url_for("stock.canteen", canteen_code=found[0].code))
    at = {school.id: school for school in schools.schools_of(viewer.county_id)}
    text = request.args.get("q", "").strip()
    wanted = [one for one in found if _matches(text, one, at[one.school_id])]
    return render_template("stock/canteens.html", page=page_of_list(wanted), at=at, text=text)


@blueprint.get("/canteens/<canteen_code>")
@guard("read_school")
def canteen(canteen_code):
    """A canteen's first page."""
    viewer, one = current_viewer(), the_canteen(canteen_code)
    recent = documents.documents_of(viewer.county_id, documents.Filter((one.id,)), limit=_RECENT)
    held = ledger.balances(viewer.county_id, one.id)
    fed = schools.schools_of(viewer.county_id, schools.schools_fed_by(viewer.county_id, one.id, clock.today()))
    known = names([row.ingredient_id for row in held])
    return render_template(
        "stock/canteen.html",
        canteen=one,
        school=schools.school_by_id(viewer.county_id, one.school_id),
        fed=[school for school in fed if viewer.may("read_school", school=school)],
        kinds=may_enter(one),
        parts=slots.noticed(viewer.county_id, one),
        recent=recent,
        sums=documents.sums_of(viewer.county_id, recent),
        held=_in_order(held, known),
        names=known,
        total_fen=sum(row.fen for row in held),
        today=clock.today(),
        expiry_mark=presenters.expiry_mark,
    )


@blueprint.get("/canteens/<canteen_code>/stock.xlsx")
@guard("export_data")
def stock_xlsx(canteen_code):
    """The stock list as a spreadsheet."""
    viewer, one = current_viewer(), the_canteen(canteen_code)
    held = ledger.balances(viewer.county_id, one.id)
    known = names([row.ingredient_id for row in held])
    columns = [
        Column(_("食材编码")),
        Column(_("食材")),
        Column(_("类别")),
        Column(_("数量（公斤、升）"), "kilo"),
        Column(_("数量（个）"), "whole"),
        Column(_("金额（元）"), "yuan"),
        Column(_("批次数"), "whole"),
        Column(_("最近保质期"), "date"),
    ]
    rows = []
    for row in _in_order(held, known):
        ingredient = known.ingredients[row.ingredient_id]
        pieces = ingredient.base_unit == "piece"
        amounts = (None, row.quantity) if pieces else (row.quantity, None)
        rows.append(
            (ingredient.code, ingredient.name, ingredient.food_group, *amounts, row.fen, row.lots, row.expires_on)
        )
    conditions = [(_("食堂"), f"{one.code} {one.name}"), (_("日期"), clock.today())]
    return spreadsheet(_("%(name)s库存", name=one.name), columns, rows, conditions)


def _matches(text, canteen, school):
    return any(text in part for part in (canteen.code, canteen.name, school.name, school.town))


def _in_order(held, known):
    """By food group and code, as people look for things."""
    return sorted(
        held,
        key=lambda row: (known.ingredients[row.ingredient_id].food_group, known.ingredients[row.ingredient_id].code),
    )

"""Pages of menus: a canteen's week, and one meal to fill in or correct with a reason."""

import re
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import errors as catalogue_errors
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import the_one
from mealwatch.catalogue.presenters import offer
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.menus import presenters, queries, service
from mealwatch.menus.domain.menu import MEALS
from mealwatch.menus.schemas import MenuSchema
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.web import words
from mealwatch.web.fields import DateField
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("menus", __name__, template_folder="templates")
_ROW = re.compile(r"rows-(\d{1,4})-([a-z_]+)", re.ASCII)
_MORE = 5


@blueprint.get("/menus")
@guard("read_school")
def index():
    """The canteens in reach; straight to the week where there is but one."""
    viewer = current_viewer()
    reach = viewer.reach("read_school")
    found = [one for one in schools.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
    if len(found) == 1:
        return redirect(url_for("menus.week", canteen_code=found[0].code))
    at = {school.id: school for school in schools.schools_of(viewer.county_id)}
    return render_template("menus/index.html", canteens=found, at=at)


@blueprint.get("/canteens/<canteen_code>/menu")
@guard("read_school")
def week(canteen_code):
    """A canteen's week: days, meals, dishes with their grams."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    shown = _asked_week()
    rows = queries.menu_rows(viewer.county_id, shown.monday, shown.sunday, canteen_ids=[canteen.id])
    menus = presenters.by_meal(rows)
    supplied = schools.canteen_supply_days(viewer.county_id, canteen.id, shown.monday, shown.sunday)
    term = teaching_week(schools.terms_of(viewer.county_id), shown)
    return render_template(
        "menus/week.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        week=shown,
        term=term[0] if term else None,
        menus=menus,
        meals=presenters.meals_planned(menus),
        supplied=supplied,
        names={
            one.id: one.name for one in catalogue.ingredients_of(viewer.county_id, {row.ingredient_id for row in rows})
        },
        grams=presenters.grams,
        may_edit=viewer.may("edit_menu", canteen=canteen),
    )


@blueprint.get("/canteens/<canteen_code>/menu.xlsx")
@guard("export_data")
def week_xlsx(canteen_code):
    """The week's menu as a spreadsheet."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    shown = _asked_week()
    rows = queries.menu_rows(viewer.county_id, shown.monday, shown.sunday, canteen_ids=[canteen.id])
    known = {one.id: one for one in catalogue.ingredients_of(viewer.county_id, {row.ingredient_id for row in rows})}
    columns = [
        Column(_("日期"), "date"),
        Column(_("餐次")),
        Column(_("菜名")),
        Column(_("食材编码")),
        Column(_("食材")),
        Column(_("每生克数"), "kilo"),
        Column(_("年龄段")),
    ]
    table = [
        (
            row.dated_on,
            words.word(row.meal, "meal"),
            row.dish,
            known[row.ingredient_id].code,
            known[row.ingredient_id].name,
            row.mg_per_pupil,
            words.word(row.age_band, "age_band") if row.age_band else "",
        )
        for row in rows
    ]
    conditions = [(_("食堂"), f"{canteen.code} {canteen.name}"), (_("周次"), str(shown))]
    return spreadsheet(_("%(name)s食谱", name=canteen.name), columns, table, conditions)


@blueprint.route("/canteens/<canteen_code>/menu/<day:on>/<meal:meal>", methods=["GET", "POST"])
@guard("edit_menu")
def meal(canteen_code, on, meal):
    """Fill in a meal's menu, or correct it with a reason."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    known = {one.id: one for one in catalogue.ingredients_of(viewer.county_id)}
    standing = _rows(viewer.county_id, canteen, on, meal)
    source = standing or _rows(viewer.county_id, canteen, on - timedelta(days=7), meal) * bool(request.args.get("copy"))
    start = {
        "rows": [
            {
                "dish": row.dish,
                "ingredient_code": known[row.ingredient_id].name,
                "grams_per_pupil": presenters.grams(row.mg_per_pupil),
                "age_band": row.age_band,
            }
            for row in source
        ]
    }
    form = Form(MenuSchema(), start=start, typed=_typed() if request.method == "POST" else None)

    def work(given):
        rows = [_named(row, number, known) for number, row in enumerate(given["rows"])]
        return service.plan_named(
            viewer.county_id, canteen.id, on, meal, rows, by=viewer.actor(), now=clock.now(), reason=given["reason"]
        )

    if form.sent and "more" not in form.typed and form.accepted(work):
        flash(_("食谱已保存"), "done")
        return redirect(url_for("menus.week", canteen_code=canteen.code, week=str(Week.of(on))))
    rows = form.rows("rows", at_least=6)
    if "more" in form.typed:
        rows += range(rows[-1] + 1, rows[-1] + 1 + _MORE)
    page = render_template(
        "menus/meal.html",
        canteen=canteen,
        on=on,
        meal=meal,
        week=Week.of(on),
        form=form,
        rows=rows,
        is_planned=bool(standing),
        may_copy=not standing and not source,
        offered=known.values(),
        island=[offer(one, held=one.food_group) for one in known.values()],
    )
    return page, form.status


@blueprint.get("/canteens/<canteen_code>/menu/other")
@guard("edit_menu")
def other(canteen_code):
    """To the form of a day and meal that were chosen on the week's page."""
    try:
        on = DateField().deserialize(request.args.get("on"))
    except ValidationError:
        return redirect(url_for("menus.week", canteen_code=canteen_code))
    chosen = request.args.get("meal")
    chosen = chosen if chosen in MEALS else "lunch"
    return redirect(url_for("menus.meal", canteen_code=canteen_code, on=on, meal=chosen))


def _rows(county_id, canteen, on, meal):
    rows = queries.menu_rows(county_id, on, on, canteen_ids=[canteen.id])
    return [row for row in rows if row.meal == meal]


def _typed():
    """What was typed: rows with nothing but a band left out, and a dish without a name that of the row above."""
    filled = {
        int(match[1])
        for name, value in request.form.items()
        if (match := _ROW.fullmatch(name)) and match[2] != "age_band" and value.strip()
    }
    typed = {
        name: value
        for name, value in request.form.items()
        if not (match := _ROW.fullmatch(name)) or int(match[1]) in filled
    }
    dish = ""
    for number in sorted(filled):
        dish = typed.get(f"rows-{number}-dish", "").strip() or dish
        typed[f"rows-{number}-dish"] = dish
    return typed


def _named(row, number, known):
    found = the_one(known.values(), row["ingredient_code"])
    if found is None:
        raise catalogue_errors.NoIngredient(field=f"rows.{number}.ingredient_code", value=row["ingredient_code"])
    return row | {"ingredient_code": found.code}


def _asked_week():
    try:
        return Week.parse(request.args.get("week", ""))
    except ValueError:
        return Week.of(clock.today())

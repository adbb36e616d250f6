"""One meal's menu as a plain form: filled in, or corrected with a reason; it works without scripts."""

import re
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
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
from mealwatch.menus.pages.blueprint import blueprint
from mealwatch.menus.schemas import MenuSchema
from mealwatch.web.fields import DateField
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

_ROW = re.compile(r"rows-(\d{1,4})-([a-z_]+)", re.ASCII)
_MORE = 5


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
        place, asked = (viewer.county_id, canteen.id), {"by": viewer.actor(), "now": clock.now(), **given}
        del asked["rows"]
        done = service.plan_named(*place, on, meal, rows, **asked)
        service.follow(*place, Week.of(on), **asked)
        return done

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

"""One dish changed everywhere: on all its days from a day on, looked at before it is done."""

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
from mealwatch.menus import errors, facts, presenters, queries, service, versions
from mealwatch.menus.domain.dishes import Portion
from mealwatch.menus.pages.blueprint import blueprint
from mealwatch.menus.schemas import EverywhereSchema, milligrams
from mealwatch.web.fields import DateField
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

_BLANK_ROWS = 2


@blueprint.route("/canteens/<canteen_code>/menu/dish", methods=["GET", "POST"])
@guard("edit_menu")
def dish(canteen_code):
    """Change one dish on all its days: first what would change, then the change."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    county_id = viewer.county_id
    known = {one.id: one for one in catalogue.ingredients_of(county_id)}
    form = Form(EverywhereSchema(), start=_start(county_id, canteen, known))
    looked = None

    def work(given):
        bands = [band for band, _ in facts.bands_fed(county_id, canteen.id, given["since"])]
        portions = tuple(_portion(row, number, bands, known) for number, row in enumerate(given["rows"]))
        place = county_id, canteen.id, given["dish"]
        if given["act"] != "change":
            meals = service.days_with(*place, given["since"], bands)
            if not meals:
                raise errors.NoDish(field="dish", value=given["dish"], on=given["since"])
            after = [service.with_dish(meal, given["dish"], given["name"], portions) for meal in meals]
            mondays = {Week.of(meal.on).monday for meal in meals}
            return list(zip(meals, after, strict=True)), queries.published_weeks(county_id, mondays, [canteen.id])
        asked = {"by": viewer.actor(), "now": clock.now(), "reason": given["reason"]}
        return service.change_dish(*place, given["name"], portions, given["since"], **asked)

    if form.sent and form.accepted(work):
        if form.typed.get("act") == "change":
            flash(_("已改 %(count)s 餐的“%(dish)s”", count=len(form.result), dish=form.typed["dish"]), "done")
            week = Week.of(form.result[0].on)
            return redirect(url_for("menus.week", canteen_code=canteen.code, week=week))
        looked = form.result
    rows = form.rows("rows")
    page = render_template(
        "menus/dish.html",
        canteen=canteen,
        form=form,
        rows=[*rows, *range(rows[-1] + 1, rows[-1] + 1 + _BLANK_ROWS)],
        looked=looked and looked[0],
        needs_reason=bool(looked and looked[1]) or form.value("reason") or form.fault_at("reason"),
        differences=lambda before, after: versions.differences(before, after, known),
        offered=known.values(),
        island=[offer(one, held=one.food_group) for one in known.values()],
    )
    return page, form.status


def _start(county_id, canteen, known):
    """The dish as it is on the first of its days."""
    name = request.args.get("dish", "").strip()
    try:
        since = DateField().deserialize(request.args.get("since", ""))
    except ValidationError:
        since = clock.today()
    bands = [band for band, _ in facts.bands_fed(county_id, canteen.id, since)]
    meals = service.days_with(county_id, canteen.id, name, since, bands) if name else []
    rows = []
    for one in (each for each in (meals[0].dishes if meals else ()) if each.name == name):
        rows = [{"ingredient_code": known[p.ingredient_id].name, "grams": _written(p, bands)} for p in one.portions]
    return {"dish": name, "name": name, "since": since, "rows": rows}


def _written(portion, bands):
    if not portion.by_band:
        return presenters.grams(portion.mg[""])
    return "/".join(presenters.grams(portion.mg.get(band, 0)) or "0" for band in bands)


def _portion(row, number, bands, known):
    found = the_one(known.values(), row["ingredient_code"])
    if found is None:
        raise catalogue_errors.NoIngredient(field=f"rows.{number}.ingredient_code", value=row["ingredient_code"])
    parts = row["grams"].split("/")
    try:
        amounts = [milligrams(part) for part in parts]
    except ValueError:
        amounts = []
    if not amounts or None in amounts or len(amounts) not in (1, len(bands)):
        place = f"rows.{number}.grams"
        raise errors.AmountOutOfRange(field=place, value=row["grams"], most=2000)
    if len(amounts) == 1:
        return Portion(found.id, {"": amounts[0]})
    return Portion(found.id, {band: mg for band, mg in zip(bands, amounts, strict=True) if mg})

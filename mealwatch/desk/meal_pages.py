"""One meal's pot, down to the receipt: issues, draws, lots, heads, and what the menu said."""

from datetime import date
from operator import attrgetter

from flask import Blueprint, render_template

from mealwatch.accounts.scope import the_school
from mealwatch.catalogue import queries as catalogue
from mealwatch.desk import weeks
from mealwatch.desk.domain.meal import compared
from mealwatch.desk.today.waiting import copied_words
from mealwatch.kernel.errors import NotFound, mark
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.grounds import grounds
from mealwatch.web.guards import current_viewer, guard

bp = Blueprint("desk_meal", __name__, template_folder="templates")


class NoMeal(NotFound):
    code = "desk.no_meal"
    says = mark("{value} 没有这一餐")
    remedy = mark("请从学校的一周进入")


@bp.get("/schools/<school_code>/meals/<on>/<meal>/<canteen>")
@guard("read_school")
def meal(school_code, on, meal, canteen):
    """What went into the pot that a school ate from at a meal, and everybody who ate from it."""
    school = the_school(school_code)
    county_id = current_viewer().county_id
    on = _day(on)
    kitchen = schools.get_canteen(county_id, canteen)
    ground = grounds(county_id, Week.of(on), school.id).get((kitchen.id, on, meal))
    if ground is None:
        raise NoMeal(value=on)
    listed = {one.id: one for one in schools.schools_of(county_id, {head.group.school_id for head in ground.heads})}
    enrolled = {head.group.group_id: None for head in ground.heads}
    roll = schools.roll_of(county_id, group_ids=list(enrolled))
    enrolled = {group_id: roll.on(group_id, on) for group_id in enrolled}
    ingredients = {one.id: one for one in catalogue.ingredients_of(county_id)}
    rows = [row for row in menus.menu_rows(county_id, on, on, canteen_ids=[kitchen.id]) if row.meal == meal]
    copies = meals.copies_of(county_id, map(attrgetter("line.document_id"), ground.parts))
    return render_template(
        "desk/meal.html",
        copies=[copied_words(one) for one in copies.values()],
        school=school,
        canteen=kitchen,
        on=on,
        meal=meal,
        week=Week.of(on),
        label=weeks.label(county_id, Week.of(on)),
        ground=ground,
        price=Ratio(ground.cost_fen, ground.eaters) if ground.eaters else None,
        schools=listed,
        enrolled=enrolled,
        ingredients=ingredients,
        suppliers={one.id: one for one in catalogue.suppliers_of(county_id)},
        compared=compared(rows, ground, {key: row.age_band for key, row in enrolled.items()}, ingredients),
    )


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoMeal(value=text) from None

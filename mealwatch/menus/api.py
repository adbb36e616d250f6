"""Menus over the API: the menu of one canteen, date and meal at an address of its own."""

from flask.views import MethodView

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.menus import errors, presenters, queries, service
from mealwatch.menus.schemas import MenuSchema, MenusQuery, PlannedSchema
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.api import api_blueprint
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import answered, fields_as

blueprint = api_blueprint("Menus", "Weekly menus with quantities")
_EXAMPLE = {"rows": [{"dish": "白米饭", "ingredient_code": "GS01", "grams_per_pupil": "110"}]}


@blueprint.route("/canteens/<canteen_code>/menus")
class Menus(MethodView):
    @blueprint.arguments(MenusQuery, location="query")
    @blueprint.response(200, PlannedSchema(many=True))
    @blueprint.doc(operationId="listMenus", summary="A canteen's menus between two dates")
    @guard("read_school")
    def get(self, asked, canteen_code):
        return _between(the_canteen(canteen_code), asked["first"], asked["last"])


@blueprint.route("/canteens/<canteen_code>/menus/<day:on>/<meal:meal>")
class Menu(MethodView):
    @blueprint.response(200, PlannedSchema)
    @blueprint.doc(operationId="getMenu", summary="The menu of one meal as it stands")
    @guard("read_school")
    def get(self, canteen_code, on, meal):
        return _planned(the_canteen(canteen_code), on, meal)

    @blueprint.arguments(MenuSchema, example=_EXAMPLE)
    @blueprint.response(200, PlannedSchema, description="There was one: the same, or corrected")
    @blueprint.alt_response(201, schema=PlannedSchema, description="Planned")
    @blueprint.doc(operationId="putMenu", summary="Set the menu of one meal, or correct it with a reason")
    @guard("edit_menu")
    def put(self, given, canteen_code, on, meal):
        viewer, canteen = current_viewer(), the_canteen(canteen_code)

        def work():
            place = viewer.county_id, canteen.id
            asked = {"by": viewer.actor(), "now": clock.now(), "reason": given["reason"]}
            with fields_as():
                planned = service.plan_named(*place, on, meal, given["rows"], **asked)
                service.follow(*place, Week.of(on), **asked)
                return planned

        done = in_transaction(work)
        found = [menu for menu in _between(canteen, on, on) if menu["meal"] == meal]
        result = found[0] if found else presenters.on_the_wire(canteen.code, on, meal, [], {})
        return answered(result, done.added > 0 and done.added == len(result["rows"]))


def _planned(canteen, on, meal):
    for menu in _between(canteen, on, on):
        if menu["meal"] == meal:
            return menu
    raise errors.NoMenu(value=on)


def _between(canteen, first, last):
    county_id = current_viewer().county_id
    rows = queries.menu_rows(county_id, first, last, canteen_ids=[canteen.id])
    known = {one.id: one for one in catalogue.ingredients_of(county_id, {row.ingredient_id for row in rows})}
    meals = {}
    for row in rows:
        meals.setdefault((row.dated_on, row.meal), []).append(row)
    return [presenters.on_the_wire(canteen.code, *key, some, known) for key, some in meals.items()]
